import type { Git } from '../repository/ports';
import { touchedBy } from './areas';
import { readChanges, readPaths } from './changes';
import { commitsById, isBot } from './commits';
import { patchIsIn } from './content';
import { forkIn, reach, readGraph } from './graph';
import type { Fork } from './graph';
import { treesOf } from './limits';
import { inParallel } from './parallel';
import { sameTree, tryMerge } from './predict';
import { lines, optional, shortName } from './refs';
import type { Commit, DefaultBranch, MergePrediction, Touched } from './types';

/** A branch at the remote that is not in the default branch: something on its way. */
export interface RemoteBranch {
  /** Without the remote: `feature/cart`. */
  readonly name: string;
  readonly ref: string;
  readonly id: string;
  /** Who made the first commit of its own; hostile text. */
  readonly author: string;
  readonly authorEmail: string;
  /** Made by a program: dependency updates and the like. */
  readonly bot: boolean;
  /** Of the newest commit; hostile text. */
  readonly subject: string;
  /** ISO 8601, of the newest commit. */
  readonly lastDate: string;
  /**
   * A line of its own, such as a release branch: it parted long ago (or out of sight, in a shallow clone) or has very
   * many commits. Not compared in detail:
   * `ahead` and `behind` are at least so many, `files`, `touched` and `conflicts` may be unknown.
   */
  readonly longLived: boolean;
  readonly ahead: number;
  readonly behind: number;
  readonly files: number;
  readonly added: number;
  readonly removed: number;
  readonly linesKnown: boolean;
  /** False: `files` and `touched` say nothing. */
  readonly filesKnown: boolean;
  readonly touched: Touched;
  /** `pending`: not tried yet, as in what `report` is given. */
  readonly conflicts: 'none' | 'some' | 'unknown' | 'pending';
  readonly conflictedFiles: readonly string[];
}

/** What is on its way, and what was left out. */
export interface UnmergedBranches {
  /** Newest first. */
  readonly branches: readonly RemoteBranch[];
  /** Branches without a commit for `staleDays`; not looked at, so some may be merged. */
  readonly stale: number;
  /** Branches whose change is in the default branch already, by content (inferred): names, newest first. */
  readonly byContent: readonly string[];
  /** Branches beyond `limit`, not compared. */
  readonly notCompared: number;
}

export interface UnmergedOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly staleDays?: number;
  readonly limit?: number;
  /**
   * Told what is known so far, each time more is: at first who, when and how much of every branch, with `pending`
   * conflicts. Merging far-apart branches on trial takes its time; nobody should look at an empty page for it.
   */
  readonly report?: (soFar: UnmergedBranches) => void;
  /** The merges on trial wait for this: that what was reported first can be seen. */
  readonly shown?: Promise<unknown>;
  readonly signal?: AbortSignal;
}

const day = 24 * 60 * 60 * 1000;
/** How far the history is read: what parted within half a year is found cheaply, the rest by a longer walk. */
const walkedDays = [180, 1000];
/** More commits than that and the branch is no single change on its way. */
const manyCommits = 200;

/** The branches at the remote that are not in its default branch, newest first, the newest ones in detail. */
export async function unmergedBranches(
  git: Git,
  into: DefaultBranch,
  { now, staleDays = 90, limit = 20, report, shown, signal }: UnmergedOptions,
): Promise<UnmergedBranches> {
  if (into.remote === undefined) return { branches: [], stale: 0, byContent: [], notCompared: 0 };
  const all = await listBranches(git, into, signal);
  const fresh = all.filter(({ time }) => now - time <= staleDays * day);
  let unmerged: readonly Placed[] = [];
  let chosen: readonly Placed[] = [];
  let byId: ReadonlyMap<string, Commit> = new Map();
  let described: Described[] = [];
  const soFar = (): UnmergedBranches => ({
    branches: described.flatMap(({ branch }) => branch ?? []),
    stale: all.length - fresh.length,
    byContent: described.flatMap(({ branch, name }) => (branch === undefined ? name : [])),
    notCompared: unmerged.length - chosen.length + Math.max(0, fresh.length - 3 * limit),
  });
  // merged ones do not count: a few more than `limit` are placed
  for await (const placed of placeBranches(git, into, fresh.slice(0, 3 * limit), now, signal)) {
    unmerged = placed.filter(({ fork }) => fork.own.length > 0);
    chosen = unmerged.slice(0, limit);
    const named = new Set(chosen.flatMap(({ id, fork }) => [id, fork.own.at(-1) ?? id]));
    byId = new Map((await commitsById(git, [...named], signal)).map(commit => [commit.id, commit]));
    described = chosen.map(branch => listed(branch, into, byId));
    report?.(soFar());
  }
  const [tree = ''] = await treesOf(git, [into.id], signal);
  await shown;
  await inParallel([...chosen.entries()], 3, async ([index, branch]) => {
    described[index] = await describe(git, branch, { into, tree, byId }, signal);
    report?.(soFar());
  });
  return soFar();
}

interface Listed {
  readonly ref: string;
  readonly id: string;
  readonly time: number;
}

async function listBranches(git: Git, into: DefaultBranch, signal?: AbortSignal): Promise<readonly Listed[]> {
  const { stdout } = await git.run(
    [
      'for-each-ref',
      '--sort=-committerdate',
      '--format=%(refname)%00%(symref)%00%(objectname)%00%(committerdate:unix)',
      `refs/remotes/${into.remote ?? ''}/`,
    ],
    optional({}, signal),
  );
  return lines(stdout).flatMap(line => {
    const [ref = '', symref = '', id = '', time = ''] = line.split('\0');
    return symref === '' && ref !== into.ref ? [{ ref, id, time: Number(time) * 1000 }] : [];
  });
}

