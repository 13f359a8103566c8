import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { documentOutline } from '../../core/terms/documentOutline';
import { questionChecklist } from '../../core/terms/questionList';
import { command } from '../command';
import { reviewedDocument, type Reviews } from '../review';
import type { Terms } from '../terms';
import { explain, explainClipboard } from './explain';
import { DocumentTree } from './tree';

export interface DocumentServices {
  readonly library: Library;
  readonly terms: Terms;
  readonly reviews: Reviews;
  readonly log: vscode.LogOutputChannel;
  readonly mastered: (id: string) => boolean;
  readonly onDidChangeMastery: vscode.Event<unknown>;
}

/** What the reader can do with a whole document: see its terms, collect its questions, have a passage explained. */
export function register({
  library,
  terms,
  reviews,
  log,
  mastered,
  onDidChangeMastery,
}: DocumentServices): vscode.Disposable {
  const tree = new DocumentTree(library, terms, reviews, mastered);
  const view = vscode.window.createTreeView('tpmLens.document', { treeDataProvider: tree });
  /** How often each term was revealed in a row: another click goes to the next place. */
  let revealed: { id: string; index: number } | undefined;

  const refresh = () => {
    tree.refresh();
    const document = vscode.window.activeTextEditor?.document;
    const tooLong = document !== undefined && terms.isTooLong(document);
    view.message = tooLong
      ? vscode.l10n.t('This document is too long to be read as a whole. Hovers still work.')
      : '';
  };
  let pending: NodeJS.Timeout | undefined;
  const refreshSoon = () => {
    clearTimeout(pending);
    pending = setTimeout(refresh, 300);
  };
  refresh();

  return vscode.Disposable.from(
    view,
    tree,
    { dispose: () => clearTimeout(pending) },
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) refreshSoon();
    }),
    terms.onDidChange(refresh),
    reviews.onDidChange(refresh),
    onDidChangeMastery(refresh),
    command('tpmLens.revealTerm', log, async id => {
      const editor = vscode.window.activeTextEditor;
      const places = (editor && terms.hits(editor.document))?.filter(hit => hit.id === id) ?? [];
      if (!editor || typeof id !== 'string' || places.length === 0) return;
      revealed = { id, index: revealed?.id === id ? (revealed.index + 1) % places.length : 0 };
      const hit = places[revealed.index];
      if (!hit) return;
      const range = new vscode.Range(
        editor.document.positionAt(hit.start),
        editor.document.positionAt(hit.end),
      );
      await vscode.window.showTextDocument(editor.document, {
        selection: range,
        ...(editor.viewColumn === undefined ? {} : { viewColumn: editor.viewColumn }),
      });
    }),
    command('tpmLens.collectQuestions', log, async () => {
      const document = vscode.window.activeTextEditor?.document;
      const hits = document && terms.hits(document);
      const reviewed = document && (await reviewedDocument(reviews, document));
      const { reviewChecklist } = await import('../../core/review/reviewPage');
      const left = reviewed ? reviewChecklist(reviewed, vscode.l10n.t) : '';
      if (!document || !hits || (hits.length === 0 && left === '')) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t(
            'Open a document with technical terms first: this collects the questions they raise.',
          ),
        );
        return;
      }
      const title = document.uri.path.split('/').at(-1) ?? document.uri.path;
      const termQuestions = await questionChecklist(
        library,
        title,
        documentOutline(library, hits, mastered),
        offset => document.positionAt(offset).line + 1,
        vscode.l10n.t,
      );
      const content = left === '' ? termQuestions : `${termQuestions}\n${left}`;
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({ language: 'markdown', content }),
        vscode.ViewColumn.Beside,
      );
    }),
    command('tpmLens.explain', log, () => explain(library, terms)),
    command('tpmLens.explainClipboard', log, explainClipboard),
  );
}
