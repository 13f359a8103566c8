import { hidden } from '../text/blanker';
import { proseOf, type Heading, type Syntax } from '../text/prose';
import { undefinedAcronyms } from './acronyms';
import { compileGuidance, type CompiledGuidance } from './guidance';
import { ignoreComments } from './ignored';
import { findingKey } from './key';
import { kindOf, outlineOf } from './outline';
import { sameClause } from './obliges';
import { severityOf, type PlacedBlock, type PlacedCandidate } from './placed';
import { promptFindings } from './prompts';
import { requires } from './requirements';
import { rewriteOf } from './rewrite';
import { applies, scanBlock, type BlockScan, type Candidate } from './scanBlock';
import type { ScannedSentence } from './scannedSentence';
import { sectionFinder, sectionsOf, type DocumentSection } from './sections';
import { twoWords } from './synonyms';
import type { Finding, Review, ReviewOptions, RuleChoice } from './types';
import type { Guidance, Rule } from '../content/guidanceSchema';

/** Reviews documents. It keeps what it knows of unchanged blocks, so reviewing again after an edit is cheap. */
export interface Reviewer {
  readonly guidance: CompiledGuidance;
  readonly review: (text: string, syntax: Syntax, options?: ReviewOptions) => Review;
  /** One requirement by itself: every sentence is one, and the rules for lists of requirements apply. */
  readonly requirement: (text: string, options?: ReviewOptions) => readonly Finding[];
}

const keptBlocks = 20_000;

export function createReviewer(content: Guidance): Reviewer {
  const guidance = compileGuidance(content);
  let known = new Map<string, BlockScan>();

  const scan = (text: string, masked: string): PlacedBlock[] => {
    const placed: PlacedBlock[] = [];
    for (const { start, end } of blocksOf(masked)) {
      const source = text.slice(start, end);
      const own = masked.slice(start, end);
      let block = known.get(source);
      // the same text can be prose here and code there
      if (block?.masked !== own) known.set(source, (block = scanBlock(source, own, guidance)));
      placed.push({ offset: start, scan: block });
    }
    // what this document does not use any more is forgotten once there is too much of it
    if (known.size > keptBlocks) known = new Map(placed.map(({ scan: block }) => [block.source, block]));
    return placed;
  };

  return {
    guidance,
    review(text, syntax, options = {}) {
      const prose = proseOf(text, syntax);
      const blocks = scan(text, prose.text);
      const sections = sectionsOf(prose.headings, text.length, guidance);
      const marks = new Set<string>();
      for (const { scan: block } of blocks) for (const mark of block.marks) marks.add(mark);
      const input = { sections, marks, path: options.path };
      const { kind } = kindOf(input, guidance);
      const headingLines = new Set(prose.headings.map(({ offset }) => offset));
      const { candidates, requirements } = place(blocks, sections, headingLines);
      const ignore = ignoreComments(text);
      const isOn = (rule: Rule) => chosen(rule.id, rule.on === 'default', options);
      const vocabulary = new Set([
        ...(options.vocabulary ?? []),
        ...blocks.flatMap(({ scan: { defined } }) => defined),
      ]);
      const findings = [
        ...ruleFindings(text, candidates, blocks, isOn, vocabulary, options),
        ...promptFindings(text, candidates, marks, options),
        ...undefinedAcronyms(
          text,
          blocks,
          sectionFinder(sections),
          headingLines,
          guidance,
          isOn,
          { has: word => vocabulary.has(word) || options.explained?.has(word) === true },
          options,
        ),
        ...twoWords(text, blocks, guidance, isOn, options),
      ]
        .filter(finding => !ignore(finding) && options.ignored?.has(findingKey(finding, text)) !== true)
        .sort((a, b) => a.start - b.start || b.end - a.end);
      const words = blocks.reduce((sum, { scan: { words: own } }) => sum + own, 0);
      return {
        kind: { id: kind?.id ?? 'other', name: kind?.name ?? 'a document' },
        looksLikeSpec: kind ? kind.reviewed : requirements >= 10 && requirements * 40 >= words,
        ...(isChapter(prose.headings) && kind?.id !== 'adr'
          ? { present: [], missing: [] }
          : outlineOf(kind, input, guidance)),
        findings: oneEach(withoutOverlap(findings)),
        words,
        requirements,
      };
    },
    requirement(text, options = {}) {
      const masked = proseOf(text, 'plaintext').text;
      const block = scanBlock(text.replace(/[\r\n|]/g, ' '), masked.replace(/[\r\n|]/g, ' '), guidance);
      const isOn = (rule: Rule) => chosen(rule.id, rule.on !== 'off', options);
      const findings = block.candidates.flatMap(candidate => {
        const { start, end, rule, form, sentence } = candidate;
        return rule && isOn(rule) && applies(candidate)
          ? [ruleFinding(text, rule, start, end, sentence, 0, options, form)]
          : [];
      });
      return withoutOverlap(findings.sort((a, b) => a.start - b.start || b.end - a.end));
    },
  };
}

/** "# 6 Functional requirements": a chapter of a longer document, whose other chapters stand elsewhere. */
const isChapter = ([first]: readonly Heading[]): boolean =>
  first?.level === 1 && /^[\s*_]*\d+(?:\.\d+)*[.)]?\s+\S/.test(first.text);

const chosen = (id: string, byDefault: boolean, { rules = {} }: ReviewOptions): boolean => {
  const choice: RuleChoice | undefined = rules[id];
  return choice === undefined ? byDefault : choice !== 'off';
};

