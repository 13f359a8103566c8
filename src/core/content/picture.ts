import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { escapeHtml } from './escapeHtml';
import type { Problem } from './types';

const elements = new Set([
  'svg',
  'g',
  'path',
  'line',
  'rect',
  'circle',
  'ellipse',
  'polyline',
  'polygon',
  'text',
  'tspan',
]);
const attributes = new Set(
  'class d points x y x1 y1 x2 y2 cx cy r rx ry dx dy width height transform text-anchor dominant-baseline viewBox xmlns'.split(
    ' ',
  ),
);
const emptyOutside = /^\s*$/;

/**
 * Checks a picture against the allow-list (shapes and text, geometry and classes: no style, script, link, id or
 * foreign content) and rewrites it from what was parsed, so that nothing unparsed reaches the page.
 * `label` becomes its text alternative, `layout` the class that shows it in narrow or in wide views.
 */
export function readPicture(
  file: string,
  text: string,
  label: string,
  layout: 'narrow' | 'wide' | undefined,
): { html: string; width: number; problems: Problem[] } {
  const problems: Problem[] = [];
  const out: string[] = [];
  let width = 0;
  let depth = 0;
  const parser = new SaxesParser();
  const report = (message: string) =>
    problems.push({ file, line: parser.line, column: parser.column + 1, message });
  parser.on('error', error => report(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => report('a picture has no document type'));
  parser.on('processinginstruction', () => report('a picture has no processing instruction'));
  parser.on('cdata', () => report('a picture has no CDATA'));
  parser.on('opentag', (tag: SaxesTagPlain) => {
    if (!elements.has(tag.name)) report(`<${tag.name}> is not allowed in a picture`);
    if (depth === 0 && tag.name !== 'svg') report('a picture is one <svg>');
    if (depth > 0 && tag.name === 'svg') report('a picture holds no second <svg>');
    depth++;
    const kept: string[] = [];
    for (const [name, value] of Object.entries(tag.attributes)) {
      if (!attributes.has(name)) report(`the attribute ${name} is not allowed in a picture`);
      else if (/url\(|javascript:/i.test(value)) report(`the value of ${name} is not allowed in a picture`);
      else if (name !== 'xmlns' && !(tag.name === 'svg' && name === 'class'))
        kept.push(` ${name}="${escapeHtml(value)}"`);
    }
    if (tag.name === 'svg') {
      width = Number(tag.attributes['width']);
      const height = Number(tag.attributes['height']);
      if (!(width > 0 && height > 0 && tag.attributes['viewBox'] === `0 0 ${width} ${height}`)) {
        report('<svg> needs width, height and viewBox="0 0 width height"');
      }
      kept.push(
        ` role="img" aria-label="${escapeHtml(label)}"`,
        layout === undefined ? '' : ` class="${layout}"`,
      );
    }
    out.push(`<${tag.name}${kept.join('')}>`);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    out.push(`</${name}>`);
  });
  parser.on('text', content => out.push(emptyOutside.test(content) ? '' : escapeHtml(content)));
  parser.write(text.replace(/^\uFEFF/, '')).close();
  return { html: out.join(''), width, problems };
}