/** A branch with its place; without a `base` it parted before the history that was read. */
interface Placed extends Listed {
  readonly fork: Omit<Fork, 'base'> & { readonly base: string | undefined };
}

/**
 * Where the branches parted from the default branch: one walk for all of them, a longer one for those that need it. Gives
 * what is known after each; all of them at last.
 */
async function* placeBranches(
  git: Git,
  into: DefaultBranch,
  listed: readonly Listed[],
  now: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly Placed[]> {
  const found = new Map<string, Placed['fork']>();
  const isKnown = (id: string) => {
    const fork = found.get(id);
    return fork !== undefined && (fork.base !== undefined || fork.own.length > manyCommits);
  };
  const placed = (which: readonly Listed[]) =>
    which.flatMap(branch => {
      const fork = found.get(branch.id);
      return fork === undefined ? [] : [{ ...branch, fork }];
    });
  for (const days of walkedDays) {
    const missing = listed.filter(({ id }) => !isKnown(id));
    if (missing.length === 0) break;
    if (found.size > 0) yield placed(listed.filter(({ id }) => isKnown(id)));
    // from the oldest tip, so that a quiet repository is not cut off above its branches
    const from = Math.min(now, ...missing.map(({ time }) => time)) - days * day;
    const graph = await readGraph(
      git,
      [into.id, ...missing.map(({ id }) => id)],
      Math.max(0, Math.floor(from / 1000)),
      signal,
    );
    const main = reach(graph, into.id);
    for (const { id } of missing) found.set(id, forkIn(graph, main, id) ?? partly(reach(graph, id), main));
  }
  yield placed(listed);
}

const partly = (ofTip: ReadonlySet<string>, main: ReadonlySet<string>): Placed['fork'] => ({
  own: [...ofTip].filter(id => !main.has(id)),
  behind: [...main].filter(id => !ofTip.has(id)).length,
  base: undefined,
});

/** A branch as far as it is known. */
interface Described {
  readonly name: string;
  /** `undefined`: already in the default branch by content. */
  readonly branch: RemoteBranch | undefined;
}

interface Surroundings {
  readonly into: DefaultBranch;
  readonly tree: string;
  readonly byId: ReadonlyMap<string, Commit>;
}

/** What the list of commits alone says of a branch: nothing of its files, and no merge was tried. */
function listed(
  { ref, id, fork }: Placed,
  into: DefaultBranch,
  byId: ReadonlyMap<string, Commit>,
): { readonly name: string; readonly branch: RemoteBranch } {
  const name = shortName(ref).slice((into.remote ?? '').length + 1);
  const { own, behind, base } = fork;
  const longLived = base === undefined || own.length > manyCommits;
  const last = byId.get(id);
  const first = byId.get(own.at(-1) ?? id) ?? last;
  return {
    name,
    branch: {
      name,
      ref,
      id,
      author: first?.author ?? '',
      authorEmail: first?.authorEmail ?? '',
      bot: first !== undefined && isBot(first),
      subject: last?.subject ?? '',
      lastDate: last?.date ?? '',
      longLived,
      ahead: own.length,
      behind,
      files: 0,
      added: 0,
      removed: 0,
      linesKnown: false,
      filesKnown: false,
      touched: touchedBy([]),
      conflicts: longLived ? 'unknown' : 'pending',
      conflictedFiles: [],
    },
  };
}

async function describe(
  git: Git,
  placed: Placed,
  around: Surroundings,
  signal?: AbortSignal,
): Promise<Described> {
  const { into, byId } = around;
  const { name, branch } = listed(placed, into, byId);
  const { id, fork } = placed;
  const { own, behind, base } = fork;
  const { longLived } = branch;
  const [changes, merge] = await Promise.all([
    base === undefined
      ? undefined
      : longLived
        ? readPaths(git, base, id, signal)
        : readChanges(git, base, id, signal),
    longLived || base === undefined ? undefined : outcome(git, base, id, around, signal),
  ]);
  const there =
    merge?.byContent === true ||
    (base !== undefined &&
      (merge?.conflicts.length ?? 0) > 0 &&
      (await patchIsIn(git, { base, tip: id, into: into.id, ahead: own.length, behind }, signal)));
  if (there) return { name, branch: undefined };
  const files = changes?.files ?? [];
  return {
    name,
    branch: {
      ...branch,
      files: files.length,
      added: changes?.added ?? 0,
      removed: changes?.removed ?? 0,
      linesKnown: changes?.linesKnown ?? false,
      filesKnown: changes?.filesKnown ?? false,
      touched: touchedBy(files),
      conflicts: conflictsOf(merge),
      conflictedFiles: [...new Set((merge?.conflicts ?? []).map(({ file }) => file))],
    },
  };
}

function conflictsOf(
  merge: Pick<MergePrediction, 'conflicts' | 'confidence'> | undefined,
): RemoteBranch['conflicts'] {
  if (merge === undefined) return 'unknown';
  if (merge.conflicts.length > 0) return 'some';
  return merge.confidence === 'unknown' ? 'unknown' : 'none';
}

/** A merge that only moves the branch along is known without trying. */
async function outcome(
  git: Git,
  base: string,
  from: string,
  { into, tree }: Surroundings,
  signal?: AbortSignal,
) {
  if (base !== into.id) return tryMerge(git, { base, into: into.id, from, tree }, signal);
  const byContent = await sameTree(git, into.id, from, signal);
  return { byContent, conflicts: [], undecided: [], confidence: 'stated' as const, notes: [] };
}
