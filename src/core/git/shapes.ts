import type { Git } from '../repository/ports';
import { readCommits } from './commits';
import type { Commit, MergePrediction } from './types';

/** A commit to draw. `key` is unique in its drawing and names it in `parents`. */
export interface DrawnCommit {
  readonly key: string;
  /** `undefined`: the merge would make this commit. */
  readonly id: string | undefined;
  readonly subject: string;
  readonly parents: readonly string[];
  readonly lane: 'into' | 'from';
}

/** A history, oldest first; `omitted` commits of the branch are left out after the first one drawn. */
export interface Shape {
  readonly commits: readonly DrawnCommit[];
  readonly omitted: number;
}

/** What each way to merge would leave in the history of `into`. */
export interface HistoryShapes {
  readonly before: Shape;
  readonly merge: Shape;
  readonly squash: Shape;
  readonly rebase: Shape;
}

/** The three ways to merge, on these very commits, with at most `limit` of each side drawn. */
export async function historyShapes(
  git: Git,
  { from, into, base }: Pick<MergePrediction, 'from' | 'into' | 'base'>,
  { limit = 6, signal }: { readonly limit?: number; readonly signal?: AbortSignal } = {},
): Promise<HistoryShapes> {
  const [own, main] = await Promise.all([
    readCommits(git, ['--topo-order', '-n500', from, `^${into}`], signal),
    readCommits(git, ['--first-parent', `-n${limit + 1}`, into], signal),
  ]);
  const start = main.findIndex(({ id }) => id === base);
  const root = main[start];
  const line = start === -1 ? main.slice(0, limit) : main.slice(0, start);
  return shapesOf([...own].reverse(), [...line].reverse(), root, limit);
}

/** The drawings for the commits of the branch and of the main line since the branch began, both oldest first. */
export function shapesOf(
  own: readonly Commit[],
  main: readonly Commit[],
  base: Commit | undefined,
  limit: number,
): HistoryShapes {
  const mainLine = chain([...(base ? [base] : []), ...main].map(existing), undefined, 'into');
  const start = base?.id ?? main[0]?.id;
  const tip = mainLine.at(-1)?.key;
  const title = own.at(-1)?.subject ?? '';
  const shown = own.length <= limit ? own : [...own.slice(0, 1), ...own.slice(1 - limit)];
  const omitted = own.length - shown.length;
  const branch = chain(shown.map(existing), start, 'from');
  const simple = own.filter(({ parents }) => parents.length < 2);
  const copied = simple.length <= limit ? simple : [...simple.slice(0, 1), ...simple.slice(1 - limit)];
  const made = (key: string, subject: string, parents: readonly (string | undefined)[]): DrawnCommit => ({
    key,
    id: undefined,
    subject,
    parents: parents.filter(parent => parent !== undefined),
    lane: 'into',
  });
  return {
    before: { commits: [...mainLine, ...branch], omitted },
    merge: { commits: [...mainLine, ...branch, made('merge', title, [tip, branch.at(-1)?.key])], omitted },
    squash: { commits: [...mainLine, made('squash', title, [tip])], omitted: 0 },
    rebase: {
      commits: [...mainLine, ...chain(copied.map(copy), tip, 'into')],
      omitted: simple.length - copied.length,
    },
  };
}

type Drawn = Pick<DrawnCommit, 'key' | 'id' | 'subject'>;
const existing = ({ id, subject }: Commit): Drawn => ({ key: id, id, subject });
const copy = ({ id, subject }: Commit): Drawn => ({ key: `new-${id}`, id: undefined, subject });

const chain = (
  commits: readonly Drawn[],
  start: string | undefined,
  lane: DrawnCommit['lane'],
): readonly DrawnCommit[] =>
  commits.map((commit, index) => {
    const parent = commits[index - 1]?.key ?? start;
    return { ...commit, lane, parents: parent === undefined ? [] : [parent] };
  });
