import type { Git } from '../repository/ports';
import { touchedBy } from './areas';
import { readChanges } from './changes';
import { commitsById } from './commits';
import { readParting, type Parting } from './parting';
import { lines, optional, requireCommit } from './refs';
import type { Changes, Commit, Touched } from './types';

/** A commit, and whether it exists on this computer only. */
export interface OwnCommit extends Commit {
  readonly onlyHere: boolean;
}

/** What a pull request from one branch into another would contain. */
export interface BranchComparison {
  readonly from: string;
  readonly into: string;
  /** Where the two have grown apart; `undefined` for unrelated histories. */
  readonly base: string | undefined;
  readonly ahead: number;
  readonly behind: number;
  /** Newest first, at most `limit`; `ahead` counts them all. */
  readonly commits: readonly OwnCommit[];
  /** How many of the commits no remote-tracking branch has. */
  readonly onlyHere: number;
  readonly changes: Changes;
  readonly touched: Touched;
}

const nothing: Changes = { files: [], added: 0, removed: 0, linesKnown: true, filesKnown: true };
const unknown: Changes = { ...nothing, linesKnown: false, filesKnown: false };

/** What `from` has that `into` does not, as a pull request would show it. Both are names or ids. */
export async function compareBranch(
  git: Git,
  from: string,
  into: string,
  { limit = 100, signal }: { readonly limit?: number; readonly signal?: AbortSignal } = {},
): Promise<BranchComparison> {
  const [source, target] = await Promise.all([
    requireCommit(git, from, signal),
    requireCommit(git, into, signal),
  ]);
  return compareCommits(git, source, target, readParting(git, source, target, signal), {
    limit,
    ...(signal ? { signal } : {}),
  });
}

/** As {@link compareBranch}, of two ids that are known to be commits. */
export async function compareCommits(
  git: Git,
  source: string,
  target: string,
  parting: Parting,
  { limit = 100, signal }: { readonly limit?: number; readonly signal?: AbortSignal } = {},
): Promise<BranchComparison> {
  const [{ own, others }, [base], unpublished] = await Promise.all([
    parting.apart,
    parting.bases,
    git.run(['rev-list', source, `^${target}`, '--not', '--remotes'], optional({}, signal)),
  ]);
  const [commits, changes] = await Promise.all([
    commitsById(git, own.slice(0, limit), signal),
    own.length === 0 ? nothing : base === undefined ? unknown : readChanges(git, base, source, signal),
  ]);
  const onlyHere = new Set(lines(unpublished.stdout));
  return {
    from: source,
    into: target,
    base,
    ahead: own.length,
    behind: others.length,
    commits: commits.map(commit => ({ ...commit, onlyHere: onlyHere.has(commit.id) })),
    onlyHere: onlyHere.size,
    changes,
    touched: touchedBy(changes.files),
  };
}
