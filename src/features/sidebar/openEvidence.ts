import * as vscode from 'vscode';
import type { Folder } from '../repository/repositories';

const { t } = vscode.l10n;

/** Shows a line of a file of the folder. A path that leads out of it, or to nothing, is refused with a sentence. */
export async function openEvidence(folder: Folder | undefined, file: string, line: number): Promise<void> {
  if (!folder) return;
  const parts = file.split('/').filter(part => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) throw new Error(`not a path of the repository: ${file}`);
  const uri = vscode.Uri.joinPath(folder.root, ...parts);
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const at = new vscode.Position(Math.min(Math.max(0, line - 1), document.lineCount - 1), 0);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: true });
  } catch {
    // the file is on another branch, or was deleted since the facts were read
    void vscode.window.showInformationMessage(
      t('{0} is not in this folder: it may be on another branch.', file),
    );
  }
}
