import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import type { TermEntry } from '../../core/content/types';
import { queryAt } from '../../core/query/fences';
import { isTeamTerm } from '../../core/team/types';
import type { Terms } from '../terms';

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

const openTerm = (entry: TermEntry): Choice => ({
  label: entry.term,
  description: entry.sense ?? '',
  detail: entry.summary,
  run: () =>
    Promise.resolve(
      vscode.commands.executeCommand(
        isTeamTerm(entry) ? 'tpmLens.openGlossary' : 'tpmLens.openTerm',
        entry.id,
      ),
    ),
});

/**
 * "Explain…": every sense of the selected words (even where the hover stays silent), the text in the clipboard as a
 * document of its own, or any term by name. It always answers. Words the reader silenced can be given their voice back.
 */
export async function explain(library: Library, terms: Terms): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor && selectedWords(editor);
  const found = editor && selected ? sensesIn(library, terms, editor, selected) : [];
  const choices: Choice[] = [];
  if (selected && selected.text !== '') {
    choices.push(
      {
        label: vscode.l10n.t('In "{0}"', shortened(selected.text)),
        kind: vscode.QuickPickItemKind.Separator,
      },
      ...found.map(openTerm),
    );
    if (found.length === 0)
      choices.push({
        label: `$(info) ${vscode.l10n.t('No term of the library is in the selection')}`,
        description: vscode.l10n.t('type to search'),
      });
  }
  choices.push({ label: '', kind: vscode.QuickPickItemKind.Separator });
  if (editor && queryAt(editor.document.getText(), editor.document.offsetAt(editor.selection.active)))
    choices.push({
      label: `$(database) ${vscode.l10n.t('This query')}`,
      description: vscode.l10n.t('says what it returns, clause by clause'),
      run: () => Promise.resolve(vscode.commands.executeCommand('tpmLens.explainQuery')),
    });
  const uri = editor?.document.uri.toString();
  const silent = terms.muted.listed(uri);
  if (silent.length > 0)
    choices.push({
      label: `$(mute) ${vscode.l10n.t('Words that are not explained')}`,
      description: String(silent.length),
      run: () => terms.muted.askAgain(uri, id => library.term(id)?.term ?? id),
    });
  choices.push(
    {
      label: `$(clippy) ${vscode.l10n.t('Text from the clipboard')}`,
      description: vscode.l10n.t('opens it as a document with hovers'),
      run: () => Promise.resolve(vscode.commands.executeCommand('tpmLens.explainClipboard')),
    },
    { label: vscode.l10n.t('All terms'), kind: vscode.QuickPickItemKind.Separator },
    ...[...library.index.terms].sort((a, b) => a.term.localeCompare(b.term, 'en')).map(openTerm),
  );
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Explain'),
    placeHolder: vscode.l10n.t('Choose a sense, or type a term'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await picked?.run?.();
}

/** The selection, or without one the word at the cursor. */
function selectedWords(editor: vscode.TextEditor): { text: string; range: vscode.Range } | undefined {
  const range = editor.selection.isEmpty
    ? editor.document.getWordRangeAtPosition(editor.selection.active)
    : editor.selection;
  return range && { text: editor.document.getText(range).trim(), range };
}

/** Every term that a selection could mean, the supported senses first. */
function sensesIn(
  library: Library,
  terms: Terms,
  editor: vscode.TextEditor,
  { text, range }: { text: string; range: vscode.Range },
): TermEntry[] {
  const start = editor.document.offsetAt(range.start);
  const ids = new Set<string>();
  const reading = terms.sensesAt(editor.document, range.start);
  for (const { form } of reading?.senses ?? []) ids.add(form.term.id);
  // further words of a longer selection, each in every sense
  const scanner = terms.scanner();
  for (let offset = 0; offset < text.length;) {
    const inside = scanner.sensesAt(text, 'plaintext', offset);
    for (const { form } of inside?.senses ?? []) ids.add(form.term.id);
    const next = inside ? inside.end : text.slice(offset + 1).search(/(?<=\s)\S/) + offset + 1;
    if (next <= offset) break;
    offset = next;
  }
  for (const hit of terms.hits(editor.document) ?? []) {
    if (hit.start < start + text.length && hit.end > start) ids.add(hit.id);
  }
  return [...ids].flatMap(id => library.term(id) ?? []);
}

/** Opens the text in the clipboard as a document of its own: hovers and review need no folder and no file. */
export async function explainClipboard(): Promise<void> {
  const content = await vscode.env.clipboard.readText();
  if (content.trim() === '') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The clipboard holds no text. Copy a passage from your spec first.'),
    );
    return;
  }
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'markdown', content }),
  );
}

const shortened = (text: string): string =>
  (text.length > 40 ? `${text.slice(0, 39)}…` : text).replace(/\s+/g, ' ');
