import { Blanker } from './blanker';
import { linesOf, type Line } from './lines';
import { hideInline } from './markdownInline';
import type { Heading, Prose } from './prose';

/** Block quotes and list markers that stand before the text of a line. */
const containers = /^(?: {0,3}> ?|(?: *)(?:[-*+]|\d{1,9}[.)])(?: +|$))*/;
const fenceOpen = /^ *(`{3,}(?=[^`]*$)|~{3,})/;
/** Elements that begin an HTML block of kind 6 (CommonMark 0.31, section 4.6). */
const htmlBlock =
  /^ {0,3}<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s>]|\/>|$)/i;
const htmlAlone =
  /^ {0,3}(?:<[a-z][\w-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<\/[a-z][\w-]*\s*>)\s*$/i;
const rawOpen = /^ {0,3}<(script|pre|style|textarea)(?=[\s>]|$)/i;
const definition =
  /^ {0,3}\[(?!\^)(?:[^\]\\]|\\.)+\]:\s*(?:<[^<>]*>|\S+)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*$/;
const atxHeading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const setext = /^ {0,3}(=+|-+)\s*$/;

interface Options {
  readonly mdx: boolean;
  readonly inlineCode: boolean;
}

/**
 * Hides what is not prose in Markdown, after the block structure of CommonMark: front matter, fenced and indented code,
 * HTML blocks, comments, link reference definitions and mathematics; then, in each run of text, what
 * {@link hideInline} hides. Link texts, headings, tables and image descriptions are prose.
 */
