import type { MatchRule } from '../content/schema';
import type { TermEntry } from '../content/types';
import { inflectionsOf } from './inflection';
import { tokensOf } from './tokens';

/** A spelling of a term and the rule under which it counts. */
export interface Form {
  readonly term: TermEntry;
  /** The term or the alias as the entry writes it. */
  readonly written: string;
  readonly rule: MatchRule;
  /** For each word: the capitalisations that count; `undefined`: any. */
  readonly cases: readonly (readonly string[] | undefined)[];
}

interface Node {
  readonly next: Map<number, Node>;
  forms: Form[] | undefined;
}

/** The words of all terms, and a trie over them: the index that every scan walks. Build it once for a library. */
export interface Vocabulary {
  /** The base words that a spelling may stand for. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  readonly root: TrieNode;
  /** Context words by their spellings in text. */
  readonly contextWords: ReadonlyMap<string, readonly string[]>;
  readonly forms: number;
}
export interface TrieNode {
  readonly next: ReadonlyMap<number, TrieNode>;
  readonly forms: readonly Form[] | undefined;
}

/**
 * Builds the index. Every word of a form is found in its inflections; words are numbered, so that a phrase with two
 * inflected words costs no more than one path in the trie.
 */
export function buildVocabulary(terms: readonly TermEntry[]): Vocabulary {
  const numbers = new Map<string, number>();
  const words = new Map<string, number[]>();
  const contextWords = new Map<string, string[]>();
  const root: Node = { next: new Map(), forms: undefined };
  /** Context words as the entries write them; many entries name the same ones. */
  const written = new Set<string>();
  let forms = 0;

  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(word, number);
    for (const spelling of inflectionsOf(word)) {
      const list = words.get(spelling);
      if (list) list.push(number);
      else words.set(spelling, [number]);
    }
    return number;
  };

  for (const term of terms) {
    for (const form of new Set([term.term, ...term.aliases])) {
      const tokens = tokensOf(form);
      if (tokens.length === 0) continue;
      const rule = term.match?.[form] ?? {};
      let node = root;
      for (const { folded } of tokens) {
        const number = numberOf(folded);
        let next = node.next.get(number);
        if (!next) node.next.set(number, (next = { next: new Map(), forms: undefined }));
        node = next;
      }
      (node.forms ??= []).push({
        term,
        written: form,
        rule,
        cases: tokens.map(({ text }) => casesOf(text, rule)),
      });
      forms++;
    }
    for (const { near = [], notNear = [] } of Object.values(term.match ?? {})) {
      for (const word of near) written.add(word);
      for (const word of notNear) written.add(word);
    }
  }
  for (const base of new Set([...written].map(contextWord))) {
    for (const spelling of inflectionsOf(base)) {
      const list = contextWords.get(spelling);
      if (list) list.push(base);
      else contextWords.set(spelling, [base]);
    }
  }
  return { words, root, contextWords, forms };
}

/** The word under which a context word is counted; of several words the last carries the meaning ("status code"). */
export const contextWord = (word: string): string => tokensOf(word).at(-1)?.folded ?? word.toLowerCase();

/**
 * The capitalisations in which a word of a form counts. An acronym counts as written, with a plural s ("APIs"); a word
 * under `case: exact` as written or, if it is an ordinary word, in its inflections with the same beginning.
 */
function casesOf(text: string, rule: MatchRule): readonly string[] | undefined {
  const isAcronym = /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(text);
  if (isAcronym) return [text, `${text}s`];
  if (rule.case === 'exact') return [text, `${text}s`];
  return undefined;
}
