import { obliges } from './obliges';
import type { Sentence } from './sentences';
import type { Word } from './words';

/** How clearly a sentence requires something: `must`, `will`, or not at all. */
export type Modality = 'strong' | 'weak' | 'none';

/** A sentence with what its words say about it. */
export interface ScannedSentence extends Sentence {
  readonly modality: Modality;
  /** Where the word stands that makes it a requirement: what comes before is its condition or its subject. */
  readonly modalAt: number;
  readonly question: boolean;
  /** It speaks to a reader ("you will need to log in"): an instruction, not a requirement of a product. */
  readonly instructs: boolean;
  /** It thinks about what could be. */
  readonly hedged: boolean;
  readonly words: number;
  /** It ends with a colon: the list after it belongs to it. */
  readonly opensList: boolean;
}

const strong = new Set(['shall', 'must', 'should']);
/** Before "to". */
const needs = new Set(['needs', 'need', 'has', 'have', 'required']);
const hedges = new Set(['could', 'might', 'would']);
/** The words that {@link describe} looks at. */
export const modalWords = new Set([...strong, ...needs, ...hedges, 'will', 'you', 'your']);
/** "The service will …" promises; "users will complain" foretells. */
const promising = new Set(
  'we system service app application platform server backend api client component module feature page endpoint tool command bot job it block building product website solution satellite team'.split(
    ' ',
  ),
);
const asides = new Set([
  'note',
  'remark',
  'example',
  'examples',
  'eg',
  'hint',
  'tip',
  'disclaimer',
  'todo',
  'q',
  'fyi',
]);

/** How far before a verb its clause is looked at. */
const reach = 400;

/** Tells what a sentence is; `modals` are the places of its {@link modalWords}. */
export function describe(
  sentence: Sentence,
  tokens: readonly Word[],
  first: number,
  last: number,
  modals: readonly number[],
  masked: string,
): ScannedSentence {
  let modality: Modality = 'none';
  let modalAt = Infinity;
  // most sentences hold no such word, and every sentence of every document passes here
  const aside =
    modals.length > 0 &&
    (asides.has(tokens[first]?.folded ?? '') ||
      isForExample(tokens, first) ||
      /^[\s*_]*\(/.test(masked.slice(sentence.start, sentence.start + 6)));
  let instructs = false;
  let hedged = false;
  for (const index of modals) {
    const word = tokens[index]?.folded ?? '';
    if (word === 'you' || word === 'your') instructs = true;
    if (hedges.has(word)) hedged = true;
    if (aside || modality === 'strong' || !obliges(tokens, index, first, last)) continue;
    const at = tokens[index]?.start ?? 0;
    if (inParentheses(masked, sentence.start, at)) continue;
    if (word === 'will' && isCondition(masked.slice(Math.max(sentence.start, at - reach), at))) continue;
    if (strong.has(word) || (needs.has(word) && tokens[index + 1]?.folded === 'to')) modality = 'strong';
    else if (word === 'will' && modality === 'none' && promising.has(tokens[index - 1]?.folded ?? ''))
      modality = 'weak';
    else continue;
    modalAt = Math.min(modalAt, tokens[index]?.start ?? Infinity);
  }
  const stop = stopOf(masked, sentence);
  // by name: spreading an object costs more than all that is done above
  const { start, end, line, kind } = sentence;
  return {
    start,
    end,
    line,
    kind,
    modality,
    modalAt,
    instructs,
    hedged,
    question: stop === '?',
    words: last - first,
    opensList: stop === ':',
  };
}

/** The mark that ends a sentence, before what closes a quote, a bracket or an emphasis. */
function stopOf(masked: string, { start, end }: Sentence): string {
  let at = end - 1;
  while (at > start && at > end - 6 && closing.has(masked.charAt(at))) at--;
  return masked.charAt(at);
}

const closing = new Set(' \t\r\n"”)]*_');

/** "…, where a client will wait": a case, not a promise. */
const isCondition = (before: string): boolean =>
  /\b(?:where|when|if|whether|until|once|because|since)\b[^,;:]*$/i.test(before);

/** "(which should be fast)" is a remark. */
const inParentheses = (masked: string, start: number, at: number): boolean =>
  /\([^)]*$/.test(masked.slice(start, at));

const isForExample = (tokens: readonly Word[], first: number): boolean =>
  tokens[first]?.folded === 'for' && /^(?:example|instance)$/.test(tokens[first + 1]?.folded ?? '');