export function markdownMask(text: string, options: Options): Prose {
  const lines = linesOf(text);
  const blanker = new Blanker(text);
  const headings: Heading[] = [];
  /** Where a run of text began whose inline code may span lines. */
  let run: number | undefined;
  let previousBlank = true;
  let paragraph: Line | undefined;
  /** Indentation at which the content of the innermost open list item begins. */
  let listIndent = 0;

  const endRun = (end: number) => {
    if (run !== undefined) hideInline(blanker, run, end, options.inlineCode);
    run = undefined;
    paragraph = undefined;
  };
  const hideLine = (line: Line) => blanker.hide(line.start, line.end);
  /** Hides lines until `isLast`; returns the index of the last one. */
  const hideUntil = (from: number, isLast: (line: Line, index: number) => boolean): number => {
    let index = from;
    for (; index < lines.length; index++) {
      const line = lines[index];
      if (!line) break;
      hideLine(line);
      if (isLast(line, index)) return index;
    }
    return lines.length - 1;
  };

  let index = frontMatterEnd(lines);
  for (let before = 0; before < index; before++) hideLine(lines[before] ?? { start: 0, end: 0, text: '' });

  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const marker = containers.exec(line.text)?.[0] ?? '';
    const content = line.text.slice(marker.length);
    const bare = content.trimStart();
    if (bare === '') {
      endRun(line.start);
      previousBlank = true;
      if (marker.trim() === '' && !marker.includes('>')) continue;
    }
    const begins = bare.charAt(0);
    const indent = indentOf(line.text);
    if (/[-*+]|\d[.)]/.test(marker)) listIndent = marker.length;
    else if (bare !== '' && previousBlank && indent < listIndent)
      listIndent = indent >= 2 ? Math.min(listIndent, indent) : 0;

    const fence = begins === '`' || begins === '~' ? fenceOpen.exec(content)?.[1] : undefined;
    if (fence !== undefined && (indentOf(content) < 4 || listIndent > 0)) {
      endRun(line.start);
      const closing = new RegExp(`^ *(?:> ?)* *${fence[0] ?? ''}{${fence.length},}\\s*$`);
      const quoted = marker.includes('>');
      hideLine(line);
      index = hideUntil(
        index + 1,
        (next, at) => closing.test(next.text) || (quoted && !/^ *>/.test(lines[at + 1]?.text ?? '>')),
      );
      previousBlank = true;
      continue;
    }
    if (begins === '$' && bare.startsWith('$$')) {
      endRun(line.start);
      const oneLine = /^\$\$.+\$\$\s*$/.test(bare);
      index = oneLine ? hideUntil(index, () => true) : closedMath(index);
      previousBlank = true;
      continue;
    }
    const isTag = begins === '<';
    const raw = isTag ? rawOpen.exec(content)?.[1] : undefined;
    if (raw !== undefined) {
      endRun(line.start);
      index = hideUntil(index, next => new RegExp(`</${raw}>`, 'i').test(next.text));
      previousBlank = true;
      continue;
    }
    if (isTag && /^ {0,3}<!--/.test(content)) {
      endRun(line.start);
      index = hideUntil(index, next => next.text.includes('-->'));
      previousBlank = true;
      continue;
    }
    if (isTag && /^ {0,3}<[?!]/.test(content)) {
      endRun(line.start);
      index = hideUntil(index, next => next.text.includes('>'));
      continue;
    }
    if (options.mdx && /^(?:import|export)\s/.test(line.text) && previousBlank) {
      endRun(line.start);
      index = hideUntil(index, (_, at) => (lines[at + 1]?.text.trim() ?? '') === '');
      continue;
    }
    const isIndentedCode =
      previousBlank && paragraph === undefined && indentOf(content) >= 4 + (marker === '' ? listIndent : 0);
    if (isIndentedCode) {
      hideLine(line);
      continue;
    }
    if (begins === '[' && paragraph === undefined && definition.test(content)) {
      hideLine(line);
      continue;
    }
    if (isTag && (htmlBlock.test(content) || (paragraph === undefined && htmlAlone.test(content)))) {
      // the block ends at a blank line; its text between tags is shown to the reader, but it is not Markdown
      endRun(line.start);
      index = hideUntil(index, (_, at) => (lines[at + 1]?.text.replace(/^[\s>]*/, '') ?? '') === '');
      previousBlank = true;
      continue;
    }
    const atx = begins === '#' ? atxHeading.exec(content) : undefined;
    if (atx) {
      endRun(line.start);
      hideInline(blanker, line.start, line.end, options.inlineCode);
      headings.push({ offset: line.start, level: atx[1]?.length ?? 1, text: atx[2] ?? '' });
      previousBlank = true;
      continue;
    }
    const underline = paragraph && setext.exec(content)?.[1];
    if (paragraph && underline) {
      headings.push({
        offset: paragraph.start,
        level: underline.startsWith('=') ? 1 : 2,
        text: paragraph.text.trim(),
      });
      endRun(line.start);
      previousBlank = true;
      continue;
    }
    if (bare === '') continue;
    // a list item or a table row is a run of its own, so that a stray backtick cannot reach into the next one
    if (/[-*+]|\d[.)]/.test(marker) || bare.startsWith('|')) endRun(line.start);
    run ??= line.start + marker.length;
    blanker.hide(line.start, line.start + marker.length);
    paragraph ??= line;
    previousBlank = false;
  }
  endRun(text.length);
  return { text: blanker.result(), headings };

  /** Mathematics that never closes is a paragraph that begins with "$$". */
  function closedMath(from: number): number {
    const close = lines.findIndex((line, at) => at > from && line.text.trimEnd().endsWith('$$'));
    if (close < 0) return from;
    return hideUntil(from, (_, at) => at === close);
  }
}

/** The index of the first line after the front matter. */
function frontMatterEnd(lines: readonly Line[]): number {
  const first = lines[0]?.text.replace(/^\uFEFF/, '').trimEnd();
  const mark = first === '---' || first === '+++' ? first : undefined;
  if (mark === undefined) return 0;
  const close = lines.findIndex((line, index) => index > 0 && line.text.trimEnd() === mark);
  return close < 0 ? 0 : close + 1;
}

function indentOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character === ' ') width++;
    else if (character === '\t') width += 4 - (width % 4);
    else break;
  }
  return width;
}
