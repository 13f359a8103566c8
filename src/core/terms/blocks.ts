import { camelParts, endsSentence, isAsciiWord, joins, WordReader } from './tokens';
import type { Form, KnownWord, TrieNode, Vocabulary } from './vocabulary';

/** A word that some term, or some rule about context, is made of. Everything counts from the beginning of the block. */
export interface FoundWord {
  readonly start: number;
  readonly end: number;
  readonly known: KnownWord;
  readonly sentence: number;
  /** The how-manieth word it is. */
  readonly index: number;
  /** A part of a camelCase or snake_case name; a term must not begin, or end, inside a name. */
  readonly insideStart: boolean;
  readonly insideEnd: boolean;
}

/** A place where forms of terms match. */
export interface Candidate {
  readonly first: FoundWord;
  readonly last: FoundWord;
  readonly forms: readonly Form[];
}

/** The words that rules about context ask for, in the order of the text; as columns, for there are many. */
export interface Mentions {
  /** Context words, by their numbers. */
  readonly words: readonly number[];
  /** For each, the how-manieth word of the block it is. */
  readonly indices: readonly number[];
  /** For each sentence, where its mentions begin in the columns. */
  readonly begins: readonly number[];
}

/** What one block of text holds. It depends on the block's text alone, so an edit elsewhere does not change it. */
export interface BlockScan {
  readonly candidates: readonly Candidate[];
  readonly mentions: Mentions;
  readonly sentences: number;
  readonly words: number;
}

/** Finds, at each word of a block, every term that begins there, longest first. */
export function scanBlock(text: string, vocabulary: Vocabulary): BlockScan {
  const { found, mentions, sentences, words } = knownWords(text, vocabulary);
  const candidates: Candidate[] = [];
  for (let at = 0; at < found.length; at++) {
    const word = found[at];
    if (!word) break;
    if (!word.known.begins || word.insideStart) continue;
    const first = candidates.length;
    walk(text, found, at, vocabulary.root, at, candidates);
    if (candidates.length > first + 1) longestFirst(candidates, first);
  }
  return { candidates, mentions, sentences, words };
}

/** The words of a block that terms are made of, and the mentions of context words, which most words it knows are. */
function knownWords(text: string, { words }: Vocabulary) {
  const found: FoundWord[] = [];
  const mentions = { words: [] as number[], indices: [] as number[], begins: [] as number[] };
  let index = 0;
  let sentence = 0;
  let previousEnd = 0;
  let lastFound = -2;

  const add = (known: KnownWord, start: number, end: number, inStart: boolean, inEnd: boolean) => {
    const { context } = known;
    if (context.length > 0) {
      while (mentions.begins.length <= sentence) mentions.begins.push(mentions.words.length);
      for (let at = 0; at < context.length; at++) {
        mentions.words.push(context[at] ?? 0);
        mentions.indices.push(index);
      }
    }
    // a word that begins no term is of use right after another
    if (known.numbers.length === 0 || !(known.begins || lastFound === index - 1)) return;
    lastFound = index;
    found.push({
      start,
      end,
      known,
      sentence,
      index,
      insideStart: inStart || goesOn(text, start, -1),
      insideEnd: inEnd || goesOn(text, end, 1),
    });
  };

  for (const word = new WordReader(text); word.next();) {
    const { start, end } = word;
    if (index > 0 && endsSentence(text, previousEnd, start)) sentence++;
    previousEnd = end;
    const known = word.foreign
      ? words.get(text.slice(start, end).normalize('NFC').toLowerCase())
      : words.find(text, start, end, word.hash);
    // a word of the library is that word, however it is capitalised: "GitHub" is not "Git" and "Hub"
    if ((known && known.numbers.length > 0) || !(word.mixed || word.foreign)) {
      if (known) add(known, start, end, false, false);
      index++;
    } else {
      let at = start;
      for (const part of camelParts(text.slice(start, end))) {
        const partKnown = words.get(part.toLowerCase());
        const partEnd = at + part.length;
        if (partKnown) add(partKnown, at, partEnd, at > start, partEnd < end);
        at = partEnd;
        index++;
      }
    }
  }
  while (mentions.begins.length <= sentence) mentions.begins.push(mentions.words.length);
  return { found, mentions, sentences: sentence + 1, words: index };
}

const underscore = 95;
const backslash = 92;

/** Whether an underscore, escaped or not, joins what ends (or begins) at an offset to more of a name. */
function goesOn(text: string, offset: number, step: 1 | -1): boolean {
  let at = step > 0 ? offset : offset - 1;
  let code = text.charCodeAt(at);
  if (code !== underscore && code !== backslash) return false;
  while (code === underscore || code === backslash) code = text.charCodeAt((at += step));
  return isAsciiWord(code);
}

/** Goes on from `node` with the word at `at`, and adds the terms that end there or later. */
function walk(
  text: string,
  found: readonly FoundWord[],
  first: number,
  node: TrieNode,
  at: number,
  candidates: Candidate[],
): void {
  const word = found[at];
  const begin = found[first];
  if (!word || !begin) return;
  for (const number of word.known.numbers) {
    const next = node.next?.get(number);
    if (!next) continue;
    if (next.forms && !word.insideEnd) {
      const forms = next.forms.every(({ cases }) => cases === undefined)
        ? next.forms
        : next.forms.filter(form => hasRightCase(text, found, first, form));
      if (forms.length > 0) candidates.push({ first: begin, last: word, forms });
    }
    if (next.next && follows(text, word, found[at + 1])) walk(text, found, first, next, at + 1, candidates);
  }
}

const follows = (text: string, word: FoundWord, next: FoundWord | undefined): boolean =>
  next?.index === word.index + 1 && joins(text, word.end, next.start);

const hasRightCase = (text: string, found: readonly FoundWord[], first: number, { cases }: Form): boolean =>
  cases?.every((allowed, offset) => {
    const word = found[first + offset];
    return (
      allowed === undefined || (word && allowed.includes(text.slice(word.start, word.end).normalize('NFC')))
    );
  }) ?? true;

/** Orders the candidates from `from` on, which begin with the same word; those of the same length become one. */
function longestFirst(candidates: Candidate[], from: number): void {
  const byEnd = new Map<FoundWord, Candidate>();
  for (const candidate of candidates.splice(from)) {
    const same = byEnd.get(candidate.last);
    byEnd.set(candidate.last, same ? { ...same, forms: [...same.forms, ...candidate.forms] } : candidate);
  }
  candidates.push(...[...byEnd.values()].sort((a, b) => b.last.index - a.last.index));
}
