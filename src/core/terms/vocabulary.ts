import type { MatchRule } from '../content/schema';
import type { TermEntry } from '../content/types';
import { contextInflectionsOf, inflectionsOf } from './inflection';
import { tokensOf } from './tokens';
import { WordTable } from './wordTable';

/** A spelling of a term and the rule under which it counts. */
export interface Form {
  readonly term: TermEntry;
  /** The term or the alias as the entry writes it. */
  readonly written: string;
  /** Context words, by their numbers: one must stand nearby; none may. `undefined`: no such rule. */
  readonly near: readonly number[] | undefined;
  readonly notNear: readonly number[] | undefined;
  /** For each word: the capitalisations that count, `undefined`: any. Left out where any counts for every word. */
  readonly cases: readonly (readonly string[] | undefined)[] | undefined;
}

export interface TrieNode {
  /** By the number of the next word; `undefined` where no form goes on. */
  readonly next: ReadonlyMap<number, TrieNode> | undefined;
  readonly forms: readonly Form[] | undefined;
}

/** What a spelling in the text may stand for. */
export interface KnownWord {
  /** Base words of terms: the steps of the trie. */
  readonly numbers: readonly number[];
  /** A term begins with it. */
  readonly begins: boolean;
  /** Context words of rules. */
  readonly context: readonly number[];
}

/** The words of all terms, and a trie over them: the index that every scan walks. Build it once for a library. */
export interface Vocabulary {
  /** By the lower-case spelling, inflections included. */
  readonly words: WordTable<KnownWord>;
  readonly root: TrieNode;
  /** The context words by their numbers. */
  readonly contextWords: readonly string[];
  readonly forms: number;
}

interface Node {
  next: Map<number, Node> | undefined;
  forms: Form[] | undefined;
}

/**
 * Builds the index. Every word of a form is found in its inflections; words are numbered, so that a phrase with two
 * inflected words costs no more than one path in the trie.
 */
export function buildVocabulary(terms: readonly TermEntry[]): Vocabulary {
  const words = new WordTable<{ numbers: number[]; begins: boolean; context: number[] }>();
  const beginnings = new Map<number, Node>();
  const root: Node = { next: beginnings, forms: undefined };
  let forms = 0;

  const numbering = (kind: 'numbers' | 'context') => {
    const numbers = new Map<string, number>();
    const numberOf = (word: string): number => {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      const number = numbers.size;
      numbers.set(word, number);
      for (const spelling of (kind === 'context' ? contextInflectionsOf : inflectionsOf)(word))
        words.ensure(spelling, () => ({ numbers: [], begins: false, context: [] }))[kind].push(number);
      return number;
    };
    return { numbers, numberOf };
  };
  const base = numbering('numbers');
  const context = numbering('context');
  /** Many rules name the same words; each is taken apart once. */
  const contextNumbers = new Map<string, number>();
  const contextNumber = (word: string): number => {
    const known = contextNumbers.get(word);
    if (known !== undefined) return known;
    const number = context.numberOf(contextWord(word));
    contextNumbers.set(word, number);
    return number;
  };
  const contextList = (list: readonly string[] | undefined) => list && [...new Set(list.map(contextNumber))];

  for (const term of terms) {
    for (const written of new Set([term.term, ...term.aliases])) {
      const tokens = tokensOf(written);
      if (tokens.length === 0) continue;
      const rule = term.match?.[written] ?? {};
      let node = root;
      for (const { folded } of tokens) {
        const number = base.numberOf(folded);
        node.next ??= new Map<number, Node>();
        let next = node.next.get(number);
        if (!next) node.next.set(number, (next = { next: undefined, forms: undefined }));
        node = next;
      }
      const cases = tokens.map(({ text, folded }) => casesOf(text, folded, rule));
      (node.forms ??= []).push({
        term,
        written,
        near: contextList(rule.near),
        notNear: contextList(rule.notNear),
        cases: cases.some(allowed => allowed !== undefined) ? cases : undefined,
      });
      forms++;
    }
  }
  words.forEach(word => (word.begins = word.numbers.some(number => beginnings.has(number))));
  return { words, root, contextWords: [...context.numbers.keys()], forms };
}

/** The word under which a context word is counted; of several words the last carries the meaning ("status code"). */
const contextWord = (word: string): string =>
  /^[a-z]+$/.test(word) ? word : (tokensOf(word).at(-1)?.folded ?? word.toLowerCase());

const acronym = /^\p{Lu}[\p{Lu}\p{N}]+$/u;

/**
 * The capitalisations in which a word of a form counts. An acronym, and a word under `case: exact`, counts as written,
 * or with a plural s ("APIs").
 */
const casesOf = (text: string, folded: string, rule: MatchRule): readonly string[] | undefined =>
  rule.case === 'exact' || (text !== folded && acronym.test(text)) ? [text, `${text}s`] : undefined;
