import { Blanker, dottedName } from './blanker';
import { asciiDocMask } from './asciiDoc';
import { markdownMask } from './markdownMask';
import { reStructuredTextMask } from './reStructuredText';

/** The syntaxes whose prose we can tell from code, links and markup. */
export type Syntax = 'markdown' | 'mdx' | 'plaintext' | 'restructuredtext' | 'asciidoc';

export interface Heading {
  readonly offset: number;
  readonly level: number;
  readonly text: string;
}

/** A document with everything that is not prose blanked out. */
export interface Prose {
  /** As long as the document, line breaks in place; what is not prose is `hidden` (blanker.ts). */
  readonly text: string;
  readonly headings: readonly Heading[];
}

export interface MaskOptions {
  /** Inline code counts as prose. */
  readonly inlineCode?: boolean;
}

const extensions: Readonly<Record<string, Syntax>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'mdx',
  txt: 'plaintext',
  rst: 'restructuredtext',
  adoc: 'asciidoc',
  asciidoc: 'asciidoc',
};

/** VS Code has no built-in `mdx`, `asciidoc` or (before 1.90) `restructuredtext`: where the language says nothing, the file's name does. */
export function syntaxOf(languageId: string, path: string): Syntax | undefined {
  const named = (['markdown', 'mdx', 'restructuredtext', 'asciidoc'] as const).find(
    syntax => syntax === languageId,
  );
  if (named) return named;
  const byExtension = extensions[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
  return languageId === 'plaintext' ? (byExtension ?? 'plaintext') : byExtension;
}

/** Blanks out what is not prose: code, URLs, names with two or more dots, link targets, front matter, HTML, comments, mathematics, directives. */
export function proseOf(text: string, syntax: Syntax, options: MaskOptions = {}): Prose {
  switch (syntax) {
    case 'markdown':
    case 'mdx':
      return markdownMask(text, { mdx: syntax === 'mdx', inlineCode: options.inlineCode === true });
    case 'restructuredtext':
      return reStructuredTextMask(text, options.inlineCode === true);
    case 'asciidoc':
      return asciiDocMask(text, options.inlineCode === true);
    case 'plaintext':
      return {
        text: new Blanker(text)
          .hideAll(/\b[a-z][a-z0-9+.-]*:\/\/[^\s<>"]+|\bwww\.[^\s<>"]+|[\w.+-]+@[\w-]+\.[\w.]+/gi)
          .hideAll(dottedName)
          .result(),
        headings: [],
      };
  }
}
