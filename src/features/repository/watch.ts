import * as vscode from 'vscode';
import { fileKind } from '../../core/now/file/kinds';
import type { Git } from '../../core/repository/ports';
import type { Folder } from './repositories';

const delay = 80;
/** More at once is a branch that was switched: reading all anew is no slower then. */
const mostEdited = 500;
const gitFiles =
  '{HEAD,index,packed-refs,FETCH_HEAD,MERGE_HEAD,CHERRY_PICK_HEAD,REVERT_HEAD,BISECT_LOG,config,refs/**,rebase-merge/**,rebase-apply/**}';

export interface Changed {
  /** HEAD, a ref, the index or an operation under way. */
  readonly git: () => void;
  /** Files that describe the product, by their paths; `undefined` where some came or went. */
  readonly product: (paths: readonly string[] | undefined) => void;
}

/**
 * Watches one folder: git's own files, because the Git extension waits for focus and for seconds, its events besides,
 * and the files that describe the product.
 */
export async function watchFolder({ root, git, api }: Folder, changed: Changed): Promise<vscode.Disposable> {
  const gitChanged = debounced(changed.git);
  let edited: string[] | undefined = [];
  const productChanged = debounced(() => {
    const paths = edited;
    edited = [];
    changed.product(paths);
  });
  const files = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, '**/*'));
  const product = (uri: vscode.Uri, stays: boolean) => {
    const path = uri.path.slice(root.path.length + 1);
    if (/(^|\/)(node_modules|\.git)\//.test(path)) return;
    const tells = fileKind(path) !== undefined;
    // an edit of code is looked at with the next one that matters: it may hold a feature flag
    if (stays && (edited?.length ?? 0) < mostEdited) edited?.push(path);
    else if (tells) edited = undefined;
    if (tells) productChanged.run();
  };
  const watchers = git ? await gitFolders(git, root) : [];
  return vscode.Disposable.from(
    gitChanged,
    productChanged,
    files,
    files.onDidChange(uri => product(uri, true)),
    files.onDidCreate(uri => product(uri, false)),
    files.onDidDelete(uri => product(uri, false)),
    ...(api ? [api.state.onDidChange(gitChanged.run)] : []),
    ...watchers.flatMap(folder => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, gitFiles));
      return [
        watcher,
        watcher.onDidChange(gitChanged.run),
        watcher.onDidCreate(gitChanged.run),
        watcher.onDidDelete(gitChanged.run),
      ];
    }),
  );
}

/** Git's own folder; a worktree has one for itself and shares another. */
async function gitFolders(git: Git, root: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const { stdout } = await git.run(['rev-parse', '--git-dir', '--git-common-dir']);
  const paths = [...new Set(stdout.split('\n').filter(line => line !== ''))];
  return paths.map(path =>
    /^(\/|[A-Za-z]:)/.test(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(root, path),
  );
}

/** One call after the last of several events. */
function debounced(call: () => void): { readonly run: () => void; dispose(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    run: () => {
      clearTimeout(timer);
      timer = setTimeout(call, delay);
    },
    dispose: () => clearTimeout(timer),
  };
}
