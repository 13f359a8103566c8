import { hidden } from '../text/blanker';
import { proseOf, type MaskOptions, type Prose, type Syntax } from '../text/prose';
import { scanBlock, type BlockScan, type Candidate } from './blocks';
import { contextOf, type DocumentContext, type PlacedBlock } from './context';
import { bestSense, scoreOf, type Sense } from './senses';
import type { Vocabulary } from './vocabulary';

/** A term that the document uses, in the sense it means. Offsets are UTF-16 units of the document. */
export interface TermHit {
  readonly start: number;
  readonly end: number;
  readonly id: string;
  /** The words around it that decided the sense. */
  readonly because: readonly string[];
  /** The first of its id in the document. */
  readonly first: boolean;
}

export interface ScanOptions extends MaskOptions {
  /** Ids that are not looked for (muted, or of a domain that is switched off). */
  readonly excluded?: ReadonlySet<string>;
}

/** A place where the vocabulary matches, with every sense it could have: what "Explain Selection" lists. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  readonly senses: readonly Sense[];
}

/** Finds terms in documents. It keeps what it knows of unchanged blocks, so scanning again after an edit is cheap. */
export interface Scanner {
  scan(text: string, syntax: Syntax, options?: ScanOptions): TermHit[];
  /** The same for a text whose prose is known already; offsets are those of the prose. */
  scanProse(prose: Prose, excluded?: ReadonlySet<string>): TermHit[];
  /** Every sense of the longest match that covers `offset`, best first, whether or not the text supports it. */
  sensesAt(text: string, syntax: Syntax, offset: number, options?: ScanOptions): Reading | undefined;
}

const keptBlocks = 20_000;
const nothing: readonly string[] = [];

export function createScanner(vocabulary: Vocabulary): Scanner {
  const known = new Map<string, BlockScan>();

  /** Scans the blocks that are new; what this document does not use is forgotten once there is too much of it. */
  const place = (prose: Prose): PlacedBlock[] => {
    const placed: PlacedBlock[] = [];
    const texts: string[] = [];
    let previous: PlacedBlock | undefined;
    let firstWord = 0;
    for (const { offset, text } of blocksOf(prose.text)) {
      let scan = known.get(text);
      if (!scan) known.set(text, (scan = scanBlock(text, vocabulary)));
      const block: PlacedBlock = { offset, firstWord, scan, previous, next: undefined };
      if (previous) previous.next = block;
      previous = block;
      placed.push(block);
      texts.push(text);
      firstWord += scan.words;
    }
    if (known.size > keptBlocks) {
      known.clear();
      placed.forEach(({ scan }, index) => known.set(texts[index] ?? '', scan));
    }
    return placed;
  };

  const scanProse = (prose: Prose, excluded?: ReadonlySet<string>): TermHit[] => {
    const placed = place(prose);
    const context = contextOf(prose, placed, vocabulary);
    const hits: TermHit[] = [];
    const seen = new Set<string>();
    for (const block of placed) {
      let from = 0;
      for (const candidate of block.scan.candidates) {
        if (candidate.first.start < from) continue;
        const sense =
          plainSense(candidate, excluded) ?? bestSense(sensesOf(candidate, block, context, excluded));
        if (!sense) continue;
        from = candidate.last.end;
        const { id } = sense.form.term;
        hits.push({
          start: block.offset + candidate.first.start,
          end: block.offset + candidate.last.end,
          id,
          because:
            sense.because.length === 0
              ? nothing
              : sense.because.map(word => vocabulary.contextWords[word] ?? ''),
          first: !seen.has(id),
        });
        seen.add(id);
      }
    }
    return hits;
  };

  return {
    scan: (text, syntax, { excluded, ...options } = {}) =>
      scanProse(proseOf(text, syntax, options), excluded),
    scanProse,
    sensesAt(text, syntax, offset, { excluded, ...options } = {}) {
      const prose = proseOf(text, syntax, options);
      const placed = place(prose);
      const context = contextOf(prose, placed, vocabulary);
      for (const block of placed) {
        const at = offset - block.offset;
        const candidate = block.scan.candidates.find(({ first, last }) => first.start <= at && at < last.end);
        if (!candidate) continue;
        const senses = sensesOf(candidate, block, context, excluded).sort((a, b) => b.score - a.score);
        return {
          start: block.offset + candidate.first.start,
          end: block.offset + candidate.last.end,
          senses,
        };
      }
      return undefined;
    },
  };
}

const unexplained: readonly number[] = [];

/** Most matches have one form without context words: nothing around can change what they mean. */
function plainSense(
  { forms }: Candidate,
  excluded: ReadonlySet<string> | undefined,
): Pick<Sense, 'form' | 'because'> | undefined {
  const [form] = forms;
  if (!form || forms.length > 1 || form.near || form.notNear) return undefined;
  return excluded?.has(form.term.id) === true ? undefined : { form, because: unexplained };
}

function sensesOf(
  candidate: Candidate,
  block: PlacedBlock,
  context: DocumentContext,
  excluded: ReadonlySet<string> | undefined,
): Sense[] {
  const around = context.around(candidate, block);
  const senses: Sense[] = [];
  for (const form of candidate.forms) {
    if (excluded?.has(form.term.id) === true) continue;
    const sense = scoreOf(form, around);
    if (sense) senses.push(sense);
  }
  return senses;
}

/** Paragraphs, as far as blank lines tell. */
function* blocksOf(text: string): Generator<{ offset: number; text: string }> {
  const gap = new RegExp(`\\r?\\n(?:[ \\t${hidden}]*\\r?\\n)+`, 'g');
  let start = 0;
  for (let match = gap.exec(text); match; match = gap.exec(text)) {
    if (match.index > start) yield { offset: start, text: text.slice(start, match.index) };
    start = gap.lastIndex;
  }
  if (start < text.length) yield { offset: start, text: text.slice(start) };
}
