import { GitError } from '../repository/ports';
import type { Git } from '../repository/ports';
import { cloneLimits, treesOf } from './limits';
import { undecidedPaths } from './mergeDrivers';
import { parseMergeTree } from './mergeTree';
import type { MergeTreeAnswer } from './mergeTree';
import { readParting, type Parting } from './parting';
import { atLeast, optional, requireCommit } from './refs';
import { threeWay } from './threeWay';
import type { MergeNote, MergePrediction, PredictedConflict, Relation } from './types';

/**
 * What merging `from` into `into` would do. The repository is not changed. Git decides (2.38 or later); an older git
 * is stood in for by our own comparison of the files that both sides changed.
 */
export async function predictMerge(
  git: Git,
  from: string,
  into: string,
  signal?: AbortSignal,
): Promise<MergePrediction> {
  const [source, target] = await Promise.all([
    requireCommit(git, from, signal),
    requireCommit(git, into, signal),
  ]);
  return predictCommits(git, source, target, signal);
}

/** As {@link predictMerge}, of two ids that are known to be commits. */
export async function predictCommits(
  git: Git,
  source: string,
  target: string,
  signal?: AbortSignal,
  parting: Parting = readParting(git, source, target, signal),
): Promise<MergePrediction> {
  const [bases, apart, limits, [targetTree = '', sourceTree]] = await Promise.all([
    parting.bases,
    parting.apart,
    cloneLimits(git, signal),
    treesOf(git, [target, source], signal),
  ]);
  const base = bases[0];
  const relation = relationOf(source, target, base);
  const notes: MergeNote[] = [
    ...(limits.shallow ? (['shallow'] as const) : []),
    ...(limits.partial ? (['partialClone'] as const) : []),
    ...(bases.length > 1 ? (['severalBases'] as const) : []),
    ...(relation === 'unrelated' && !limits.shallow ? (['unrelated'] as const) : []),
  ];
  const known = {
    from: source,
    into: target,
    base,
    relation,
    ahead: apart.own.length,
    behind: apart.others.length,
  };
  if (relation === 'unrelated') {
    // in a shallow clone the common ancestor may only be out of sight
    const confidence = limits.shallow ? 'unknown' : 'stated';
    return { ...known, byContent: false, conflicts: [], undecided: [], confidence, notes };
  }
  if (relation !== 'diverged' || base === undefined) {
    const byContent = relation === 'fastForward' && sourceTree === targetTree;
    return { ...known, byContent, conflicts: [], undecided: [], confidence: 'stated', notes };
  }
  const outcome = await tryMerge(git, { base, into: target, from: source, tree: targetTree }, signal);
  const all = [...notes, ...outcome.notes];
  const submodules = outcome.conflicts.some(conflict =>
    stagesOf(conflict).some(stage => stage.mode === '160000'),
  );
  return {
    ...known,
    ...outcome,
    confidence: outcome.confidence === 'stated' && limits.shallow ? 'inferred' : outcome.confidence,
    notes: submodules ? [...all, 'submodule'] : all,
  };
}

type Outcome = Pick<MergePrediction, 'byContent' | 'conflicts' | 'undecided' | 'confidence' | 'notes'>;

/** The three versions of a file in conflict that there are. */
export const stagesOf = ({ base, into, from }: PredictedConflict) =>
  [base, into, from].filter(stage => stage !== undefined);

/** How one commit stands to another, by their common ancestor. */
export function relationOf(from: string, into: string, base: string | undefined): Relation {
  if (base === undefined) return 'unrelated';
  if (base === from) return 'alreadyMerged';
  return base === into ? 'fastForward' : 'diverged';
}

/** Whether two commits hold the same files. */
export async function sameTree(git: Git, a: string, b: string, signal?: AbortSignal): Promise<boolean> {
  const [first, second] = await treesOf(git, [a, b], signal);
  return first === second;
}

/** The merge of two commits that have grown apart since `base`; `tree`: the files of `into`. */
export async function tryMerge(
  git: Git,
  {
    base,
    into,
    from,
    tree,
  }: { readonly base: string; readonly into: string; readonly from: string; readonly tree: string },
  signal?: AbortSignal,
): Promise<Outcome> {
  return atLeast(await git.version(), [2, 38])
    ? judge(git, await mergeTree(git, into, from, signal), tree, signal)
    : withoutMergeTree(git, base, into, from, signal);
}

/** What git says of the merge; an error where it could not try. */
async function mergeTree(git: Git, into: string, from: string, signal?: AbortSignal): Promise<Merged> {
  try {
    const { exitCode, stdout } = await git.run(
      ['merge-tree', '--write-tree', '-z', '--messages', into, from],
      optional({ accept: [0, 1], writesObjects: true }, signal),
    );
    return { clean: exitCode === 0, ...parseMergeTree(stdout, [into, from]) };
  } catch (error) {
    if (
      error instanceof GitError &&
      ['missingObject', 'timeout', 'tooLarge', 'failed'].includes(error.reason)
    )
      return error;
    throw error;
  }
}

type Merged = (MergeTreeAnswer & { readonly clean: boolean }) | GitError;

async function judge(git: Git, merged: Merged, tree: string, signal?: AbortSignal): Promise<Outcome> {
  if (merged instanceof GitError)
    return { byContent: false, conflicts: [], undecided: [], confidence: 'unknown', notes: ['failed'] };
  const undecided = await undecidedPaths(git, [...new Set(merged.conflicts.map(({ file }) => file))], signal);
  return {
    byContent: merged.clean && merged.tree === tree,
    conflicts: merged.conflicts.filter(({ file }) => !undecided.includes(file)),
    undecided,
    confidence: undecided.length > 0 ? 'unknown' : 'stated',
    notes: undecided.length > 0 ? ['mergeDriver'] : [],
  };
}

async function withoutMergeTree(
  git: Git,
  base: string,
  into: string,
  from: string,
  signal?: AbortSignal,
): Promise<Outcome> {
  const conflicts = await threeWay(git, base, into, from, signal);
  return { byContent: false, conflicts, undecided: [], confidence: 'inferred', notes: ['oldGit'] };
}
