import type { Prompt, Rule } from '../content/guidanceSchema';
import { hidden } from '../text/blanker';
import { joined, wordsOf, type Word } from './words';
import { detectIn, type Detected } from './detectors';
import type { CompiledGuidance, Trigger } from './guidance';
import { describe, modalWords, type ScannedSentence } from './scannedSentence';
import { sentencesOf, type Sentence } from './sentences';

/** A place where a rule or prompt could speak up; whether it does, the whole document decides. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly sentence: ScannedSentence;
  readonly rule?: Rule;
  readonly prompt?: Prompt;
  readonly form?: string;
  /** What still has to hold in its sentence; asked with {@link applies}, because most are never needed. */
  readonly conditions?: Conditions;
}

interface Conditions {
  readonly masked: string;
  readonly needs: readonly RegExp[];
  readonly unless: readonly RegExp[];
  /** A name is no quality. */
  readonly notName: boolean;
  verdict?: boolean;
}

/** Whether the sentence around a candidate makes it what it looks like. The answer is kept. */
export function applies({ start, end, sentence, conditions }: Candidate): boolean {
  if (!conditions) return true;
  return (conditions.verdict ??= holds(conditions, sentence, start, end));
}

function holds(
  { masked, needs, unless, notName }: Conditions,
  sentence: Sentence,
  start: number,
  end: number,
): boolean {
  if (notName && isName(masked, sentence, start, end)) return false;
  if (needs.length === 0 && unless.length === 0) return true;
  const text = marked(masked, sentence, start, end);
  return (
    (needs.length === 0 || needs.some(expression => expression.test(text))) &&
    !unless.some(expression => expression.test(text))
  );
}

/** What one block holds. It depends on the block's text alone. */
export interface BlockScan {
  readonly source: string;
  readonly masked: string;
  readonly sentences: readonly ScannedSentence[];
  readonly candidates: readonly Candidate[];
  readonly marks: ReadonlySet<string>;
  readonly acronyms: readonly { readonly start: number; readonly text: string; readonly defined: boolean }[];
  /** Words that the text itself defines ("X means …"). */
  readonly defined: readonly string[];
  readonly words: number;
}

/** What is longer is no sentence: data, or a document without line breaks and full stops. */
const longestSentence = 3000;
/** Reads a block: its sentences, and everything in it that guidance knows. */
export function scanBlock(source: string, masked: string, guidance: CompiledGuidance): BlockScan {
  const tokens = wordsOf(masked);
  const candidates: Candidate[] = [];
  const marks = new Set<string>();
  const acronyms: { start: number; text: string; defined: boolean }[] = [];
  const defined: string[] = [];
  const sentences: ScannedSentence[] = [];
  let first = 0;
  for (const sentence of sentencesOf(source, masked)) {
    while ((tokens[first]?.start ?? Infinity) < sentence.start) first++;
    let last = first;
    while ((tokens[last]?.end ?? Infinity) <= sentence.end) last++;
    const found: Found[] = [];
    const modals: number[] = [];
    const read = sentence.kind !== 'quote' && sentence.end - sentence.start <= longestSentence;
    for (let index = first; index < last; index++) {
      const token = tokens[index];
      if (!token) break;
      const { text, folded } = token;
      const triggers = guidance.triggers.get(folded);
      if (triggers) {
        collect(triggers, tokens, index, last, masked, marks, found);
        // every one of them is a trigger too, so that other words are looked up once
        if (modalWords.has(folded)) modals.push(index);
      }
      if (folded === 'means' || folded === 'refers' || folded === 'defined')
        defined.push(...tokens.slice(Math.max(first, index - 3), index).map(word => word.folded));
      else if (
        text !== folded &&
        text.length < 7 &&
        isAcronym(text) &&
        !partOfName(masked, token, sentence.start)
      )
        acronyms.push({ start: token.start, text, defined: isDefinedHere(masked, token) });
    }
    const scanned = describe(sentence, tokens, first, last, modals, masked);
    sentences.push(scanned);
    if (read) {
      for (const { trigger, start, end } of found)
        candidates.push(candidateOf(trigger, start, end, scanned, masked));
      for (const hit of detectIn(masked.slice(sentence.start, sentence.end), scanned))
        pushDetected(hit, scanned, guidance, candidates);
    }
    first = last;
  }
  if (candidates.length > 1) candidates.sort((a, b) => a.start - b.start || b.end - a.end);
  return { source, masked, sentences, candidates, marks, acronyms, defined, words: tokens.length };
}

function candidateOf(
  trigger: RuleTrigger,
  start: number,
  end: number,
  sentence: ScannedSentence,
  masked: string,
): Candidate {
  if (trigger.kind === 'prompt') {
    const { prompt, unless } = trigger;
    return { start, end, sentence, prompt, conditions: { masked, needs: [], unless, notName: false } };
  }
  const { rule } = trigger;
  const { form, needs, unless } = trigger.phrases;
  const conditions = { masked, needs, unless, notName: true };
  return { start, end, sentence, rule, conditions, ...(form === undefined ? {} : { form }) };
}

