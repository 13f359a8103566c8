import * as vscode from 'vscode';
import type { Severity } from '../../core/review/types';
import { rangeOf } from './places';
import type { Reviews } from './reviews';

const delay = 400;
/** Who a diagnostic is from, as the list of problems shows it. */
export const source = 'TPM Lens';
const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  hint: vscode.DiagnosticSeverity.Hint,
  info: vscode.DiagnosticSeverity.Information,
  warning: vscode.DiagnosticSeverity.Warning,
};

/** Marks the findings in the documents that are visible; follows edits after a short pause. */
export function registerDiagnostics(reviews: Reviews): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('tpmLens.review');
  const pending = new Map<string, NodeJS.Timeout>();

  const mark = (document: vscode.TextDocument) => {
    const findings = reviews.shown(document)?.findings ?? [];
    collection.set(
      document.uri,
      findings.map(finding => {
        const diagnostic = new vscode.Diagnostic(
          rangeOf(document, finding),
          finding.title,
          severities[finding.severity],
        );
        diagnostic.source = source;
        diagnostic.code = finding.rule;
        return diagnostic;
      }),
    );
  };
  const visible = () => new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
  const markVisible = () => visible().forEach(mark);
  const schedule = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    clearTimeout(pending.get(key));
    pending.set(
      key,
      setTimeout(() => {
        pending.delete(key);
        if (visible().has(document)) mark(document);
      }, delay),
    );
  };
  // activation does not wait for the first review
  const first = setTimeout(markVisible, 0);
  return vscode.Disposable.from(
    collection,
    vscode.window.onDidChangeVisibleTextEditors(markVisible),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (visible().has(document)) schedule(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
    reviews.onDidChange(markVisible),
    {
      dispose: () => {
        clearTimeout(first);
        pending.forEach(timer => clearTimeout(timer));
      },
    },
  );
}
