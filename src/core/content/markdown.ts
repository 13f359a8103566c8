import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt('commonmark', { html: false, linkify: false, typographer: false }).enable([
  'table',
  'strikethrough',
]);
// pictures are inlined by the lesson compiler; anything else would be fetched
markdown.disable('image');

/** Blocks of Markdown as HTML. Raw HTML in the source shows as text. */
export const blockHtml = (source: string): string => markdown.render(source).trim();

/** One line of Markdown as HTML, without a paragraph around it. */
export const inlineHtml = (source: string): string => markdown.renderInline(source);

/** Markdown without its marks: what is read aloud, measured or searched. */
export function plainText(source: string): string {
  const inline = (text: string) =>
    (markdown.parseInline(text, {})[0]?.children ?? [])
      .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
      .join('');
  return source
    .split(/\r?\n/)
    .map(line => inline(line.replace(/^\s*(?:[-*+]|\d+\.|>|#{1,6})\s+/, '')))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Sentences of plain text; abbreviations such as "e.g." and numbers such as "0.4" do not end one. */
export function sentences(text: string): string[] {
  const parts = text.split(/(?<=[.!?]["')\]*_”’]*)\s+(?=["'(*_“‘`]?[A-Z0-9$€£`“])/);
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && /\b(?:e\.g|i\.e|etc|vs|approx|no|Mr|Ms|Dr|St)\.$/.test(last))
      joined[joined.length - 1] = `${last} ${part}`;
    else joined.push(part);
  }
  return joined.filter(sentence => sentence.length > 0);
}

/** The first sentence of a Markdown paragraph, still as Markdown. */
export const firstSentence = (source: string): string =>
  sentences(source.replace(/\s+/g, ' ').trim())[0] ?? '';
