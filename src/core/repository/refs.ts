import type { Git } from './ports';
import type { Repository } from './pipelines/github/context';

export interface Refs extends Repository {
  readonly branch: string | undefined;
  /** `group/name` on GitLab, where the remote is one. */
  readonly gitlabPath: string | undefined;
  /** The remote is Azure Repos. */
  readonly azure?: boolean;
}

/** The branch that is checked out, the default branch and the repository's name on GitHub, as far as git knows. */
export async function readRefs(git: Git | undefined, signal?: AbortSignal): Promise<Refs> {
  if (!git) return { branch: undefined, defaultBranch: undefined, slug: undefined, gitlabPath: undefined };
  const ask = async (...args: readonly string[]): Promise<string> => {
    try {
      const { exitCode, stdout } = await git.run(args, { accept: [0, 1, 2, 128], ...(signal && { signal }) });
      return exitCode === 0 ? stdout.trim() : '';
    } catch {
      // no git, no repository, not trusted: the branches are unknown, which is a fact of its own
      return '';
    }
  };
  const [head, remoteHead, known, remote] = await Promise.all([
    ask('symbolic-ref', '--quiet', '--short', 'HEAD'),
    ask('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'),
    ask(
      'for-each-ref',
      '--format=%(refname)',
      'refs/remotes/origin/main',
      'refs/remotes/origin/master',
      'refs/heads/main',
      'refs/heads/master',
      'refs/heads/trunk',
      'refs/heads/develop',
    ),
    ask('config', '--get', 'remote.origin.url'),
  ]);
  const names = known.split('\n').map(ref => ref.replace(/^refs\/(heads|remotes\/origin)\//, ''));
  const usual = ['main', 'master', 'trunk', 'develop'].find(name => names.includes(name));
  const defaultBranch =
    remoteHead === '' ? (usual ?? (head === '' ? undefined : head)) : remoteHead.replace(/^origin\//, '');
  const azure = /dev\.azure\.com|visualstudio\.com/.test(remote);
  const gitlabPath = /gitlab[\w.-]*[:/]([\w.-]+(?:\/[\w.-]+)+?)(?:\.git)?\/?$/.exec(remote)?.[1];
  return { branch: head === '' ? undefined : head, defaultBranch, slug: slugOf(remote), gitlabPath, azure };
}

function slugOf(url: string): string | undefined {
  const [, slug] =
    /^(?:https?:\/\/(?:[^@/]+@)?|ssh:\/\/git@|git@|git:\/\/)github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      url,
    ) ?? [];
  return slug;
}
