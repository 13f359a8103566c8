import { GitError } from '../repository/ports';
import type { Git } from '../repository/ports';
import { readCommits } from './commits';
import { firstConflict } from './hunks';
import type { ConflictingLines } from './hunks';
import { inParallel } from './parallel';
import { lines, optional } from './refs';
import { hunksBetween } from './threeWay';
import type { Commit, ConflictStage, MergePrediction, PredictedConflict } from './types';

/** A conflict with both sides of its first conflicting lines, and who wrote them. */
export interface ConflictDetail extends PredictedConflict {
  /** The first conflicting lines; `undefined` where there are none to show (binary, deleted, not on this computer). */
  readonly conflictingLines: ConflictingLines | undefined;
  /** The commits of each side that made these lines what they are, newest first. */
  readonly intoCommits: readonly Commit[];
  readonly fromCommits: readonly Commit[];
  /** The contents are kept in Git LFS; what is in conflict is a pointer. */
  readonly lfs: boolean;
}

/** Details of the first `limit` conflicts of a prediction. */
export async function conflictDetails(
  git: Git,
  prediction: MergePrediction,
  limit = 3,
  signal?: AbortSignal,
): Promise<readonly ConflictDetail[]> {
  return inParallel(prediction.conflicts.slice(0, limit), 2, conflict =>
    detail(git, prediction, conflict, signal),
  );
}

async function detail(
  git: Git,
  { base, from, into, ahead, behind }: MergePrediction,
  conflict: PredictedConflict,
  signal?: AbortSignal,
): Promise<ConflictDetail> {
  const found = await conflictingLinesOf(git, conflict, signal);
  const authors = (tip: string, stage: ConflictStage | undefined, side: 'into' | 'from', since: number) =>
    base === undefined
      ? Promise.resolve([])
      : changedBy(
          git,
          base,
          tip,
          [stage?.path ?? conflict.file, conflict.base?.path ?? conflict.file],
          since > blamedCommits ? undefined : found?.lines?.[side],
          signal,
        );
  const [intoCommits, fromCommits] = await Promise.all([
    authors(into, conflict.into, 'into', behind),
    authors(from, conflict.from, 'from', ahead),
  ]);
  return { ...conflict, conflictingLines: found?.lines, intoCommits, fromCommits, lfs: found?.lfs ?? false };
}

/** Asking line by line takes long in a long history; then the last commit that changed the file must do. */
const blamedCommits = 500;
const pointer = 'version https://git-lfs.github.com/spec/';
const isRegular = ({ mode }: ConflictStage) => mode.startsWith('100');

/** The versions may be virtual (several merge bases, renames) and then exist nowhere: no lines to show. */
async function conflictingLinesOf(git: Git, conflict: PredictedConflict, signal?: AbortSignal) {
  const { base, into, from } = conflict;
  if (into === undefined || from === undefined || ![into, from].every(isRegular)) return undefined;
  try {
    // both sides added the file: everything in it is new
    const start = base?.id;
    const [text, mine, theirs] = await Promise.all([
      start === undefined ? { stdout: '' } : git.run(['cat-file', 'blob', start], optional({}, signal)),
      start === undefined ? wholeFile(git, into.id, signal) : hunksBetween(git, start, into.id, signal),
      start === undefined ? wholeFile(git, from.id, signal) : hunksBetween(git, start, from.id, signal),
    ]);
    if (mine === 'binary' || theirs === 'binary') return undefined;
    const changed = [...mine, ...theirs].flatMap(hunk => hunk.lines);
    const lfs = text.stdout.startsWith(pointer) || changed.some(line => line.startsWith(pointer));
    return { lines: firstConflict(text.stdout.split('\n'), mine, theirs), lfs };
  } catch (error) {
    if (error instanceof GitError && ['failed', 'missingObject', 'tooLarge'].includes(error.reason))
      return undefined;
    throw error;
  }
}

async function wholeFile(git: Git, id: string, signal?: AbortSignal) {
  const { stdout } = await git.run(['cat-file', 'blob', id], optional({}, signal));
  if (stdout.includes('\0')) return 'binary';
  return [{ baseStart: 1, baseLength: 0, start: 1, lines: stdout.replace(/\n$/, '').split('\n') }];
}

/** The commits since `base` whose lines these are; for deleted lines the last one that changed the file. */
async function changedBy(
  git: Git,
  base: string,
  tip: string,
  paths: readonly string[],
  side: { readonly start: number; readonly lines: readonly string[] } | undefined,
  signal?: AbortSignal,
): Promise<readonly Commit[]> {
  const [path = ''] = paths;
  const ids = new Set<string>();
  if (side !== undefined && side.lines.length > 0) {
    const range = `${side.start},${side.start + side.lines.length - 1}`;
    try {
      const blamed = await git.run(
        ['blame', '--porcelain', '-L', range, `^${base}`, tip, '--', path],
        optional({}, signal),
      );
      for (const line of ownLines(blamed.stdout)) ids.add(line);
    } catch (error) {
      if (!(error instanceof GitError) || error.reason === 'aborted') throw error;
    }
  }
  const selection =
    ids.size > 0
      ? ['--no-walk', ...[...ids].slice(0, 10)]
      : ['-1', '--no-merges', tip, `^${base}`, '--', ...new Set(paths)];
  return readCommits(git, selection, signal);
}

/** Ids in `blame --porcelain`, without the boundary, which stands for "as it was before". */
function ownLines(porcelain: string): readonly string[] {
  const ids: string[] = [];
  const boundary = new Set<string>();
  let current = '';
  for (const line of lines(porcelain)) {
    const id = /^([0-9a-f]{40,64}) \d+ \d+/.exec(line)?.[1];
    if (id !== undefined) ids.push((current = id));
    else if (line === 'boundary') boundary.add(current);
  }
  return ids.filter(id => !boundary.has(id));
}
