import type { Rule } from '../content/guidanceSchema';
import type { CompiledGuidance } from './guidance';
import { severityOf, type PlacedBlock } from './placed';
import type { DocumentSection } from './sections';
import type { Finding, ReviewOptions } from './types';

/** Acronyms that stand in the text several times and are explained nowhere, neither in it nor elsewhere. */
export function* undefinedAcronyms(
  text: string,
  blocks: readonly PlacedBlock[],
  find: (offset: number) => DocumentSection,
  headingLines: ReadonlySet<number>,
  guidance: CompiledGuidance,
  isOn: (rule: Rule) => boolean,
  explained: Pick<ReadonlySet<string>, 'has'>,
  options: ReviewOptions,
): Generator<Finding> {
  const rule = guidance.detectors.get('acronym');
  if (!rule || !isOn(rule)) return;
  const uses = new Map<string, { start: number; offset: number; block: PlacedBlock; count: number }>();
  const defined = new Set<string>();
  for (const block of blocks) {
    for (const { start, text: acronym, defined: here } of block.scan.acronyms) {
      const single = singular(acronym);
      if (here) defined.add(single);
      if (guidance.acronyms.has(single) || explained.has(single.toLowerCase())) continue;
      const use = uses.get(single);
      if (use) use.count++;
      else uses.set(single, { start: block.offset + start, offset: start, block, count: 1 });
    }
  }
  let lower: string | undefined;
  let count = 0;
  for (const [acronym, { start, offset, block, count: times }] of uses) {
    if (
      times < 3 ||
      defined.has(acronym) ||
      isOwnKind(acronym, options.path) ||
      isWord(acronym, text) ||
      spelledOut(acronym, (lower ??= text.toLowerCase()))
    )
      continue;
    const sentence = block.scan.sentences.find(
      candidate => candidate.start <= offset && offset < candidate.end,
    );
    if (!sentence || sentence.kind === 'heading' || sentence.kind === 'quote') continue;
    if (headingLines.has(block.offset + sentence.line) || find(start).holds === 'other') continue;
    if (shouted(block.scan.masked, offset, offset + acronym.length)) continue;
    if (++count > (rule.atMost ?? Infinity)) return;
    yield {
      start,
      end: start + acronym.length,
      text: acronym,
      rule: rule.id,
      smell: rule.smell,
      severity: severityOf(rule.id, rule.severity, options),
      importance: rule.importance,
      title: rule.title.replace('{0}', acronym),
      why: rule.why,
      ask: rule.ask,
      source: rule.source,
      sentence: { start: block.offset + sentence.start, end: block.offset + sentence.end },
    };
  }
}

const singular = (acronym: string): string => (acronym.endsWith('s') ? acronym.slice(0, -1) : acronym);

/** A folder of RFCs or KEPs says itself what it holds. */
const isOwnKind = (acronym: string, path = ''): boolean =>
  path
    .toLowerCase()
    .split(/[^a-z]+/)
    .some(part => part === acronym.toLowerCase() || part === `${acronym.toLowerCase()}s`);

/** "what you HAVE": a word of the same text, written large. */
const isWord = (acronym: string, text: string): boolean =>
  new RegExp(`\\b${acronym.toLowerCase()}\\b`).test(text);

/** "NOT FOR CIVIL USE": between words in capitals it is one of them. */
const shouted = (text: string, start: number, end: number): boolean =>
  /\b[A-Z]{2,}\s+$/.test(text.slice(Math.max(0, start - 20), start)) &&
  /^s?\s+[A-Z]{2,}\b/.test(text.slice(end, end + 20));

/** "strong customer authentication" explains SCA, wherever it stands. */
function spelledOut(acronym: string, text: string): boolean {
  const letters = acronym
    .toLowerCase()
    .split(/(?!^)/)
    .map(letter => `${letter}[a-z]*`);
  const between = '(?:[\\s-]+(?:of|and|for|the|to|in)[\\s-]+|[\\s-]+)';
  return new RegExp(`\\b${letters.join(between)}\\b`).test(text);
}
