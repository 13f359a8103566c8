import type { Rich, Span } from '../core/now/page';
import { anchor, el, type Child } from './element';
import { strings } from './strings';

/** A link to a line of a file: named "Open deploy.yml:14", shown as its last part. */
export const evidenceLink = (file: string, line: number): HTMLAnchorElement => {
  const name = `${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
  return anchor(
    { class: 'ev', 'aria-label': `${strings().open} ${name}`, title: `${file}:${line}` },
    { do: 'evidence', file, line },
    name,
  );
};

function spanNode(span: Span): Child {
  if (typeof span === 'string') return span;
  switch (span.kind) {
    case 'strong':
    case 'em':
    case 'code':
      return el(span.kind, {}, span.text);
    case 'plus':
      return el('span', { class: 'plus' }, `+${span.lines}`);
    case 'minus':
      return el('span', { class: 'minus' }, `−${span.lines}`);
    case 'evidence':
      return evidenceLink(span.file, span.line);
    case 'link':
      return anchor(span.mono === true ? { class: 'mono' } : {}, span.act, span.text);
  }
}

/** A sentence as nodes. */
export const richNodes = (text: Rich): readonly Child[] => text.map(spanNode);
