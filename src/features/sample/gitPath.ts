import * as vscode from 'vscode';

interface GitExtension {
  getAPI(version: 1): { readonly git: { readonly path: string } };
}

/** The git that VS Code's Git extension found; `undefined` without one, in the browser and in restricted mode. */
export async function gitPath(): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) return undefined;
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return undefined;
  try {
    return (await extension.activate()).getAPI(1).git.path;
  } catch {
    // the Git extension is there but has found no git, or is turned off
    return undefined;
  }
}
