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
