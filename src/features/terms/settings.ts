import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { domains } from '../../core/content/domains';
import type { Domain } from '../../core/content/schema';

export type UnderlineMode = 'first' | 'all' | 'none';

/** The reader's settings that decide which words are explained and how they look. */
export interface HoverSettings {
  readonly underline: UnderlineMode;
  /** At most so many underlines in a document. */
  readonly underlineLimit: number;
  readonly inlineCode: boolean;
  readonly domains: readonly Domain[];
}

export function readSettings(): HoverSettings {
  const settings = vscode.workspace.getConfiguration('tpmLens');
  const chosen = settings.get<Record<string, boolean>>('domains', {});
  return {
    underline: settings.get<UnderlineMode>('hover.underline', 'first'),
    underlineLimit: settings.get<number>('hover.underlineLimit', 30),
    inlineCode: settings.get<boolean>('hover.inlineCode', false),
    domains: domains.filter(domain => chosen[domain] !== false),
  };
}

/** Ids of the terms whose domains are all switched off. */
export function switchedOff(library: Library, on: readonly Domain[]): ReadonlySet<string> {
  return new Set(
    library.index.terms
      .filter(term => term.domains?.every(domain => !on.includes(domain)) === true)
      .map(({ id }) => id),
  );
}
