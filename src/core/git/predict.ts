import { GitError } from '../repository/ports';
import type { Git } from '../repository/ports';
import { countApart } from './commits';
import { cloneLimits } from './limits';
import { undecidedPaths } from './mergeDrivers';
import { parseMergeTree } from './mergeTree';
import { answerOrNothing, atLeast, lines, optional, requireCommit } from './refs';
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
  const [bases, apart, limits] = await Promise.all([
    mergeBases(git, target, source, signal),
    countApart(git, target, source, signal),
    cloneLimits(git, signal),
  ]);
  const base = bases[0];
  const relation = relationOf(source, target, base);
  const notes: MergeNote[] = [
    ...(limits.shallow ? (['shallow'] as const) : []),
    ...(limits.partial ? (['partialClone'] as const) : []),
    ...(bases.length > 1 ? (['severalBases'] as const) : []),
    ...(relation === 'unrelated' ? (['unrelated'] as const) : []),
  ];
  const known = { from: source, into: target, base, relation, ahead: apart.onlyB, behind: apart.onlyA };
  if (relation === 'unrelated') {
    // in a shallow clone the common ancestor may only be out of sight
    const confidence = limits.shallow ? 'unknown' : 'stated';
    return { ...known, byContent: false, conflicts: [], undecided: [], confidence, notes };
  }
  if (relation !== 'diverged' || base === undefined) {
    const byContent = relation === 'fastForward' && (await sameTree(git, source, target, signal));
    return { ...known, byContent, conflicts: [], undecided: [], confidence: 'stated', notes };
  }
  const outcome = await tryMerge(git, base, target, source, signal);
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

async function mergeBases(git: Git, a: string, b: string, signal?: AbortSignal): Promise<readonly string[]> {
  return lines((await git.run(['merge-base', '--all', a, b], optional({ accept: [0, 1] }, signal))).stdout);
}

function relationOf(from: string, into: string, base: string | undefined): Relation {
  if (base === undefined) return 'unrelated';
  if (base === from) return 'alreadyMerged';
  return base === into ? 'fastForward' : 'diverged';
}

/** Whether two commits hold the same files. */
export async function sameTree(git: Git, a: string, b: string, signal?: AbortSignal): Promise<boolean> {
  const { stdout } = await git.run(['rev-parse', `${a}^{tree}`, `${b}^{tree}`], optional({}, signal));
  const [first, second] = lines(stdout);
  return first === second;
}

/** The merge of two commits that have grown apart since `base`. */
export async function tryMerge(
  git: Git,
  base: string,
  into: string,
  from: string,
  signal?: AbortSignal,
): Promise<Outcome> {
  try {
    if (!atLeast(await git.version(), [2, 38])) return await withoutMergeTree(git, base, into, from, signal);
    const [merged, tree] = await Promise.all([
      git.run(
        ['merge-tree', '--write-tree', '-z', '--messages', into, from],
        optional({ accept: [0, 1], writesObjects: true }, signal),
      ),
      answerOrNothing(git.run(['rev-parse', `${into}^{tree}`], optional({}, signal))),
    ]);
    const answer = parseMergeTree(merged.stdout, [into, from]);
    const undecided = await undecidedPaths(
      git,
      [...new Set(answer.conflicts.map(({ file }) => file))],
      signal,
    );
    return {
      byContent: merged.exitCode === 0 && answer.tree === tree,
      conflicts: answer.conflicts.filter(({ file }) => !undecided.includes(file)),
      undecided,
      confidence: undecided.length > 0 ? 'unknown' : 'stated',
      notes: undecided.length > 0 ? ['mergeDriver'] : [],
    };
  } catch (error) {
    if (
      !(error instanceof GitError) ||
      !['missingObject', 'timeout', 'tooLarge', 'failed'].includes(error.reason)
    )
      throw error;
    return { byContent: false, conflicts: [], undecided: [], confidence: 'unknown', notes: ['failed'] };
  }
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
