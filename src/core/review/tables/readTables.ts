import { linesOf, type Line } from '../../text/lines';

export interface Cell {
  readonly start: number;
  readonly end: number;
  /** Without spaces around it and without `**`. */
  readonly text: string;
}

/** A pipe table of Markdown. Offsets count from the document. */
export interface Table {
  readonly start: number;
  readonly end: number;
  /** 0-based line of the header. */
  readonly line: number;
  readonly header: readonly Cell[];
  /** The line of dashes, as written. */
  readonly rule: string;
  readonly rows: readonly (readonly Cell[])[];
}

const ruleLine = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/;

/** The tables of a Markdown text; what stands in fences is none. */
export function tablesIn(text: string): Table[] {
  const lines = linesOf(text);
  const tables: Table[] = [];
  let fence: string | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const next = lines[index + 1];
    if (!line || !next) break;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line.text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    if (!line.text.includes('|') || !ruleLine.test(next.text) || line.text.length > 5000) continue;
    let last = index + 1;
    while ((lines[last + 1]?.text.trim() ?? '') !== '' && lines[last + 1]?.text.includes('|') === true)
      last++;
    const header = cellsOf(line);
    tables.push({
      start: line.start,
      end: lines[last]?.end ?? next.end,
      line: index,
      header,
      rule: next.text,
      rows: lines.slice(index + 2, last + 1).map(row => cellsOf(row).slice(0, header.length)),
    });
    index = last;
  }
  return tables;
}

function cellsOf({ start, text }: Line): Cell[] {
  const cells: Cell[] = [];
  const opens = /^\s*\|/.exec(text)?.[0].length ?? 0;
  let from = opens;
  for (let at = opens; at <= text.length; at++) {
    if (at < text.length && (text[at] !== '|' || text[at - 1] === '\\')) continue;
    const raw = text.slice(from, at);
    if (at < text.length || raw.trim() !== '') {
      const left = raw.length - raw.trimStart().length;
      const inner = raw.trim();
      cells.push({
        start: start + from + (inner === '' ? 0 : left),
        end: start + from + (inner === '' ? raw.length : left + inner.length),
        text: inner.replace(/^\*\*(.*)\*\*$/, '$1'),
      });
    }
    from = at + 1;
  }
  return cells;
}
