import * as vscode from 'vscode';
import {
  addressOf,
  branchOfAuthority,
  insteadOf,
  readDotGit,
  type RepositoryAddress,
} from '../../core/github/address';
import type { Git } from '../../core/repository/ports';
import type { Folder } from '../repository/repositories';

/** What the folder says about where it belongs. */
export interface Located {
  /** By the name of the remote; without git, what the workbench says stands under `origin`. */
  readonly remotes: ReadonlyMap<string, RepositoryAddress>;
  /** Hosts of remotes that are no address of a repository we know. */
  readonly others: readonly string[];
  /** The open branch, where git is not there to say it. */
  readonly branch: string | undefined;
}

const nowhere: Located = { remotes: new Map(), others: [], branch: undefined };

/** Which repositories the folder's remotes are, by git, by the workbench, or by the two files that git keeps. */
export async function locate(folder: Folder): Promise<Located> {
  if (folder.git) return located(await remotesOf(folder.git), undefined);
  return (await byWorkbench(folder.root)) ?? (await byFiles(folder.root)) ?? nowhere;
}

function located(urls: ReadonlyMap<string, string>, branch: string | undefined): Located {
  const remotes = new Map<string, RepositoryAddress>();
  const others: string[] = [];
  for (const [name, url] of urls) {
    const address = addressOf(url);
    if (address) remotes.set(name, address);
    else others.push(name);
  }
  return { remotes, others, branch };
}

async function remotesOf(git: Git): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await git.run(
    ['config', '--null', '--get-regexp', '^(remote\\..*\\.url|url\\..*\\.insteadof)$'],
    { accept: [0, 1] },
  );
  const urls = new Map<string, string>();
  const rules: { base: string; prefix: string }[] = [];
  for (const entry of stdout.split('\0')) {
    const [key = '', value = ''] = entry.split('\n');
    const remote = /^remote\.(.+)\.url$/.exec(key)?.[1];
    const base = /^url\.(.+)\.insteadof$/i.exec(key)?.[1];
    if (remote !== undefined && !urls.has(remote)) urls.set(remote, value);
    if (base !== undefined) rules.push({ base, prefix: value });
  }
  return new Map([...urls].map(([name, url]) => [name, insteadOf(url, rules)]));
}

/** The part of the interface of the extension behind github.dev and vscode.dev that is used. */
interface RemoteHub {
  getMetadata?(uri: vscode.Uri): Promise<
    | {
        readonly provider?: { readonly id?: unknown };
        readonly repo?: { readonly owner?: unknown; readonly name?: unknown };
        getRevision?(): Promise<{ readonly type?: unknown; readonly name?: unknown } | undefined>;
      }
    | undefined
  >;
}

/** A virtual workspace of GitHub: its address names the repository, and its extension the branch. */
async function byWorkbench(root: vscode.Uri): Promise<Located | undefined> {
  if (root.scheme !== 'vscode-vfs' || !/^github(\+|%2b|$)/i.test(root.authority)) return undefined;
  const [owner = '', name = ''] = root.path.split('/').filter(part => part !== '');
  const address = addressOf(`https://github.com/${owner}/${name}`);
  if (!address) return undefined;
  const branch = (await branchByHub(root)) ?? branchOfAuthority(root.authority);
  return { remotes: new Map([['origin', address]]), others: [], branch };
}

async function branchByHub(root: vscode.Uri): Promise<string | undefined> {
  const extension =
    vscode.extensions.getExtension<RemoteHub>('ms-vscode.remote-repositories') ??
    vscode.extensions.getExtension<RemoteHub>('GitHub.remotehub');
  try {
    const revision = await (await (await extension?.activate())?.getMetadata?.(root))?.getRevision?.();
    // 0 and 1 are branches
    return (revision?.type === 0 || revision?.type === 1) && typeof revision.name === 'string'
      ? revision.name
      : undefined;
  } catch {
    // another version of it: the address may still tell
    return undefined;
  }
}

/** A folder that a browser opened from the disk, or a window without the Git extension. */
async function byFiles(root: vscode.Uri): Promise<Located | undefined> {
  const read = async (name: string) =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, '.git', name)));
  try {
    const { branch, remotes } = readDotGit(await read('HEAD'), await read('config'));
    return located(remotes, branch);
  } catch {
    // no repository, or one whose folder is elsewhere
    return undefined;
  }
}
