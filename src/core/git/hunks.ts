/** A run of lines that one side replaced; lines are 1-based. */
export interface Hunk {
  readonly baseStart: number;
  readonly baseLength: number;
  readonly start: number;
  readonly lines: readonly string[];
}

/** Lines of one side; an empty list stands before line `start`. */
export interface SideLines {
  readonly start: number;
  readonly lines: readonly string[];
}

export interface ConflictingLines {
  readonly base: SideLines;
  readonly into: SideLines;
  readonly from: SideLines;
}

/** The hunks of a `diff -U0` of one file, with the new side's text. */
export function parseHunks(patch: string): readonly Hunk[] {
  const hunks: { baseStart: number; baseLength: number; start: number; lines: string[] }[] = [];
  for (const line of patch.split('\n')) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (head !== null) {
      const [baseLength, length] = [Number(head[2] ?? 1), Number(head[4] ?? 1)];
      // for an empty range git names the line before it
      const after = (start: string | undefined, size: number) => Number(start) + (size === 0 ? 1 : 0);
      hunks.push({
        baseStart: after(head[1], baseLength),
        baseLength,
        start: after(head[3], length),
        lines: [],
      });
    } else if (line.startsWith('+') && hunks.length > 0) hunks.at(-1)?.lines.push(line.slice(1));
    else if (line.startsWith('\\') && hunks.length > 0) markMissingLineEnd(hunks.at(-1)?.lines, line);
  }
  return hunks;
}

/** "No newline at end of file" makes a last line differ that reads the same. */
function markMissingLineEnd(lines: string[] | undefined, marker: string) {
  if (lines !== undefined && lines.length > 0) lines.push(marker);
}

const end = ({ baseStart, baseLength }: Hunk) => baseStart + baseLength;
const touch = (a: Hunk, b: Hunk) => a.baseStart <= end(b) && b.baseStart <= end(a);

/**
 * The first place where both sides changed the same or neighbouring lines in different ways, as git's merge sees it.
 * `base` is the text that both started from.
 */
export function firstConflict(
  base: readonly string[],
  into: readonly Hunk[],
  from: readonly Hunk[],
): ConflictingLines | undefined {
  const groups = overlaps(into, from);
  for (const group of groups) {
    const first = Math.min(...[...group.into, ...group.from].map(hunk => hunk.baseStart));
    const last = Math.max(...[...group.into, ...group.from].map(end));
    const mine = replaced(base, into, group.into, first, last);
    const theirs = replaced(base, from, group.from, first, last);
    const conflict = trimmed({
      base: { start: first, lines: base.slice(first - 1, last - 1) },
      into: mine,
      from: theirs,
    });
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

interface Group {
  readonly into: readonly Hunk[];
  readonly from: readonly Hunk[];
}

/** Hunks of both sides that touch, directly or through one another. */
function overlaps(into: readonly Hunk[], from: readonly Hunk[]): readonly Group[] {
  const all = [
    ...into.map(hunk => ({ hunk, side: 'into' as const })),
    ...from.map(hunk => ({ hunk, side: 'from' as const })),
  ];
  all.sort((a, b) => a.hunk.baseStart - b.hunk.baseStart);
  const groups: { into: Hunk[]; from: Hunk[]; reach: number }[] = [];
  for (const { hunk, side } of all) {
    const open = groups.at(-1);
    const others = side === 'into' ? open?.from : open?.into;
    const joins = open !== undefined && (others?.some(other => touch(other, hunk)) ?? false);
    if (joins) open[side].push(hunk);
    else groups.push({ into: [], from: [], reach: 0, [side]: [hunk] });
  }
  return groups.filter(group => group.into.length > 0 && group.from.length > 0);
}

/** What one side made of the base's lines `first` up to `last`. */
function replaced(
  base: readonly string[],
  all: readonly Hunk[],
  own: readonly Hunk[],
  first: number,
  last: number,
): SideLines {
  const lines: string[] = [];
  let at = first;
  for (const hunk of own) {
    lines.push(...base.slice(at - 1, hunk.baseStart - 1), ...hunk.lines);
    at = end(hunk);
  }
  lines.push(...base.slice(at - 1, last - 1));
  // earlier hunks moved everything down or up
  const shift = all
    .filter(hunk => !own.includes(hunk) && hunk.baseStart < first)
    .reduce((sum, hunk) => sum + textLines(hunk).length - hunk.baseLength, 0);
  return { start: first + shift, lines };
}

const isMarker = (line: string) => line.startsWith('\\ No newline');
const textLines = ({ lines }: Hunk) => lines.filter(line => !isMarker(line));

/** Without the lines that both sides share at the edges; `undefined` where nothing else is left: the same change. */
function trimmed({ base, into, from }: ConflictingLines): ConflictingLines | undefined {
  let head = 0;
  const shortest = Math.min(into.lines.length, from.lines.length);
  while (head < shortest && into.lines[head] === from.lines[head]) head++;
  let tail = 0;
  while (tail < shortest - head && into.lines.at(-1 - tail) === from.lines.at(-1 - tail)) tail++;
  const cut = ({ start, lines }: SideLines): SideLines => ({
    start: start + head,
    lines: lines.slice(head, lines.length - tail).filter(line => !isMarker(line)),
  });
  if (head + tail === into.lines.length && head + tail === from.lines.length) return undefined;
  return { base, into: cut(into), from: cut(from) };
}
