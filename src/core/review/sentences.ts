import { hidden } from '../text/blanker';
import { linesOf } from '../text/lines';

export type SentenceKind = 'text' | 'item' | 'cell' | 'quote' | 'heading';

/** A sentence of a block, or what takes its place: a list item, a cell of a table. Offsets count from the block. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** Where its first line begins. */
  readonly line: number;
  readonly kind: SentenceKind;
}

const item = /^\s*(?:>\s?)*\s*(?:[-*+•]|\d{1,9}[.)]|[a-z][.)])\s+(?:\[[ xX]\]\s+)?/;
const stop = new RegExp(`[.!?]+["'”’)\\]*_]*\\s+(?=[\\p{Lu}\\p{N}"'“‘*_([${hidden}])`, 'gu');
const abbreviation =
  /(?:\b(?:e\.\s?g|i\.\s?e|etc|vs|cf|approx|resp|incl|max|min|no|nr|fig|sec|dr|mr|mrs|ms|st|ca|al|ch)|\b[A-Za-z])\.$/i;

/**
 * Splits a block into sentences. `source` is the text as written, which shows list marks and quotes; `masked` is as long
 * and has only its prose.
 */
export function sentencesOf(source: string, masked: string): Sentence[] {
  const sentences: Sentence[] = [];
  let unit: { start: number; end: number; line: number; kind: SentenceKind } | undefined;
  const close = () => {
    if (unit) split(unit, masked, sentences);
    unit = undefined;
  };
  for (const line of linesOf(source)) {
    if (line.text.trim() === '') {
      close();
      continue;
    }
    const quote = /^\s*>/.test(line.text);
    if (/^ {0,3}#{1,6}\s/.test(line.text) || /^={1,6} \S/.test(line.text)) {
      close();
      sentences.push({ start: line.start, end: line.end, line: line.start, kind: 'heading' });
      continue;
    }
    if (/^\s*\|/.test(line.text) || /^[^|]*\|[^|]*\|/.test(line.text)) {
      close();
      for (const cell of cells(masked, line.start, line.end)) sentences.push({ ...cell, line: line.start });
      continue;
    }
    const mark = item.exec(line.text)?.[0];
    if (mark !== undefined || !unit || (unit.kind === 'quote') !== quote) {
      close();
      unit = {
        start: line.start + (mark?.length ?? 0),
        end: line.end,
        line: line.start,
        kind: quote ? 'quote' : mark === undefined ? 'text' : 'item',
      };
    } else unit.end = line.end;
  }
  close();
  return sentences;
}

function* cells(masked: string, start: number, end: number): Generator<Omit<Sentence, 'line'>> {
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && masked[at] !== '|') continue;
    if (masked.slice(from, at).trim().length > 2) yield { start: from, end: at, kind: 'cell' };
    from = at + 1;
  }
}

function split(
  unit: { start: number; end: number; line: number; kind: SentenceKind },
  masked: string,
  into: Sentence[],
): void {
  const { line, kind, end } = unit;
  let from = unit.start;
  stop.lastIndex = from;
  for (let match = stop.exec(masked); match && match.index < end; match = stop.exec(masked)) {
    const after = match.index + match[0].trimEnd().length;
    if (
      match[0].startsWith('.') &&
      abbreviation.test(masked.slice(Math.max(from, match.index - 8), match.index + 1))
    )
      continue;
    if (after > from) into.push({ start: from, end: after, line, kind });
    from = match.index + match[0].length;
  }
  if (masked.slice(from, end).trim() !== '') into.push({ start: from, end, line, kind });
}