/** Every candidate with its section, and whether its sentence is a requirement there. */
function place(
  blocks: readonly PlacedBlock[],
  sections: readonly DocumentSection[],
  headingLines: ReadonlySet<number>,
): { candidates: PlacedCandidate[]; requirements: number } {
  const find = sectionFinder(sections);
  const candidates: PlacedCandidate[] = [];
  let requirements = 0;
  /** A requirement that ended with a colon: the items below belong to it, also in the next block. */
  let opened = false;
  blocks.forEach(({ offset, scan }, block) => {
    const known = new Map<ScannedSentence, { section: DocumentSection; requirement: boolean }>();
    for (const sentence of scan.sentences) {
      if (sentence.kind === 'heading' || headingLines.has(offset + sentence.line)) {
        opened = false;
        continue;
      }
      const section = find(offset + sentence.start);
      if (sentence.kind !== 'item') opened = false;
      const requirement = requires(sentence, section, opened);
      if (sentence.opensList && requirement) opened = true;
      if (requirement) requirements++;
      known.set(sentence, { section, requirement });
    }
    for (const candidate of scan.candidates) {
      const at = known.get(candidate.sentence);
      if (at) candidates.push({ candidate, offset, block, ...at });
    }
  });
  return { candidates, requirements };
}

function* ruleFindings(
  text: string,
  candidates: readonly PlacedCandidate[],
  blocks: readonly PlacedBlock[],
  isOn: (rule: Rule) => boolean,
  vocabulary: ReadonlySet<string>,
  options: ReviewOptions,
): Generator<Finding> {
  const counts = new Map<Rule, number>();
  for (const { candidate, offset, section, requirement, block } of candidates) {
    const { rule, sentence, form } = candidate;
    if (!rule || !isOn(rule) || section.holds === 'other') continue;
    const masked = blocks[block]?.scan.masked ?? '';
    if (rule.where === 'requirement' ? !requirement || !isRequired(candidate, masked) : sentence.question)
      continue;
    if (rule.detector === 'failure' && failureNearby(blocks, block)) continue;
    const start = offset + candidate.start;
    const end = offset + candidate.end;
    if (vocabulary.has(text.slice(start, end).toLowerCase()) || !applies(candidate)) continue;
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (rule.atMost !== undefined && count > rule.atMost) continue;
    yield ruleFinding(text, rule, start, end, sentence, offset, options, form);
  }
}

/**
 * What stands before "must" is the condition or the subject, and what follows "because" a reason; only an escape clause
 * weakens the requirement there too.
 */
const isRequired = ({ rule, sentence, start }: Candidate, masked: string): boolean =>
  sentence.modality === 'none' ||
  rule?.smell === 'loophole' ||
  rule?.detector !== undefined ||
  (start >= sentence.modalAt && sameClause(masked.slice(sentence.modalAt, start)));

/** The paragraphs around it speak of failure. */
const failureNearby = (blocks: readonly PlacedBlock[], index: number): boolean => {
  for (let near = index; near <= index + 1; near++)
    if (blocks[near]?.scan.marks.has('failure') === true) return true;
  return false;
};

function ruleFinding(
  text: string,
  rule: Rule,
  start: number,
  end: number,
  sentence: ScannedSentence,
  offset: number,
  options: ReviewOptions,
  form?: string,
): Finding {
  const range = { start: offset + sentence.start, end: offset + sentence.end };
  const rewrite = form === undefined ? undefined : rewriteOf(text, range, start, end, form);
  return {
    start,
    end,
    text: text.slice(start, end),
    rule: rule.id,
    smell: rule.smell,
    severity: severityOf(rule.id, rule.severity, options),
    importance: rule.importance,
    title: rule.title.replace('{0}', text.slice(start, end).replace(/\s+/g, ' ')),
    why: rule.why,
    ask: rule.ask,
    source: rule.source,
    sentence: range,
    ...(rewrite ? { rewrite } : {}),
  };
}

/** Of two findings about the same words the longer one stays. */
function withoutOverlap(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings) {
    const last = kept.at(-1);
    if (last && finding.start < last.end) {
      if (finding.end - finding.start > last.end - last.start) kept[kept.length - 1] = finding;
      continue;
    }
    kept.push(finding);
  }
  return kept;
}

/** One sentence gets one remark about its wording, the most important one, and one about its subject. */
function oneEach(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, Finding>();
  const place = ({ sentence, smell }: Finding) => `${sentence.start} ${smell === 'domain'}`;
  for (const finding of findings) {
    const other = best.get(place(finding));
    if (!other || finding.importance > other.importance) best.set(place(finding), finding);
  }
  return findings.filter(finding => best.get(place(finding)) === finding);
}

/** Paragraphs, as far as blank lines tell; what is hidden as a whole is left out. */
function* blocksOf(masked: string): Generator<{ start: number; end: number }> {
  const gap = new RegExp(`\\r?\\n(?:[ \\t${hidden}]*\\r?\\n)+`, 'g');
  const blank = new RegExp(`^[\\s${hidden}]*$`);
  let start = 0;
  const holds = (end: number) => end > start && !blank.test(masked.slice(start, Math.min(end, start + 400)));
  for (let match = gap.exec(masked); match; match = gap.exec(masked)) {
    if (holds(match.index)) yield { start, end: match.index };
    start = gap.lastIndex;
  }
  if (holds(masked.length)) yield { start, end: masked.length };
}
