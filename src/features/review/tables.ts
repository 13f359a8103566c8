import * as vscode from 'vscode';
import type { DecisionTable } from '../../core/review/tables/decision';
import { wholeDocumentLimit } from '../terms/documents';
import { rangeOf } from './places';

const selector: vscode.DocumentSelector = [
  { language: 'markdown' },
  { language: 'mdx' },
  { pattern: '**/*.{md,markdown,mdx}' },
];
const delay = 500;

/** A lens above each decision table that computes and sorts it, and marks at the cells that are no numbers. */
export function registerTables(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('tpmLens.tables');
  let pending: NodeJS.Timeout | undefined;
  const mark = async (document: vscode.TextDocument) => {
    const { version } = document;
    const problems = (await tablesOf(document)).flatMap(table => table.problems);
    if (document.version !== version) return;
    collection.set(
      document.uri,
      problems.map(problem => {
        const made = new vscode.Diagnostic(
          rangeOf(document, problem),
          problem.message,
          vscode.DiagnosticSeverity.Information,
        );
        made.source = 'TPM Lens';
        made.code = 'table';
        return made;
      }),
    );
  };
  const markVisible = () => {
    for (const { document } of vscode.window.visibleTextEditors)
      if (vscode.languages.match(selector, document) > 0) void mark(document);
  };
  const soon = () => {
    clearTimeout(pending);
    pending = setTimeout(markVisible, delay);
  };
  soon();
  return vscode.Disposable.from(
    collection,
    { dispose: () => clearTimeout(pending) },
    vscode.window.onDidChangeVisibleTextEditors(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // a log that is written all the time would put the marks off for ever
      if (vscode.languages.match(selector, document) > 0) soon();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
    vscode.languages.registerCodeLensProvider(selector, {
      provideCodeLenses: async document =>
        (await tablesOf(document)).map(({ line, title, computed }) => {
          const range = new vscode.Range(line, 0, line, 0);
          return new vscode.CodeLens(range, {
            title,
            command: computed === undefined ? '' : 'tpmLens.review.computeTable',
            arguments: [document.uri.toString(), line],
          });
        }),
    }),
  );
}

async function tablesOf(document: vscode.TextDocument): Promise<DecisionTable[]> {
  const text = document.getText();
  // reading tables is cheap, but not for a document that nobody reads as a whole
  if (text.length > wholeDocumentLimit || !/\|\s*:?-+:?\s*\|/.test(text)) return [];
  const { decisionTables } = await import('../../core/review/tables/decision');
  return decisionTables(text, vscode.l10n.t);
}

/** Computes and sorts one table: one edit, so one undo takes it back. */
export async function computeTable(uri: unknown, line: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof line !== 'number') return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const table = (await tablesOf(document)).find(({ line: own }) => own === line);
  if (table?.computed === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, table), inLinesOf(document, table.computed));
  await vscode.workspace.applyEdit(edit);
}

const inLinesOf = ({ eol }: vscode.TextDocument, text: string): string =>
  eol === vscode.EndOfLine.CRLF ? text.replaceAll('\n', '\r\n') : text;
