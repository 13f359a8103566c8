import type { TermEntry } from '../content/types';

/** The topic under which the terms of a team's own glossaries stand. */
export const teamTopic = 'team';

/**
 * A term of a team's glossary. All of its texts are foreign: they are shown as text, never as Markdown or HTML.
 * Addresses of files and folders are URIs as text.
 */
export interface TeamTerm extends TermEntry {
  readonly team: {
    readonly file: string;
    /** 1-based. */
    readonly line: number;
    readonly column: number;
    readonly definition: string;
    readonly why?: string;
    readonly ask: readonly string[];
    readonly example?: string;
    /** The entry of our library that it takes the place of. */
    readonly overrides?: string;
    /** The folder whose documents it covers, subfolders included. */
    readonly scope: string;
    /** Globs that narrow the scope. */
    readonly paths: readonly string[];
    /** The part of the product that it is from, as its glossary names it. */
    readonly context?: string;
  };
}

export const isTeamTerm = (entry: TermEntry): entry is TeamTerm => entry.topic === teamTopic;

/** What kind of glossary a file is: an entry in our format, a list in YAML, Contextive's format, or plain Markdown. */
export type GlossaryKind = 'entry' | 'list' | 'contextive' | 'markdown';

export function glossaryKind(path: string): GlossaryKind | undefined {
  if (/(?:^|\/)\.tpm-lens\/(?:.+\/)?[^/]+\.md$/.test(path)) return 'entry';
  if (/(?:^|\/)\.tpm-lens\/(?:.+\/)?[^/]+\.ya?ml$/.test(path)) return 'list';
  if (/\.glossary\.ya?ml$/.test(path)) return 'contextive';
  return /(?:^|\/)GLOSSARY\.md$/i.test(path) ? 'markdown' : undefined;
}

/** The folder whose documents a glossary covers: for `.tpm-lens` the one that holds it, else its own. */
export const scopeOf = (file: string): string =>
  (/^(.*?)\/\.tpm-lens\//.exec(file)?.[1] ?? file.slice(0, file.lastIndexOf('/'))).replace(/\/+$/, '');
