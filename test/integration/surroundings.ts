import * as vscode from 'vscode';

/** The id of the extension under test. */
export const extensionId = 'tpm-lens.tpm-lens';

/** In which of the three runs a suite finds itself. `git`: there is a repository and git may run. */
export function surroundings(): {
  readonly host: 'node' | 'web';
  readonly trusted: boolean;
  readonly git: boolean;
} {
  const host = 'importScripts' in globalThis ? 'web' : 'node';
  const trusted = vscode.workspace.isTrusted;
  return { host, trusted, git: host === 'node' && trusted };
}

/** The folder that is open: the sample product, in the web host without its history. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return folder.uri;
}

/** A file of the open folder, shown in an editor. */
export async function openFile(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder(), path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The document in the active editor once its text contains `text`: a command's editor becomes active after the command. */
export function activeDocumentWith(text: string): Promise<vscode.TextDocument> {
  return new Promise(resolve => {
    const look = () => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document?.getText().includes(text)) return;
      subscription.dispose();
      resolve(document);
    };
    const subscription = vscode.window.onDidChangeActiveTextEditor(look);
    look();
  });
}
