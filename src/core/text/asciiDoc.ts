import { Blanker, dottedName } from './blanker';
import { linesOf } from './lines';
import type { Heading, Prose } from './prose';

/** Hides listing, literal, passthrough and comment blocks, attributes, macros' targets, monospace and URLs of AsciiDoc. */
export function asciiDocMask(text: string, keepCode: boolean): Prose {
  const blanker = new Blanker(text);
  const headings: Heading[] = [];
  let closing: string | undefined;
  for (const line of linesOf(text)) {
    const bare = line.text.trimEnd();
    if (closing !== undefined) {
      blanker.hide(line.start, line.end);
      if (bare === closing) closing = undefined;
      continue;
    }
    if (/^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|```.*)$/.test(bare)) {
      closing = bare.startsWith('```') ? '```' : bare;
      blanker.hide(line.start, line.end);
      continue;
    }
    if (/^(?:\/\/(?!\/)|:[\w!-]+:|\[[^\]]*\]\s*$|(?:image|include|video|audio|toc)::)/.test(bare)) {
      blanker.hide(line.start, line.end);
      continue;
    }
    const title = /^(={1,6})\s+(.+)$/.exec(bare);
    if (title) headings.push({ offset: line.start, level: title[1]?.length ?? 1, text: title[2] ?? '' });
  }
  if (!keepCode) blanker.hideAll(/`[^`\n]+`/g).hideAll(/(?<!\w)\+[^+\s](?:[^+\n]*[^+\s])?\+(?!\w)/g);
  blanker
    .hideAll(/\b(?:https?|ftp|mailto|irc):[^\s[\]<>"]+/gi)
    .hideAll(/\b(?:link|xref|image|kbd|btn|menu|footnote|stem|pass):[^\s[]*(?=\[)/g)
    .hideAll(/<<[^>,\n]*(?:,|(?=>>))/g)
    .hideAll(/\{[\w-]+\}/g)
    .hideAll(/[\w.+-]+@[\w-]+\.[\w.]+/g)
    .hideAll(dottedName);
  return { text: blanker.result(), headings };
}
