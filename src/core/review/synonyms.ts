import type { Rule } from '../content/guidanceSchema';
import { wordMark, type CompiledGuidance } from './guidance';
import { severityOf, type PlacedBlock } from './placed';
import type { Finding, ReviewOptions } from './types';

/** A word that is said less often is a slip, not a name. */
const leastUses = 3;

/** So many words have to stand beside either before they look like one thing. */
const leastShared = 2;

/**
 * Two words that this document uses for what looks like one thing: they keep the same company ("create a workspace",
 * "create a project", "workspace settings", "project settings"), and no sentence holds them both, because who writes
 * both in one sentence tells them apart.
 */
export function* twoWords(
  text: string,
  blocks: readonly PlacedBlock[],
  guidance: CompiledGuidance,
  isOn: (rule: Rule) => boolean,
  options: ReviewOptions,
): Generator<Finding> {
  const rule = guidance.detectors.get('synonym');
  if (!rule || !isOn(rule)) return;
  const spoken = new Set(
    blocks.flatMap(({ scan }) => [...scan.marks].filter(mark => mark.startsWith('word:'))),
  );
  let count = 0;
  for (const group of guidance.words.synonyms) {
    const used = group.filter(word => spoken.has(wordMark(word)));
    if (used.length < 2) continue;
    const uses = used.map(word => usesOf(word, blocks));
    for (const [index, one] of uses.entries())
      for (const other of uses.slice(index + 1)) {
        const found = newcomer(one, other);
        if (!found || ++count > (rule.atMost ?? Infinity)) continue;
        const { before, after, place } = found;
        const words = `"${before.word}", "${after.word}"`;
        yield {
          start: place.start,
          end: place.start + after.word.length,
          text: text.slice(place.start, place.start + after.word.length),
          rule: rule.id,
          smell: rule.smell,
          severity: severityOf(rule.id, rule.severity, options),
          importance: rule.importance,
          title: rule.title.replace('{0}', words),
          why: rule.why,
          ask: rule.ask,
          source: rule.source,
          sentence: place.sentence,
        };
      }
  }
}

interface Place {
  readonly start: number;
  readonly sentence: { readonly start: number; readonly end: number };
}

/** How a document says a word: how often, beside which words (with the first place of each), and in which sentences. */
interface Uses {
  readonly word: string;
  readonly count: number;
  readonly company: ReadonlyMap<string, Place>;
  readonly sentences: ReadonlySet<number>;
}

/** Of two words for one thing the one that the document takes up second, where it first stands in shared company. */
function newcomer(
  one: Uses,
  other: Uses,
): { readonly before: Uses; readonly after: Uses; readonly place: Place } | undefined {
  if (one.count < leastUses || other.count < leastUses) return undefined;
  for (const start of one.sentences) if (other.sentences.has(start)) return undefined;
  const shared = [...one.company.keys()].filter(word => other.company.has(word));
  const [first] = shared;
  if (first === undefined || shared.length < leastShared) return undefined;
  const [before, after] = firstOf(one) < firstOf(other) ? [one, other] : [other, one];
  const place = after.company.get(first);
  return place && { before, after, place };
}

const firstOf = ({ sentences }: Uses): number => Math.min(...sentences);

function usesOf(word: string, blocks: readonly PlacedBlock[]): Uses {
  const company = new Map<string, Place>();
  const sentences = new Set<number>();
  const pattern = around(word);
  let count = 0;
  for (const { offset, scan } of blocks) {
    if (!scan.marks.has(wordMark(word))) continue;
    for (const sentence of scan.sentences)
      for (const match of scan.masked.slice(sentence.start, sentence.end).matchAll(pattern)) {
        const [, before = '', after = ''] = match;
        count++;
        sentences.add(offset + sentence.start);
        const place = {
          start: offset + sentence.start + match.index + before.length,
          sentence: { start: offset + sentence.start, end: offset + sentence.end },
        };
        for (const neighbour of [neighbourIn(before, -1), neighbourIn(after, 0)])
          if (neighbour !== undefined && !company.has(neighbour)) company.set(neighbour, place);
      }
  }
  return { word, count, company, sentences };
}

const empty = new Set(
  (
    'a an the of to in on at by for with and or is are be was were been has have had do does did not no it its this ' +
    'that these those their your his her our my as from into if when then than will shall should must may can could ' +
    'would each every any all some one two new same other more most only also such who whom whose what where how ' +
    'there here they we you he she i so but about over under per via'
  ).split(' '),
);

/** The nearest word that says something; five letters tell words apart whatever their ending. */
function neighbourIn(words: string, from: 0 | -1): string | undefined {
  const found = words
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '' && !empty.has(word))
    .at(from);
  return found === undefined ? undefined : `${from === 0 ? 'after' : 'before'} ${found.slice(0, 5)}`;
}

const patterns = new Map<string, RegExp>();

/** The word with up to three words before it and two after; made once for each word. */
function around(word: string): RegExp {
  let pattern = patterns.get(word);
  if (!pattern)
    patterns.set(
      word,
      (pattern = new RegExp(
        `((?:[\\p{L}'-]+\\s+){0,3})\\b${word}(?:s|'s|’s)?\\b((?:\\s+[\\p{L}'-]+){0,2})`,
        'giu',
      )),
    );
  return pattern;
}
