import type { Git } from '../repository/ports';
import { firstConflict, parseHunks } from './hunks';
import type { Hunk } from './hunks';
import { inParallel } from './parallel';
import { optional } from './refs';
import type { ConflictStage, PredictedConflict } from './types';

/** An entry of a tree, as one side has it. */
interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly id: string;
}

/** What one side did to the files of the base, by the path in the base; and what it added. */
interface Side {
  readonly changed: ReadonlyMap<string, Entry | undefined>;
  readonly original: ReadonlyMap<string, Entry>;
  readonly added: ReadonlyMap<string, Entry>;
}

/**
 * The conflicts of a merge, judged file by file: for a git that cannot try a merge itself. Renamed folders are not
 * followed, so this is inferred.
 */
export async function threeWay(
  git: Git,
  base: string,
  into: string,
  from: string,
  signal?: AbortSignal,
): Promise<readonly PredictedConflict[]> {
  const [ours, theirs] = await Promise.all([
    readSide(git, base, into, signal),
    readSide(git, base, from, signal),
  ]);
  const both = [...ours.changed.keys()].filter(path => theirs.changed.has(path));
  const changed = await inParallel(both, 4, path =>
    bothChanged(git, ours.original.get(path), ours.changed.get(path), theirs.changed.get(path), signal),
  );
  const added = [...ours.added].flatMap(([path, mine]): PredictedConflict[] => {
    const other = theirs.added.get(path);
    const same = other?.id === mine.id && other.mode === mine.mode;
    return other === undefined || same ? [] : [{ file: path, kind: 'contents', into: mine, from: other }];
  });
  const clashes = [...foldersOverFiles(ours, theirs), ...foldersOverFiles(theirs, ours)];
  return [...changed.flat(), ...added, ...clashes];
}

async function readSide(git: Git, base: string, side: string, signal?: AbortSignal): Promise<Side> {
  const { stdout } = await git.run(
    ['diff-tree', '-r', '-z', '-M', '--raw', '--no-abbrev', base, side],
    optional({}, signal),
  );
  const tokens = stdout.split('\0');
  const changed = new Map<string, Entry | undefined>();
  const original = new Map<string, Entry>();
  const added = new Map<string, Entry>();
  for (let at = 0; at < tokens.length && tokens[at] !== '';) {
    const [oldMode = '', mode = '', oldId = '', id = '', kind = ''] = (tokens[at] ?? '').slice(1).split(' ');
    const first = tokens[at + 1] ?? '';
    const renamed = /^[RC]/.test(kind);
    const path = renamed ? (tokens[at + 2] ?? '') : first;
    if (kind === 'A' || kind.startsWith('C')) added.set(path, { path, mode, id });
    else {
      original.set(first, { path: first, mode: oldMode, id: oldId });
      changed.set(first, kind === 'D' ? undefined : { path, mode, id });
    }
    at += renamed ? 3 : 2;
  }
  return { changed, original, added };
}

async function bothChanged(
  git: Git,
  base: ConflictStage | undefined,
  into: Entry | undefined,
  from: Entry | undefined,
  signal?: AbortSignal,
): Promise<readonly PredictedConflict[]> {
  if (base === undefined || (into === undefined && from === undefined)) return [];
  if (into === undefined || from === undefined) {
    const kept = into ?? from;
    const kind = kept?.path === base.path ? 'modify/delete' : 'rename/delete';
    return [{ file: kept?.path ?? base.path, kind, base, ...(into && { into }), ...(from && { from }) }];
  }
  const stages = { base, into, from };
  if (into.path !== base.path && from.path !== base.path && into.path !== from.path)
    return [base.path, into.path, from.path].map(file => ({ file, kind: 'rename/rename', ...stages }));
  const file = into.path === base.path ? from.path : into.path;
  if (into.mode !== from.mode && into.mode !== base.mode && from.mode !== base.mode)
    return [{ file, kind: 'distinct modes', ...stages }];
  if (into.id === from.id || into.id === base.id || from.id === base.id) return [];
  if (base.mode === '160000') return [{ file, kind: 'submodule', ...stages }];
  const outcome = await compareContents(git, base.id, into.id, from.id, signal);
  return outcome === 'clean' ? [] : [{ file, kind: outcome === 'binary' ? 'binary' : 'contents', ...stages }];
}

async function compareContents(git: Git, base: string, into: string, from: string, signal?: AbortSignal) {
  const [text, mine, theirs] = await Promise.all([
    git.run(['cat-file', 'blob', base], optional({}, signal)),
    hunksBetween(git, base, into, signal),
    hunksBetween(git, base, from, signal),
  ]);
  if (mine === 'binary' || theirs === 'binary') return 'binary';
  return firstConflict(text.stdout.split('\n'), mine, theirs) === undefined ? 'clean' : 'contents';
}

/** What changed between two contents, line by line. */
export async function hunksBetween(
  git: Git,
  before: string,
  after: string,
  signal?: AbortSignal,
): Promise<readonly Hunk[] | 'binary'> {
  const { stdout } = await git.run(
    ['diff', '--no-renames', '-U0', '--inter-hunk-context=0', '--diff-algorithm=histogram', before, after],
    optional({}, signal),
  );
  return /^Binary files /m.test(stdout.split('\n@@', 1)[0] ?? '') ? 'binary' : parseHunks(stdout);
}

/** Files of one side that lie where the other side has a folder. */
function foldersOverFiles(files: Side, folders: Side): readonly PredictedConflict[] {
  const parents = new Set(
    [...folders.added.keys()].flatMap(path =>
      path
        .split('/')
        .slice(0, -1)
        .map((_name, index, all) => all.slice(0, index + 1).join('/')),
    ),
  );
  return [...files.added.keys()]
    .filter(path => parents.has(path))
    .map(file => ({ file, kind: 'file/directory' }));
}
