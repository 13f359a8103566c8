import { Blanker, dottedName } from './blanker';
import { linesOf } from './lines';
import type { Heading, Prose } from './prose';

const adornment = /^([!-/:-@[-`{-~])\1{2,}\s*$/;
const codeDirective =
  /^\s*\.\. (?:code|code-block|sourcecode|highlight|literalinclude|parsed-literal|math|raw|csv-table|graphviz|mermaid|uml|include|image|toctree)::/;

/** Hides literal blocks, directives, comments, roles, inline literals, link targets and URLs of reStructuredText. */
export function reStructuredTextMask(text: string, keepCode: boolean): Prose {
  const lines = linesOf(text);
  const blanker = new Blanker(text);
  const headings: Heading[] = [];
  const levels: string[] = [];
  /** Lines indented deeper than this belong to a hidden block. */
  let hiddenBelow: number | undefined;
  lines.forEach((line, index) => {
    const bare = line.text.trim();
    const indent = line.text.length - line.text.trimStart().length;
    if (hiddenBelow !== undefined) {
      if (bare === '' || indent > hiddenBelow) return void blanker.hide(line.start, line.end);
      hiddenBelow = undefined;
    }
    const mark = adornment.exec(line.text)?.[1];
    if (mark !== undefined) {
      blanker.hide(line.start, line.end);
      const title = lines[index - 1];
      if (title && title.text.trim() !== '' && !adornment.test(title.text)) {
        if (!levels.includes(mark)) levels.push(mark);
        headings.push({ offset: title.start, level: levels.indexOf(mark) + 1, text: title.text.trim() });
      }
      return;
    }
    if (/^\s*\.\. _[^:]+:/.test(line.text) || /^\s*:[\w-]+:(?:\s|$)/.test(line.text))
      return void blanker.hide(line.start, line.end);
    if (codeDirective.test(line.text) || /^\s*\.\.(?:\s+(?![\w-]+::)|$)/.test(line.text)) {
      blanker.hide(line.start, line.end);
      hiddenBelow = indent;
      return;
    }
    blanker.hideAll(/^\s*\.\. [\w-]+::/g, line.start, line.end);
    if (/::\s*$/.test(line.text) && !/^\s*\.\. /.test(line.text)) hiddenBelow = indent;
  });
  if (!keepCode) blanker.hideAll(/``[^`]+``/g);
  blanker
    .hideAll(/:[\w:.-]+:`[^`]*`/g)
    .hideAll(/<[^<>\s]+>`?_{0,2}/g)
    .hideAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s<>"`]+/gi)
    .hideAll(/\|[^|\s][^|\n]*\|/g)
    .hideAll(dottedName);
  return { text: blanker.result(), headings: headings.sort((a, b) => a.offset - b.offset) };
}
