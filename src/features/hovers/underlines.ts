import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { underlined } from '../../core/terms/underlined';
import type { DocumentTerms } from '../terms/documents';
import { readSettings } from '../terms/settings';

const delay = 150;

/** Draws a quiet underline under the terms a reader is least likely to know; follows edits after a short pause. */
export function registerUnderlines(
  library: Library,
  terms: DocumentTerms,
  mastered: (id: string) => boolean,
  changes: readonly vscode.Event<unknown>[],
): vscode.Disposable {
  const style = vscode.window.createTextEditorDecorationType({
    borderStyle: 'none none dotted none',
    borderWidth: '1px',
    borderColor: new vscode.ThemeColor('descriptionForeground'),
  });
  const pending = new Map<string, NodeJS.Timeout>();

  const draw = (editor: vscode.TextEditor) => {
    const settings = readSettings();
    const hits = settings.underline === 'none' ? [] : (terms.hits(editor.document) ?? []);
    const chosen = underlined(hits, {
      mode: settings.underline,
      limit: settings.underlineLimit,
      level: id => library.term(id)?.level ?? 1,
      mastered,
    });
    editor.setDecorations(
      style,
      chosen.map(
        ({ start, end }) =>
          new vscode.Range(editor.document.positionAt(start), editor.document.positionAt(end)),
      ),
    );
  };
  const schedule = (editor: vscode.TextEditor) => {
    const key = editor.document.uri.toString();
    clearTimeout(pending.get(key));
    pending.set(
      key,
      setTimeout(() => {
        pending.delete(key);
        if (vscode.window.visibleTextEditors.includes(editor)) draw(editor);
      }, delay),
    );
  };
  const drawAll = () => vscode.window.visibleTextEditors.forEach(draw);
  drawAll();
  return vscode.Disposable.from(
    style,
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      vscode.window.visibleTextEditors.filter(editor => editor.document === document).forEach(schedule);
    }),
    ...changes.map(event => event(drawAll)),
    { dispose: () => pending.forEach(timer => clearTimeout(timer)) },
  );
}
