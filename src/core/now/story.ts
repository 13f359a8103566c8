import { compareBranch } from '../git/compare';
import { conflictDetails, type ConflictDetail } from '../git/conflictDetails';
import { readCommits } from '../git/commits';
import { predictMerge } from '../git/predict';
import type { DefaultBranch } from '../git/types';
import type { Git } from '../repository/ports';
import type { BranchStory, ConflictSides } from './input';

export interface StoryOf {
  readonly name: string;
  /** A ref, a name or an id. */
  readonly ref: string;
  readonly checkedOut: boolean;
}

const drawnOfMain = 8;

/** Everything the page about one branch needs from git. */
export async function readStory(
  git: Git,
  { name, ref, checkedOut }: StoryOf,
  into: DefaultBranch,
  signal?: AbortSignal,
): Promise<BranchStory> {
  const [comparison, prediction] = await Promise.all([
    compareBranch(git, ref, into.id, signal ? { signal } : {}),
    predictMerge(git, ref, into.id, signal),
  ]);
  const { from, base } = prediction;
  const [mainCommits, baseCommits, first, details] = await Promise.all([
    prediction.behind > 0 && base !== undefined
      ? readCommits(git, [`-n${drawnOfMain}`, into.id, `^${from}`], signal)
      : [],
    base === undefined ? [] : readCommits(git, ['-n1', base], signal),
    comparison.ahead > comparison.commits.length
      ? readCommits(git, ['-n500', from, `^${into.id}`], signal)
      : comparison.commits,
    conflictDetails(git, prediction, 3, signal),
  ]);
  return {
    name,
    checkedOut,
    prediction,
    commits: comparison.commits,
    mainCommits,
    base: baseCommits[0],
    begunBy: first.at(-1),
    local:
      into.remote === undefined
        ? new Set()
        : new Set(comparison.commits.filter(({ onlyHere }) => onlyHere).map(({ id }) => id)),
    changes: comparison.changes,
    touched: comparison.touched,
    sides: details.map(detail => sidesOf(detail, checkedOut)),
  };
}

/** The line is the one of the file that the reader would open: of the branch that is checked out. */
const sidesOf = (
  { file, kind, conflictingLines: lines, intoCommits, fromCommits }: ConflictDetail,
  checkedOut: boolean,
): ConflictSides => ({
  file,
  kind,
  lines: lines && {
    at: Math.max(1, checkedOut ? lines.from.start : lines.into.start),
    base: lines.base.lines.join('\n'),
    into: lines.into.lines.join('\n'),
    from: lines.from.lines.join('\n'),
  },
  intoCommit: intoCommits[0],
  fromCommit: fromCommits[0],
});
