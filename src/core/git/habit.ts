import type { Git } from '../repository/ports';
import { readCommits } from './commits';
import type { Commit } from './types';

/** How changes got into the main line lately. */
export interface MergeHabit {
  /** How many commits of the main line were looked at. */
  readonly looked: number;
  readonly merges: number;
  /** Single commits that name a pull request: `... (#123)`. */
  readonly squashes: number;
  readonly plain: number;
  /** What most of them are; `undefined` without a clear habit. Plain commits are rebased or pushed directly. */
  readonly usual: 'merge' | 'squash' | 'plain' | undefined;
}

/** The habit in the last `looked` commits of the main line at `into` (an id). */
export async function mergeHabit(
  git: Git,
  into: string,
  looked = 40,
  signal?: AbortSignal,
): Promise<MergeHabit> {
  return habitOf(await readCommits(git, ['--first-parent', `-n${looked}`, into], signal));
}

/** The habit in these commits of a main line. */
export function habitOf(commits: readonly Pick<Commit, 'parents' | 'subject'>[]): MergeHabit {
  const merges = commits.filter(({ parents }) => parents.length > 1).length;
  const squashes = commits.filter(
    ({ parents, subject }) => parents.length < 2 && /\((#|!)\d+\)$/.test(subject),
  ).length;
  const plain = commits.length - merges - squashes;
  const counts = { merge: merges, squash: squashes, plain };
  const usual = (['merge', 'squash', 'plain'] as const).find(kind => counts[kind] > 0.6 * commits.length);
  return { looked: commits.length, merges, squashes, plain, usual: commits.length < 5 ? undefined : usual };
}
