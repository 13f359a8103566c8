import type { Rule } from '../content/guidanceSchema';
import { wordMark, type CompiledGuidance } from './guidance';
import { severityOf, type PlacedBlock } from './placed';
import type { Finding, ReviewOptions } from './types';

/**
 * Two words that this document uses for what looks like one thing: both stand in the same phrase ("create a workspace",
 * "create a project") in at least two different phrases.
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
    const places = used.map(word => ({ word, phrases: phrasesWith(word, blocks) }));
    for (const [index, one] of places.entries())
      for (const other of places.slice(index + 1)) {
        const shared = [...one.phrases].filter(([phrase]) => other.phrases.has(phrase));
        const [first] = shared;
        if (shared.length < 2 || !first || ++count > (rule.atMost ?? Infinity)) continue;
        const place = other.phrases.get(first[0]) ?? first[1];
        const words = `"${one.word}", "${other.word}"`;
        yield {
          start: place.start,
          end: place.start + other.word.length,
          text: text.slice(place.start, place.start + other.word.length),
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

type Place = { readonly start: number; readonly sentence: { readonly start: number; readonly end: number } };

/** "create", "delete", …: the verbs before "a|the word", with where they stand. */
function phrasesWith(word: string, blocks: readonly PlacedBlock[]): Map<string, Place> {
  const found = new Map<string, Place>();
  const pattern = phraseWith(word);
  for (const { offset, scan } of blocks) {
    if (!scan.marks.has(wordMark(word))) continue;
    for (const match of scan.masked.matchAll(pattern)) {
      const verb = (match[1] ?? '').toLowerCase().slice(0, 4);
      const at = match.index + match[0].toLowerCase().lastIndexOf(word);
      const sentence = scan.sentences.find(({ start, end }) => start <= at && at < end);
      if (sentence && sentence.kind !== 'heading' && !found.has(verb))
        found.set(verb, {
          start: offset + at,
          sentence: { start: offset + sentence.start, end: offset + sentence.end },
        });
    }
  }
  return found;
}

const patterns = new Map<string, RegExp>();

/** Made once for each word. */
function phraseWith(word: string): RegExp {
  let pattern = patterns.get(word);
  if (!pattern)
    patterns.set(
      word,
      (pattern = new RegExp(
        `\\b(creat\\w*|delet\\w*|invit\\w*|shar\\w*|switch\\w*|open\\w*|join\\w*|renam\\w*|mov\\w*|notif\\w*|charg\\w*|pay\\w*|select\\w*|leav\\w*|add\\w*)\\s+(?:a|an|the|their|your|his|new|each|every|this)\\s+(?:new\\s+)?(${word})s?\\b`,
        'gi',
      )),
    );
  return pattern;
}
