import { compareCommits, type BranchComparison } from '../git/compare';
import { conflictDetails, type ConflictDetail } from '../git/conflictDetails';
import { commitsById } from '../git/commits';
import { readParting } from '../git/parting';
import { predictCommits, relationOf } from '../git/predict';
import type { DefaultBranch, MergePrediction } from '../git/types';
import type { Git } from '../repository/ports';
import type { BranchStory, ConflictSides } from './input';

export interface StoryOf {
  readonly name: string;
  /** The commit it ends with. */
  readonly id: string;
  readonly checkedOut: boolean;
}

export interface StoryOptions {
  /** Told what is known before the merge has been tried, which takes longest. */
  readonly report?: (soFar: BranchStory) => void;
  readonly signal?: AbortSignal;
}

const drawnOfMain = 8;

/** Everything the page about one branch needs from git. */
export async function readStory(
  git: Git,
  of: StoryOf,
  into: DefaultBranch,
  { report, signal }: StoryOptions = {},
): Promise<BranchStory> {
  const parting = readParting(git, of.id, into.id, signal);
  const [beside, prediction] = await Promise.all([
    besideMain(git, of, into, parting, signal).then(found => {
      report?.({ ...found, trying: true });
      return found;
    }),
    predictCommits(git, of.id, into.id, signal, parting),
  ]);
  const details = await conflictDetails(git, prediction, 3, signal);
  return { ...beside, prediction, sides: details.map(detail => sidesOf(detail, of.checkedOut)) };
}

/** The branch beside the one it would be merged into, without trying that. */
async function besideMain(
  git: Git,
  { name, id, checkedOut }: StoryOf,
  into: DefaultBranch,
  parting: ReturnType<typeof readParting>,
  signal?: AbortSignal,
): Promise<BranchStory> {
  const comparison = await compareCommits(git, id, into.id, parting, signal ? { signal } : {});
  const { base, commits, changes, touched } = comparison;
  const { own, others } = await parting.apart;
  const named = [base, own.at(-1), ...(base === undefined ? [] : others.slice(0, drawnOfMain))];
  const byId = new Map(
    (await commitsById(git, [...new Set(named.flatMap(wanted => wanted ?? []))], signal)).map(commit => [
      commit.id,
      commit,
    ]),
  );
  const [baseCommit, begunBy, ...mainCommits] = named.map(wanted => byId.get(wanted ?? ''));
  return {
    name,
    checkedOut,
    prediction: untried(comparison),
    commits,
    mainCommits: mainCommits.flatMap(commit => commit ?? []),
    base: baseCommit,
    begunBy,
    local:
      into.remote === undefined
        ? new Set()
        : new Set(commits.filter(({ onlyHere }) => onlyHere).map(commit => commit.id)),
    changes,
    touched,
    sides: [],
  };
}

const untried = ({ from, into, base, ahead, behind }: BranchComparison): MergePrediction => ({
  from,
  into,
  base,
  relation: relationOf(from, into, base),
  ahead,
  behind,
  byContent: false,
  conflicts: [],
  undecided: [],
  confidence: 'unknown',
  notes: [],
});

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
