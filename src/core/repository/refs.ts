import { insteadOf } from '../github/address';
import type { Git } from './ports';
import type { Repository } from './pipelines/github/context';

export interface Refs extends Repository {
  readonly branch: string | undefined;
  /** `group/name` on GitLab, where the remote is one. */
  readonly gitlabPath: string | undefined;
  /** The remote is Azure Repos. */
  readonly azure?: boolean;
}

/** What git says of itself; '' where it says nothing. */
interface Said {
  readonly head: string;
  /** `origin/main` */
  readonly remoteHead: string;
  readonly names: readonly string[];
  /** `undefined`: the repository's own file does not decide it. */
  readonly remote: string | undefined;
}

const usual = ['main', 'master', 'trunk', 'develop'];

/** The branch that is checked out, the default branch and the repository's name on GitHub, as far as git knows. */
export async function readRefs(git: Git | undefined, signal?: AbortSignal): Promise<Refs> {
  if (!git) return { branch: undefined, defaultBranch: undefined, slug: undefined, gitlabPath: undefined };
  const said = (await fromFiles(git)) ?? (await fromGit(git, signal));
  const { head, remoteHead, names } = said;
  const remote = said.remote ?? (await remoteOf(git, signal));
  const likely = usual.find(name => names.includes(name));
  const defaultBranch =
    remoteHead === '' ? (likely ?? (head === '' ? undefined : head)) : remoteHead.replace(/^origin\//, '');
  const azure = /dev\.azure\.com|visualstudio\.com/.test(remote);
  const gitlabPath = /gitlab[\w.-]*[:/]((?:[\w.-]+\/)+[\w.-]+?)(?:\.git)?\/?$/.exec(remote)?.[1];
  return { branch: head === '' ? undefined : head, defaultBranch, slug: slugOf(remote), gitlabPath, azure };
}

/**
 * Git's own files, where they are as plain as they nearly always are: starting git four times takes longer than
 * reading the repository. `undefined`: something is unusual, and git must be asked.
 */
async function fromFiles(git: Git): Promise<Said | undefined> {
  const text = async (name: string): Promise<string | undefined> => (await git.stateFile(name))?.text?.trim();
  try {
    const [headText, config, remoteText] = await Promise.all([
      text('HEAD'),
      text('config'),
      text('refs/remotes/origin/HEAD'),
    ]);
    const head = branchIn(headText, 'refs/heads/');
    if (config === undefined || unusual.test(config)) return undefined;
    const remote = remoteIn(config);
    const remoteHead = remoteText === undefined ? '' : branchIn(remoteText, 'refs/remotes/');
    if (head === undefined || remoteHead === undefined) return undefined;
    // the first of the usual names needs no comparison with the others
    if (remoteHead !== '' || head === usual[0]) return { head, remote, remoteHead, names: [] };
    const packed = await git.stateFile('packed-refs');
    if (packed && packed.text === undefined) return undefined;
    const loose = ['refs/remotes/origin/main', 'refs/remotes/origin/master', ...usual.map(heads)];
    const found = await Promise.all(
      loose.map(
        async ref => packed?.text?.includes(` ${ref}\n`) === true || (await git.stateFile(ref)) !== undefined,
      ),
    );
    const names = loose.filter((_, index) => found[index]).map(ref => ref.slice(ref.lastIndexOf('/') + 1));
    return { head, remote, remoteHead, names };
  } catch {
    // no repository here, or one that git has to find: it has its own words for that
    return undefined;
  }
}

const heads = (name: string): string => `refs/heads/${name}`;

/** `ref: refs/heads/main` → main; '' for a commit; `undefined` for anything else (other formats of refs). */
function branchIn(text: string | undefined, prefix: string): string | undefined {
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{40,64}$/.test(text)) return '';
  const name = text.startsWith(`ref: ${prefix}`) ? text.slice(5 + prefix.length) : undefined;
  return name === undefined || name.startsWith('.') || /[\s\0]/.test(name) ? undefined : name;
}

/** Settings that move what is looked for to other files, and quotes that only git takes apart. */
const unusual = /worktreeConfig|refStorage/i;

/**
 * The address of `origin`; `undefined` where the file leaves the answer to others: to the files that it includes, to
 * the reader's own configuration, or to a short name (`gh:acme/shop`) that stands for an address there.
 */
function remoteIn(config: string): string | undefined {
  if (/^\s*\[\s*(include|url)|\\/im.test(config)) return undefined;
  const [, section = ''] = /^\s*\[remote "origin"\]\s*$([^[]*)/im.exec(config) ?? [];
  const url = /^\s*url\s*=\s*(.*?)\s*$/im.exec(section)?.[1] ?? '';
  return url === '' || /["#;]/.test(url) || isShort(url) ? undefined : url;
}

/** `gh:acme/shop`: neither a scheme nor a user nor the dots of a host. */
const isShort = (url: string): boolean => /^[\w-]{2,}:(?!\/\/)/.test(url);

/** The address of `origin` as all configuration together gives it; '' without one. */
async function remoteOf(git: Git, signal?: AbortSignal): Promise<string> {
  const url = await ask(git, signal, 'config', '--get', 'remote.origin.url');
  if (!isShort(url)) return url;
  const rules = await ask(git, signal, 'config', '--null', '--get-regexp', '^url\\..*\\.insteadof$');
  return insteadOf(
    url,
    rules.split('\0').flatMap(entry => {
      const [, base, prefix] = /^url\.([^\n]+)\.insteadof\n([^]*)$/i.exec(entry) ?? [];
      return base === undefined || prefix === undefined ? [] : [{ base, prefix }];
    }),
  );
}

async function fromGit(git: Git, signal?: AbortSignal): Promise<Said> {
  const [head, remoteHead, known] = await Promise.all([
    ask(git, signal, 'symbolic-ref', '--quiet', '--short', 'HEAD'),
    ask(git, signal, 'symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'),
    ask(
      git,
      signal,
      'for-each-ref',
      '--format=%(refname)',
      'refs/remotes/origin/main',
      'refs/remotes/origin/master',
      ...usual.map(heads),
    ),
  ]);
  const names = known.split('\n').map(ref => ref.replace(/^refs\/(heads|remotes\/origin)\//, ''));
  return { head, remoteHead, names, remote: undefined };
}

/** Git's answer in one line; '' where it has none. */
async function ask(git: Git, signal: AbortSignal | undefined, ...args: readonly string[]): Promise<string> {
  try {
    const { exitCode, stdout } = await git.run(args, { accept: [0, 1, 2, 128], ...(signal && { signal }) });
    return exitCode === 0 ? stdout.trim() : '';
  } catch {
    // no git, no repository, not trusted: the branches are unknown, which is a fact of its own
    return '';
  }
}

function slugOf(url: string): string | undefined {
  const [, slug] =
    /^(?:https?:\/\/(?:[^@/]+@)?|ssh:\/\/git@|git@|git:\/\/)github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      url,
    ) ?? [];
  return slug;
}
