import { GitError } from '../repository/ports';
import type { Git } from '../repository/ports';

/** Whether `version` is at least `wanted`. */
export function atLeast(version: readonly number[], wanted: readonly number[]): boolean {
  for (const [index, number] of wanted.entries()) {
    const own = version[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

/**
 * The id of the commit that a name stands for: a branch, a tag, an id, or an expression such as `HEAD~2`. A branch
 * that exists only at a remote is found by its plain name. Whatever the name says, only ids go on from here.
 */
export async function resolveCommit(
  git: Git,
  name: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  // no name contains NUL, and no process can be asked about one
  if (name === '' || name.includes('\0')) return undefined;
  return (await verify(git, name, signal)) ?? remoteCommit(git, name, signal);
}

async function verify(git: Git, name: string, signal?: AbortSignal): Promise<string | undefined> {
  // before 2.30 `rev-parse` did not know the option that keeps a name from being read as an option
  const guarded = atLeast(await git.version(), [2, 30]);
  if (!guarded && name.startsWith('-')) return undefined;
  const guard = guarded ? ['--end-of-options'] : [];
  const id = await answerOrNothing(
    git.run(
      ['rev-parse', '--verify', '--quiet', ...guard, `${name}^{commit}`],
      optional({ accept: [0, 1] }, signal),
    ),
  );
  return id !== undefined && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

/** `feature/x` where only `refs/remotes/origin/feature/x` exists. */
async function remoteCommit(git: Git, name: string, signal?: AbortSignal): Promise<string | undefined> {
  // what a branch name cannot contain would be a pattern here
  if (!/^[^\s~^:?*[\\-][^\s~^:?*[\\]*$/.test(name)) return undefined;
  const { stdout } = await git.run(
    ['for-each-ref', '--format=%(refname)', `refs/remotes/*/${name}`],
    optional({}, signal),
  );
  const found = lines(stdout);
  const ref = found.find(candidate => candidate.startsWith('refs/remotes/origin/')) ?? found[0];
  return ref === undefined ? undefined : verify(git, ref, signal);
}

/** As {@link resolveCommit}, but a name that leads nowhere is an error with a sentence. */
export async function requireCommit(git: Git, name: string, signal?: AbortSignal): Promise<string> {
  const id = await resolveCommit(git, name, signal);
  if (id === undefined)
    throw new GitError(`There is no commit, branch or tag called ${JSON.stringify(name)}.`, 'failed');
  return id;
}

/** The trimmed answer; nothing where git ran but had no good answer. Other failures stay failures. */
export async function answerOrNothing(running: ReturnType<Git['run']>): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await running;
    return exitCode === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
  } catch (error) {
    if (error instanceof GitError && (error.reason === 'failed' || error.reason === 'missingObject'))
      return undefined;
    throw error;
  }
}

/** Options with the signal only where there is one (`exactOptionalPropertyTypes`). */
export const optional = <T extends object>(
  options: T,
  signal: AbortSignal | undefined,
): T & { signal?: AbortSignal } => (signal === undefined ? options : { ...options, signal });

/** The lines of an answer, without the empty one at the end. */
export const lines = (text: string): string[] => text.split('\n').filter(line => line !== '');

/** `refs/heads/a/b` → `a/b`, `refs/remotes/origin/a` → `origin/a`, `refs/tags/v1` → `v1` */
export const shortName = (ref: string): string => ref.replace(/^refs\/(heads|remotes|tags)\//, '');

/** The branch's own name: `refs/remotes/origin/a/b`, `origin/a/b` and `refs/heads/a/b` → `a/b`. */
export function branchName(ref: string, remotes: readonly string[] = ['origin']): string {
  const short = shortName(ref);
  const remote = remotes.find(name => short.startsWith(`${name}/`));
  return remote === undefined || ref.startsWith('refs/heads/') ? short : short.slice(remote.length + 1);
}
