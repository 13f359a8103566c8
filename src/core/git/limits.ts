import type { Git } from '../repository/ports';
import { lines, optional } from './refs';

/** What a clone lacks. */
export interface CloneLimits {
  /** The history is cut off at some depth. */
  readonly shallow: boolean;
  /** Contents stay at the remote until somebody asks for them. */
  readonly partial: boolean;
}

/** Whether history or contents are missing on this computer. */
export async function cloneLimits(git: Git, signal?: AbortSignal): Promise<CloneLimits> {
  const [shallow, promisor] = await Promise.all([
    git.stateFile('shallow'),
    git.run(
      ['config', '-z', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'],
      optional({ accept: [0, 1] }, signal),
    ),
  ]);
  return { shallow: shallow !== undefined, partial: promisor.stdout !== '' };
}

/** The ids of the trees of commits. The trees themselves may be missing. */
export async function treesOf(
  git: Git,
  commits: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { stdout } = await git.run(
    ['log', '--no-walk=unsorted', '--format=%T', ...commits, '--'],
    optional({}, signal),
  );
  return lines(stdout);
}