type RuleTrigger = Exclude<Trigger, { kind: 'mark' }>;
interface Found {
  readonly trigger: RuleTrigger;
  readonly start: number;
  readonly end: number;
}

/** Adds the longest match of each rule and prompt at a word, and every mark. */
function collect(
  triggers: readonly Trigger[],
  tokens: readonly Word[],
  index: number,
  last: number,
  masked: string,
  marks: Set<string>,
  found: Found[],
): void {
  const start = tokens[index]?.start ?? 0;
  for (const trigger of triggers) {
    const end = endOf(trigger.words, tokens, index, last, masked);
    if (end === undefined) continue;
    if (trigger.kind === 'mark') {
      marks.add(trigger.mark);
      continue;
    }
    if (!found.some(other => other.start === start && isSame(other.trigger, trigger)))
      found.push({ trigger, start, end });
  }
}

const isSame = (one: RuleTrigger, other: RuleTrigger): boolean =>
  one.kind === 'rule'
    ? other.kind === 'rule' && one.rule === other.rule
    : other.kind === 'prompt' && one.prompt === other.prompt;

function endOf(
  words: readonly string[],
  tokens: readonly Word[],
  index: number,
  last: number,
  masked: string,
): number | undefined {
  if (index + words.length > last) return undefined;
  let token = tokens[index];
  for (let offset = 1; offset < words.length; offset++) {
    const next = tokens[index + offset];
    if (!token || !next || next.folded !== words[offset] || !joined(masked, token.end, next.start))
      return undefined;
    token = next;
  }
  return token?.end;
}

/** How far around a word its sentence is looked at. */
const reach = 400;

/** The sentence on one line, the found words between « and ». */
function marked(masked: string, { start, end }: Sentence, from: number, to: number): string {
  const clean = (text: string) => text.replace(/[\r\n]+[ \t>]*/g, ' ').replace(/\*{1,3}|__/g, '');
  return `${clean(masked.slice(Math.max(start, from - reach), from)).trimStart()}«${masked.slice(from, to)}»${clean(masked.slice(to, Math.min(end, to + reach))).trimEnd()}`;
}

/** "Special Terms", "Long Range Radar", `fast_path`: a name, not a quality. */
function isName(masked: string, sentence: Sentence, start: number, end: number): boolean {
  const before = masked[start - 1] ?? ' ';
  const after = masked[end] ?? ' ';
  // "sub-optimal", "for-small-and-medium": a part of a longer word
  if (/[_@#/\\=<>-]/.test(before) || /[_=(/\\]/.test(after) || after === hidden) return true;
  // the mark of a list item is hidden too
  if (before === hidden && start > sentence.start) return true;
  if (!/\p{Lu}/u.test(masked[start] ?? '')) return false;
  const word = masked.slice(start, end);
  // TBD and ASAP are written in capitals
  if (word === word.toUpperCase() && word.length > 1) return false;
  const opensSentence = !/[\p{L}\p{N}]/u.test(masked.slice(Math.max(sentence.start, start - 40), start));
  const next = /^[\s-]+(\p{L}+)/u.exec(masked.slice(end, end + 30))?.[1];
  const nextIsName = next !== undefined && /^\p{Lu}/u.test(next);
  return opensSentence ? nextIsName : true;
}

const isAcronym = (text: string): boolean => /^[A-Z]{2,6}s?$/.test(text);

/** Beside a hyphen, digit, underscore or dot it is part of an identifier or of a longer name. */
const partOfName = (masked: string, { start, end }: Word, sentenceStart: number): boolean =>
  /[\w\-./@#&:+${<[=]/.test(masked[start - 1] ?? ' ') ||
  /[\w\-/@#&=+}>]/.test(masked[end] ?? ' ') ||
  masked[end] === hidden ||
  (masked[start - 1] === hidden && start > sentenceStart) ||
  /^\.\w/.test(masked.slice(end, end + 2));

/** "Service level (SLO)", "SLO (service level …)", "SLO: …", "SLO - …", "SLO stands for …". */
function isDefinedHere(masked: string, { start, end }: Word): boolean {
  const after = masked.slice(end, end + 30).replace(/[*_"”]/g, '');
  const before = masked.slice(Math.max(0, start - 3), start).replace(/[*_"“]/g, '');
  return (
    (before.endsWith('(') && /^s?["”]?\)/.test(after)) ||
    /^\s*\(\p{L}{3,}/u.test(after) ||
    /^\s*[:=–—]\s*\S/.test(after) ||
    /^\s+-\s/.test(after) ||
    /^\s+(?:stands for|means|is short for|refers to|is an? )/i.test(after) ||
    /(?:called|as|or) $/.test(masked.slice(Math.max(0, start - 8), start))
  );
}

function pushDetected(
  { detector, start, end }: Detected,
  sentence: ScannedSentence,
  guidance: CompiledGuidance,
  into: Candidate[],
): void {
  const rule = guidance.detectors.get(detector);
  if (rule) into.push({ start: sentence.start + start, end: sentence.start + end, sentence, rule });
}
