import * as vscode from 'vscode';
import type { Git } from '../../core/repository/ports';
import { platform } from '../../platform/node';
import { openGitApi, type GitApi, type GitApiRepository, type NoGit } from './gitExtension';

/** A folder the product speaks about: a repository, or a plain folder of the workspace. */
export interface Folder {
  readonly root: vscode.Uri;
  readonly name: string;
  /** `undefined`: no repository, or no git to ask. */
  readonly git: Git | undefined;
  readonly api: GitApiRepository | undefined;
}

/**
 * Which repositories are open and which one the reader is in: that of the active editor, else of the last one, else
 * the first. Asks VS Code's Git extension, because it knows the program, nested repositories and worktrees.
 */
export class Repositories implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Another folder became the active one, or the repositories are known now. */
  readonly onDidChange = this.changed.event;
  private api: GitApi | NoGit | undefined;
  private readonly gits = new Map<string, Git>();
  private last: string | undefined;
  private readonly disposables: { dispose(): unknown }[] = [this.changed];
  /** Resolves when the Git extension has said what it knows. */
  readonly ready: Promise<void>;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.disposables.push(
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.connect()),
    );
    this.ready = this.connect();
  }

  /** Why git cannot be asked; `undefined` where it can, or while that is being found out. */
  get noGit(): NoGit | undefined {
    return typeof this.api === 'string' ? this.api : undefined;
  }

  /** The folder the reader is in; `undefined` without an open folder. */
  active(): Folder | undefined {
    const repositories = typeof this.api === 'object' ? this.api.repositories : [];
    const document = vscode.window.activeTextEditor?.document.uri;
    const found =
      (document && deepest(repositories, document)) ??
      repositories.find(({ rootUri }) => rootUri.toString() === this.last) ??
      repositories.find(({ rootUri }) => vscode.workspace.getWorkspaceFolder(rootUri) !== undefined) ??
      repositories[0];
    if (found) {
      this.last = found.rootUri.toString();
      return { root: found.rootUri, name: nameOf(found.rootUri), git: this.gitIn(found), api: found };
    }
    const folder =
      (document && vscode.workspace.getWorkspaceFolder(document)) ?? vscode.workspace.workspaceFolders?.[0];
    return folder && { root: folder.uri, name: folder.name, git: undefined, api: undefined };
  }

  /** How many repositories are open: with several, their names matter. */
  get count(): number {
    return typeof this.api === 'object' ? this.api.repositories.length : 0;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private gitIn({ rootUri }: GitApiRepository): Git | undefined {
    if (typeof this.api !== 'object') return undefined;
    const known = this.gits.get(rootUri.toString());
    if (known) return known;
    const git = platform.git(rootUri.fsPath, this.api.git.path);
    if (git) this.gits.set(rootUri.toString(), git);
    return git;
  }

  private async connect(): Promise<void> {
    this.api = await openGitApi();
    if (typeof this.api === 'object') {
      const { api } = this;
      if (typeof api === 'object') {
        this.disposables.push(
          api.onDidChangeState(() => this.changed.fire()),
          api.onDidOpenRepository(() => this.changed.fire()),
          api.onDidCloseRepository(() => this.changed.fire()),
        );
        await initialized(api);
      }
    } else this.log.info(`Without git: ${this.api}`);
    this.changed.fire();
  }

  private follow(): void {
    const before = this.last;
    const now = this.active();
    if (now && now.root.toString() !== before) this.changed.fire();
  }
}

const nameOf = (uri: vscode.Uri): string => uri.path.replace(/\/+$/, '').split('/').at(-1) ?? uri.path;

/** The repository that holds the document; of nested ones the innermost. */
function deepest(
  repositories: readonly GitApiRepository[],
  document: vscode.Uri,
): GitApiRepository | undefined {
  const inside = ({ rootUri }: GitApiRepository): boolean =>
    rootUri.scheme === document.scheme &&
    (document.path === rootUri.path ||
      document.path.startsWith(rootUri.path.endsWith('/') ? rootUri.path : `${rootUri.path}/`));
  return repositories.filter(inside).sort((a, b) => b.rootUri.path.length - a.rootUri.path.length)[0];
}

/** The Git extension looks for repositories after it has activated; nothing is known before that. */
async function initialized(api: GitApi): Promise<void> {
  if (api.state === 'initialized') return;
  await new Promise<void>(resolve => {
    const listening = api.onDidChangeState(state => {
      if (state !== 'initialized') return;
      listening.dispose();
      resolve();
    });
  });
}
