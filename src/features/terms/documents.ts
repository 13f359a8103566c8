import type * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import type { TermEntry } from '../../core/content/types';
import { syntaxOf, type Syntax } from '../../core/text/prose';
import { createScanner, type Reading, type Scanner, type TermHit } from '../../core/terms/scanner';
import { buildVocabulary } from '../../core/terms/vocabulary';

/** Documents longer than this are not scanned as a whole: a hover reads the text around the cursor. */
export const wholeDocumentLimit = 1_000_000;
const windowSize = 20_000;

/** The languages and files whose prose is explained. */
export const documentSelector: vscode.DocumentSelector = [
  ...['markdown', 'mdx', 'plaintext', 'restructuredtext', 'asciidoc'].map(language => ({ language })),
  { pattern: '**/*.{md,markdown,mdx,rst,adoc,asciidoc}' },
];

/** The terms of open documents, scanned once a version. The library's terms may change. */
export interface DocumentTerms {
  /** `undefined`: not a document whose prose we read, or too long to be read as a whole. */
  hits(document: vscode.TextDocument): readonly TermHit[] | undefined;
  /** The document's prose is read, but not as a whole. */
  isTooLong(document: vscode.TextDocument): boolean;
  /** The hit at a place; for a long document, from the text around it. */
  hitAt(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): { hit: TermHit; partial: boolean } | undefined;
  sensesAt(document: vscode.TextDocument, position: vscode.Position): Reading | undefined;
  /** The scanner over the library, for texts that are no document. */
  scanner(): Scanner;
}

export function createDocumentTerms(
  library: Library,
  excluded: (uri: string) => ReadonlySet<string>,
  inlineCode: () => boolean,
): DocumentTerms {
  let built: { readonly terms: readonly TermEntry[]; readonly scanner: Scanner } | undefined;
  const scannerOfLibrary = (): Scanner => {
    const { terms } = library.index;
    // a team's glossary came, changed or went
    if (built?.terms !== terms) {
      built = { terms, scanner: createScanner(buildVocabulary(terms)) };
      known = new WeakMap();
    }
    return built.scanner;
  };
  // by document, not by name: the next untitled document bears the name and version of the one just closed
  let known = new WeakMap<
    vscode.TextDocument,
    { version: number; settings: string; hits: readonly TermHit[] }
  >();
  const syntax = (document: vscode.TextDocument): Syntax | undefined =>
    syntaxOf(document.languageId, document.uri.path);
  const options = (document: vscode.TextDocument) => ({
    excluded: excluded(document.uri.toString()),
    inlineCode: inlineCode(),
  });

  const hits = (document: vscode.TextDocument): readonly TermHit[] | undefined => {
    const kind = syntax(document);
    if (!kind) return undefined;
    const { excluded: ids, inlineCode: code } = options(document);
    const settings = `${code} ${[...ids].join()}`;
    const scanner = scannerOfLibrary();
    const cached = known.get(document);
    if (cached?.version === document.version && cached.settings === settings) return cached.hits;
    const text = document.getText();
    if (text.length > wholeDocumentLimit) return undefined;
    const found = scanner.scan(text, kind, { excluded: ids, inlineCode: code });
    known.set(document, { version: document.version, settings, hits: found });
    return found;
  };

  return {
    hits,
    isTooLong: document => syntax(document) !== undefined && document.getText().length > wholeDocumentLimit,
    hitAt(document, position) {
      const kind = syntax(document);
      if (!kind) return undefined;
      const offset = document.offsetAt(position);
      const whole = hits(document);
      if (whole) {
        const hit = hitAt(whole, offset);
        return hit && { hit, partial: false };
      }
      const { text, from } = around(document, offset);
      const hit = hitAt(scannerOfLibrary().scan(text, kind, options(document)), offset - from);
      return hit && { hit: { ...hit, start: hit.start + from, end: hit.end + from }, partial: true };
    },
    sensesAt(document, position) {
      const offset = document.offsetAt(position);
      const { text, from } = around(document, offset);
      const reading = scannerOfLibrary().sensesAt(text, syntax(document) ?? 'plaintext', offset - from, {
        inlineCode: true,
      });
      return reading && { ...reading, start: reading.start + from, end: reading.end + from };
    },
    scanner: scannerOfLibrary,
  };
}

/** The hit that covers an offset; else the one that ends there, where the cursor stands after typing a word. */
function hitAt(hits: readonly TermHit[], offset: number): TermHit | undefined {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const hit = hits[low];
  const before = hits[low - 1];
  if (hit && hit.start <= offset) return hit;
  return before?.end === offset ? before : undefined;
}

/** The whole text, or for a long document the lines around an offset. */
function around(document: vscode.TextDocument, offset: number): { text: string; from: number } {
  const text = document.getText();
  if (text.length <= wholeDocumentLimit) return { text, from: 0 };
  const start = text.lastIndexOf('\n', Math.max(0, offset - windowSize)) + 1;
  const end = text.indexOf('\n', Math.min(text.length, offset + windowSize));
  return { text: text.slice(start, end < 0 ? text.length : end), from: start };
}
