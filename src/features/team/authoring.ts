import * as vscode from 'vscode';
import { withTermAdded } from '../../core/team/append';
import { documentSelector } from '../terms/documents';
import type { Terms } from '../terms';
import { command } from '../command';
import { completions } from './completions';
import type { Team } from './index';

/** What a team does with its glossary: go to a definition, add a word, be helped while writing. */
export function register({ library }: Team, terms: Terms, log: vscode.LogOutputChannel): vscode.Disposable {
  const locationOf = (id: string): vscode.Location | undefined => {
    const found = library.teamTerm(id)?.team;
    return (
      found &&
      new vscode.Location(vscode.Uri.parse(found.file), new vscode.Position(found.line - 1, found.column - 1))
    );
  };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(documentSelector, {
      provideDefinition(document, position) {
        const found = terms.hitAt(document, position);
        return found && locationOf(found.hit.id);
      },
    }),
    vscode.languages.registerCompletionItemProvider(
      { pattern: '**/.tpm-lens/**/*.{md,yaml,yml}' },
      completions(library),
      ' ',
    ),
    command('tpmLens.openGlossary', log, async id => {
      const location = typeof id === 'string' ? locationOf(id) : undefined;
      if (location) await vscode.window.showTextDocument(location.uri, { selection: location.range });
    }),
    command('tpmLens.addToGlossary', log, addSelection),
  );
}

async function addSelection(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const folder = folderFor(editor?.document.uri);
  if (!folder) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder first: a team glossary is a file in it, which the team shares.'),
    );
    return;
  }
  const range =
    editor &&
    (editor.selection.isEmpty
      ? editor.document.getWordRangeAtPosition(editor.selection.active)
      : editor.selection);
  const term = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add to Team Glossary (1/2)'),
    prompt: vscode.l10n.t('The word or phrase'),
    value: range ? editor.document.getText(range).replace(/\s+/g, ' ').trim().slice(0, 80) : '',
    validateInput: value => (value.trim() === '' ? vscode.l10n.t('A term has a name.') : undefined),
  });
  if (term === undefined) return;
  const definition = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add to Team Glossary (2/2)'),
    prompt: vscode.l10n.t('What does "{0}" mean in your product?', term.trim()),
    validateInput: value => (value.trim() === '' ? vscode.l10n.t('Say what it means.') : undefined),
  });
  if (definition === undefined) return;
  await addTerm(folder.uri, term.trim(), definition.trim());
}

const folderFor = (uri: vscode.Uri | undefined): vscode.WorkspaceFolder | undefined =>
  (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];

/** Writes the term to `.tpm-lens/glossary.yaml` of a folder and shows it there. */
export async function addTerm(folder: vscode.Uri, term: string, definition: string): Promise<void> {
  const file = vscode.Uri.joinPath(folder, '.tpm-lens', 'glossary.yaml');
  const known = await vscode.workspace.openTextDocument(file).then(
    document => document.getText(),
    () => undefined,
  );
  const { text, line } = withTermAdded(known, term, definition);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, {
    selection: document.lineAt(Math.min(line, document.lineCount - 1)).range,
  });
}
