import type { Prose, TermBody } from './types';

/** Prose as it ships: the Markdown alone where its HTML is nothing but escaped paragraphs. */
type StoredProse = string | Prose;

/** A term's body as it lies in `dist/content/terms/`; it is a third smaller there. */
export interface StoredTermBody {
  readonly what: StoredProse;
  readonly short: string;
  readonly why: StoredProse;
  readonly ask: readonly StoredProse[];
  readonly kind: TermBody['aside']['kind'];
  readonly aside: StoredProse;
  readonly example: StoredProse;
  readonly sources: readonly string[];
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, character => entities[character] ?? '');
const paragraphs = (text: string): string =>
  text
    .split(/\n\n+/)
    .map(paragraph => `<p>${escaped(paragraph)}</p>`)
    .join('\n');

/** @param plain what the HTML is where the Markdown has no marks */
const stored = ({ markdown, html }: Prose, plain: (text: string) => string): StoredProse =>
  html === plain(markdown) ? markdown : { markdown, html };
const restored = (prose: StoredProse, plain: (text: string) => string): Prose =>
  typeof prose === 'string' ? { markdown: prose, html: plain(prose) } : prose;

/** What is written for a body; {@link restoreTermBody} gives the same body back. */
export const storeTermBody = (body: TermBody): StoredTermBody => ({
  what: stored(body.whatItIs, paragraphs),
  short: body.whyInShort,
  why: stored(body.whyItMatters, paragraphs),
  ask: body.ask.map(question => stored(question, escaped)),
  kind: body.aside.kind,
  aside: stored({ markdown: body.aside.markdown, html: body.aside.html }, paragraphs),
  example: stored(body.example, paragraphs),
  sources: body.sources,
});

/** A stored body as the rest of the product reads it. */
export const restoreTermBody = (body: StoredTermBody): TermBody => ({
  whatItIs: restored(body.what, paragraphs),
  whyInShort: body.short,
  whyItMatters: restored(body.why, paragraphs),
  ask: body.ask.map(question => restored(question, escaped)),
  aside: { kind: body.kind, ...restored(body.aside, paragraphs) },
  example: restored(body.example, paragraphs),
  sources: body.sources,
});
