import { proseOf, type Syntax } from '../text/prose';

/** Where a section goes in a document, and as a part of what. */
export interface InsertionPlace {
  /** A line's beginning, or the end of the document. */
  readonly offset: number;
  /** Line breaks that set it apart from what stands before and after. */
  readonly before: string;
  readonly after: string;
  /** The level of its first heading: one below the section that it lands in. */
  readonly level: number;
}

/**
 * The place for a section below a position: after the paragraph, list or code block that stands there, so that nothing
 * is torn apart.
 */
export function placeBelow(text: string, offset: number, syntax: Syntax): InsertionPlace {
  const at = endOfBlock(text, offset);
  const above = proseOf(text, syntax).headings.filter(heading => heading.offset < at);
  const level = Math.min((above.at(-1)?.level ?? 1) + 1, deepest);
  if (text.slice(0, at).trim() === '') return { offset: at, before: '', after: blankAfter(text, at), level };
  const before = /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(0, at)) ? '' : at === text.length ? '\n\n' : '\n';
  const ended = text.slice(0, at).endsWith('\n') && at === text.length ? '\n' : before;
  return { offset: at, before: before === '' ? '' : ended, after: blankAfter(text, at), level };
}

/** Headings have six levels, and a section brings two. */
const deepest = 4;

const blankAfter = (text: string, at: number): string =>
  at === text.length || /^[ \t]*\r?\n/.test(text.slice(at, at + 200)) ? '' : '\n';

/** The beginning of the first blank line below, or the end; a fenced block counts as one. */
function endOfBlock(text: string, offset: number): number {
  let fence: string | undefined;
  let line = 0;
  while (line < text.length) {
    const end = text.indexOf('\n', line) + 1 || text.length;
    const content = text.slice(line, end);
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(content)?.[1];
    if (fence === undefined && content.trim() === '' && offset < end) return line;
    if (mark !== undefined)
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
    line = end;
  }
  return text.length;
}

/** The text with its headings moved so that the first one has this level. */
export function atLevel(text: string, level: number): string {
  const first = /^(#+) /m.exec(text)?.[1]?.length ?? level;
  return text.replace(/^(#+)(?= )/gm, (marks: string) =>
    '#'.repeat(Math.max(1, marks.length + level - first)),
  );
}
