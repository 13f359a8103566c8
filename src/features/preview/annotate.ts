import type { MarkdownIt, Token } from 'markdown-it';
import { escapeHtml } from '../../core/content/escapeHtml';
import { hidden } from '../../core/text/blanker';
import type { Heading, Prose } from '../../core/text/prose';
import type { TermHit } from '../../core/terms/scanner';

/** What the preview says about a term, as plain text. */
export interface PreviewCard {
  readonly title: string;
  readonly summary: string;
  readonly why: { readonly label: string; readonly text: string } | undefined;
  /** Leads to the term in the sidebar, where the place can follow such a link. */
  readonly link: { readonly label: string; readonly href: string } | undefined;
}

export interface PreviewTerms {
  /** The terms to underline. */
  find(prose: Prose): readonly TermHit[];
  /** What to say about a term in a document; `undefined`: nothing. */
  card(id: string, document: Addressed | undefined): PreviewCard | undefined;
}

/** The address of the document that VS Code renders; its `toString` is that of a `vscode.Uri`. */
export interface Addressed {
  toString(): string;
}

/** A run of text of a rendered document, and where it stands in the prose that was read. */
interface Piece {
  readonly token: Token;
  readonly start: number;
  readonly end: number;
}

const opening = 'tpm_lens_term_open';
const closing = 'tpm_lens_term_close';

/** Teaches a Markdown renderer to mark the terms of a document. Their texts come as attributes, for the preview's script. */
export function annotateTerms(markdown: MarkdownIt, terms: PreviewTerms): MarkdownIt {
  markdown.core.ruler.push('tpm_lens_terms', state => {
    const { prose, blocks } = readTokens(state.tokens);
    const hits = terms.find(prose);
    let next = 0;
    for (const { token, pieces, end } of blocks) {
      const own: TermHit[] = [];
      for (let hit = hits[next]; hit && hit.start < end; hit = hits[++next]) own.push(hit);
      if (own.length > 0) token.children = marked(pieces, own, type => new state.Token(type, '', 0));
    }
  });
  markdown.renderer.rules[opening] = (tokens, index, _, env) => {
    const card = terms.card(idOf(tokens[index]), env?.['currentDocument'] as Addressed | undefined);
    return card ? `<span ${attributes(card)}>` : '<span>';
  };
  markdown.renderer.rules[closing] = () => '</span>';
  return markdown;
}

/** The prose of a parsed document: the texts of its blocks; what is no text is hidden, what is a link is too. */
function readTokens(tokens: readonly Token[]) {
  const blocks: { token: Token; pieces: Piece[]; end: number }[] = [];
  const headings: Heading[] = [];
  const texts: string[] = [];
  let offset = 0;
  tokens.forEach((token, index) => {
    if (token.type !== 'inline' || !token.children) return;
    const pieces: Piece[] = [];
    const begin = offset;
    let links = 0;
    for (const child of token.children) {
      if (child.type === 'link_open') links++;
      if (child.type === 'link_close') links--;
      const text = links > 0 ? hidden.repeat(child.content.length) : textOf(child);
      pieces.push({ token: child, start: offset, end: offset + text.length });
      texts.push(text);
      offset += text.length;
    }
    const level = /^h([1-6])$/.exec(tokens[index - 1]?.tag ?? '')?.[1];
    if (level !== undefined) headings.push({ offset: begin, level: Number(level), text: token.content });
    blocks.push({ token, pieces, end: offset });
    texts.push('\n\n');
    offset += 2;
  });
  return { prose: { text: texts.join(''), headings }, blocks };
}

function textOf({ type, content }: Token): string {
  if (type === 'text') return content;
  if (type === 'softbreak' || type === 'hardbreak') return '\n';
  // bold and italic marks stand within a sentence, code and images break it
  return content === '' ? '' : hidden;
}

/** The children of a block with a mark before and after each term; a term across other markup is left alone. */
function marked(pieces: readonly Piece[], hits: readonly TermHit[], make: (type: string) => Token): Token[] {
  const children: Token[] = [];
  let next = 0;
  let open: TermHit | undefined;
  const mark = (type: string, id: string) => {
    const token = make(type);
    token.meta = { id };
    children.push(token);
  };
  for (const { token, start, end } of pieces) {
    if (token.type !== 'text' || start === end) {
      children.push(token);
      continue;
    }
    let at = start;
    const upTo = (offset: number) => {
      if (offset <= at) return;
      const part = make('text');
      part.content = token.content.slice(at - start, offset - start);
      children.push(part);
      at = offset;
    };
    for (;;) {
      const hit = hits[next];
      if (!hit) break;
      if (!open) {
        if (hit.start >= end) break;
        upTo(hit.start);
        if (hit.start < at || !isPlain(pieces, hit)) {
          next++;
          continue;
        }
        mark(opening, hit.id);
        open = hit;
      }
      if (hit.end > end) break;
      upTo(hit.end);
      mark(closing, hit.id);
      open = undefined;
      next++;
    }
    upTo(end);
  }
  return children;
}

/** Nothing but text and line breaks stands inside. */
const isPlain = (pieces: readonly Piece[], { start, end }: TermHit): boolean =>
  pieces.every(
    piece =>
      piece.end <= start || piece.start >= end || /^(?:text|softbreak|hardbreak)$/.test(piece.token.type),
  ) && pieces.every(piece => piece.start !== piece.end || piece.start <= start || piece.start >= end);

const idOf = (token: Token | undefined): string => {
  const meta: unknown = token?.meta;
  return typeof meta === 'object' && meta !== null && 'id' in meta ? String(meta.id) : '';
};

function attributes({ title, summary, why, link }: PreviewCard): string {
  const values: readonly (readonly [string, string | undefined])[] = [
    ['title', title],
    ['summary', summary],
    ['why-label', why?.label],
    ['why', why?.text],
    ['link', link?.href],
    ['link-label', link?.label],
  ];
  return [
    'class="tpm-lens-term" role="button" tabindex="0"',
    ...values.flatMap(([name, value]) =>
      value === undefined ? [] : [`data-tpm-${name}="${escapeHtml(value)}"`],
    ),
  ].join(' ');
}
