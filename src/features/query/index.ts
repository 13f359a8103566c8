import * as vscode from 'vscode';
import { dialectNamed, dialectOf, queriesIn, queryAt, type Query } from '../../core/query/fences';
import { command } from '../command';
import { toMarkdown } from '../hovers/markdown';
import { documentSelector, wholeDocumentLimit } from '../terms/documents';

/** Explains the SQL and KQL fences of documents: a clause by hover, a query by a document that says what it returns. */
export function register(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(documentSelector, {
      async provideHover(document, position, token) {
        const text = document.getText();
        if (text.length > wholeDocumentLimit) return undefined;
        const offset = document.offsetAt(position);
        const query = queryAt(text, offset);
        if (!query) return undefined;
        const { clauseHover } = await import('../../core/query/hover');
        const found = clauseHover(query, document.uri.toString(), offset, vscode.l10n.t);
        if (!found || token.isCancellationRequested) return undefined;
        return new vscode.Hover(
          toMarkdown(found.pieces),
          new vscode.Range(document.positionAt(found.start), document.positionAt(found.end)),
        );
      },
    }),
    command('tpmLens.explainQuery', log, async argument => {
      const query = isPlace(argument) ? await queryOf(argument) : await chosenQuery();
      if (query === 'none') {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Put the cursor into an SQL or KQL query, or select one, to have it explained.'),
        );
        return;
      }
      if (query) await showExplanation(query);
    }),
  );
}

async function showExplanation({ text, dialect }: Query): Promise<void> {
  const { explainQuery } = await import('../../core/query/explainQuery');
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: explainQuery(text, dialect, vscode.l10n.t),
    }),
    vscode.ViewColumn.Beside,
  );
}

async function queryOf({ uri, offset }: { uri: string; offset: number }): Promise<Query | undefined> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  return queryAt(document.getText(), offset);
}

/** The selection, the fence at the cursor, a whole SQL or KQL file, or one of the document's queries. */
async function chosenQuery(): Promise<Query | 'none' | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return 'none';
  const { document, selection } = editor;
  const text = document.getText();
  const fence = queryAt(text, document.offsetAt(selection.active));
  const named =
    dialectNamed(document.languageId) ?? dialectNamed(/\.(\w+)$/.exec(document.uri.path)?.[1] ?? '');
  const selected = document.getText(selection);
  if (selected.trim() !== '') {
    const dialect = fence?.dialect ?? named ?? dialectOf(selected);
    return dialect ? { dialect, start: document.offsetAt(selection.start), text: selected } : 'none';
  }
  if (fence) return fence;
  if (named) return { dialect: named, start: 0, text };
  const queries = queriesIn(text).filter(query => query.text.trim() !== '');
  if (queries.length < 2) return queries[0] ?? 'none';
  const picked = await vscode.window.showQuickPick(
    queries.map(query => ({
      label: query.text.trim().replace(/\s+/g, ' ').slice(0, 80),
      description: vscode.l10n.t('line {0}', document.positionAt(query.start).line + 1),
      query,
    })),
    { placeHolder: vscode.l10n.t('Which query?') },
  );
  return picked?.query;
}

const isPlace = (value: unknown): value is { uri: string; offset: number } =>
  typeof value === 'object' &&
  value !== null &&
  'uri' in value &&
  typeof value.uri === 'string' &&
  'offset' in value &&
  typeof value.offset === 'number';
