import * as vscode from 'vscode';

/** The part of the API of VS Code's Git extension (version 1) that is used. */
export interface GitApi {
  readonly git: { readonly path: string };
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>;
  readonly repositories: readonly GitApiRepository[];
  readonly onDidOpenRepository: vscode.Event<GitApiRepository>;
  readonly onDidCloseRepository: vscode.Event<GitApiRepository>;
}

export interface GitApiRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly workingTreeChanges: readonly unknown[];
    readonly indexChanges: readonly unknown[];
    readonly mergeChanges: readonly unknown[];
    readonly untrackedChanges?: readonly unknown[];
    readonly onDidChange: vscode.Event<void>;
  };
  fetch(): Promise<void>;
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}

/** Why there is no git to ask: the reader can do something about each of these. */
export type NoGit = 'web' | 'restricted' | 'gitDisabled' | 'gitMissing';

/** The Git extension's API, or why there is none. */
export async function openGitApi(): Promise<GitApi | NoGit> {
  if (!vscode.workspace.isTrusted) return 'restricted';
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'gitDisabled';
  try {
    const git = await extension.activate();
    if (!git.enabled) return 'gitDisabled';
    return git.getAPI(1);
  } catch {
    // the extension is there but found no program to run
    return 'gitMissing';
  }
}
