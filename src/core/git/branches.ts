import type { Git } from '../repository/ports';
import { touchedBy } from './areas';
import { readChanges } from './changes';
import { countApart, isBot, readCommits } from './commits';
import { patchIsIn } from './content';
import { inParallel } from './parallel';
import { sameTree, tryMerge } from './predict';
import { lines, optional, shortName } from './refs';
import type { DefaultBranch, Touched } from './types';

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
  readonly subject: string;
  /** ISO 8601, of the newest commit. */
  readonly lastDate: string;
  readonly ahead: number;
  readonly behind: number;
  readonly files: number;
  readonly added: number;
  readonly removed: number;
  readonly linesKnown: boolean;
  readonly touched: Touched;
  readonly conflicts: 'none' | 'some' | 'unknown';
  readonly conflictedFiles: readonly string[];
}

/** What is on its way, and what was left out. */
export interface UnmergedBranches {
  /** Newest first. */
  readonly branches: readonly RemoteBranch[];
  /** Branches without a commit for `staleDays`. */
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
  readonly signal?: AbortSignal;
}

const day = 24 * 60 * 60 * 1000;

/** The branches at the remote that are not in its default branch, newest first, the newest ones in detail. */
export async function unmergedBranches(
  git: Git,
  into: DefaultBranch,
  { now, staleDays = 90, limit = 20, signal }: UnmergedOptions,
): Promise<UnmergedBranches> {
  if (into.remote === undefined) return { branches: [], stale: 0, byContent: [], notCompared: 0 };
  const all = await listUnmerged(git, into, signal);
  const fresh = all.filter(({ time }) => now - time <= staleDays * day);
  const compared = await inParallel(fresh.slice(0, limit), 3, branch => describe(git, branch, into, signal));
  return {
    branches: compared.flatMap(({ branch }) => branch ?? []),
    stale: all.length - fresh.length,
    byContent: compared.flatMap(({ branch, name }) => (branch === undefined ? name : [])),
    notCompared: Math.max(0, fresh.length - limit),
  };
}

interface Listed {
  readonly ref: string;
  readonly id: string;
  readonly time: number;
}

async function listUnmerged(git: Git, into: DefaultBranch, signal?: AbortSignal): Promise<readonly Listed[]> {
  const { stdout } = await git.run(
    [
      'for-each-ref',
      '--sort=-committerdate',
      '--format=%(refname)%00%(symref)%00%(objectname)%00%(committerdate:unix)',
      `--no-merged=${into.id}`,
      `refs/remotes/${into.remote ?? ''}/`,
    ],
    optional({}, signal),
  );
  return lines(stdout).flatMap(line => {
    const [ref = '', symref = '', id = '', time = ''] = line.split('\0');
    return symref === '' ? [{ ref, id, time: Number(time) * 1000 }] : [];
  });
}

interface Described {
  readonly name: string;
  /** `undefined`: already in the default branch by content. */
  readonly branch: RemoteBranch | undefined;
}

async function describe(
  git: Git,
  { ref, id }: Listed,
  into: DefaultBranch,
  signal?: AbortSignal,
): Promise<Described> {
  const name = shortName(ref).slice((into.remote ?? '').length + 1);
  const [apart, base, own] = await Promise.all([
    countApart(git, into.id, id, signal),
    git.run(['merge-base', into.id, id], optional({ accept: [0, 1] }, signal)),
    // the first commit of its own tells who started it; of a very long branch the last hundreds must do
    readCommits(git, ['-n500', id, `^${into.id}`], signal),
  ]);
  const start = lines(base.stdout)[0];
  const [changes, merge] = await Promise.all([
    start === undefined ? undefined : readChanges(git, start, id, signal),
    start === undefined ? undefined : outcome(git, start, into.id, id, signal),
  ]);
  const counts = { ahead: apart.onlyB, behind: apart.onlyA };
  const there =
    merge?.byContent === true ||
    (start !== undefined &&
      (merge?.conflicts.length ?? 0) > 0 &&
      (await patchIsIn(git, { base: start, tip: id, into: into.id, ...counts }, signal)));
  if (there) return { name, branch: undefined };
  const [last, first] = [own[0], own.at(-1)];
  const files = changes?.files ?? [];
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
      ...counts,
      files: files.length,
      added: changes?.added ?? 0,
      removed: changes?.removed ?? 0,
      linesKnown: changes?.linesKnown ?? false,
      touched: touchedBy(files),
      conflicts:
        merge === undefined || merge.confidence === 'unknown'
          ? 'unknown'
          : merge.conflicts.length > 0
            ? 'some'
            : 'none',
      conflictedFiles: [...new Set((merge?.conflicts ?? []).map(({ file }) => file))],
    },
  };
}

/** A merge that is not one is known without trying. */
async function outcome(git: Git, base: string, into: string, from: string, signal?: AbortSignal) {
  if (base !== into) return tryMerge(git, base, into, from, signal);
  const byContent = await sameTree(git, into, from, signal);
  return { byContent, conflicts: [], undecided: [], confidence: 'stated' as const, notes: [] };
}
