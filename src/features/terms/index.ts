import * as vscode from 'vscode';
import { createDocumentTerms, wholeDocumentLimit, type DocumentTerms } from './documents';
import type { Team } from '../team';
import { MutedTerms } from './muted';
import { readSettings, switchedOff } from './settings';

/** The terms of open documents, as the reader's settings and muted words leave them. Shared by all that shows them. */
export interface Terms extends DocumentTerms {
  dispose(): void;
  readonly muted: MutedTerms;
  /** Terms that are explained nowhere: of a domain that is switched off, or muted everywhere. */
  excludedAnywhere(): ReadonlySet<string>;
  /** Those and what is muted, or meant for others, in a document. */
  excludedIn(uri: string): ReadonlySet<string>;
  /** Documents longer than this are not read as a whole. */
  readonly wholeDocumentLimit: number;
  /** Fires when other terms are explained, or shown otherwise, than before. */
  readonly onDidChange: vscode.Event<void>;
}

export function openTerms(team: Team, context: vscode.ExtensionContext): Terms {
  const { library } = team;
  const muted = new MutedTerms(context.workspaceState, context.globalState);
  const changed = new vscode.EventEmitter<void>();
  let off = switchedOff(library, readSettings().domains);
  const excludedIn = (uri: string) => new Set([...off, ...muted.in(uri), ...team.hiddenIn(uri)]);
  const documents = createDocumentTerms(library, excludedIn, () => readSettings().inlineCode);
  const subscriptions = vscode.Disposable.from(
    muted,
    changed,
    muted.onDidChange(() => changed.fire()),
    team.onDidChange(() => changed.fire()),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === 'untitled') void muted.forget(uri.toString());
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('tpmLens')) return;
      off = switchedOff(library, readSettings().domains);
      changed.fire();
    }),
  );
  return {
    ...documents,
    muted,
    excludedIn,
    excludedAnywhere: () => new Set([...off, ...muted.everywhere()]),
    wholeDocumentLimit,
    onDidChange: changed.event,
    dispose() {
      subscriptions.dispose();
    },
  };
}
