import { GitError } from '../repository/ports';
import type { Git, GitResult } from '../repository/ports';
import { optional } from './refs';
import type { ChangedFile, Changes } from './types';

const rawDiff = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev'];

/** What changed between two commits or trees. In a partial clone: as much as is on this computer. */
export async function readChanges(
  git: Git,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<Changes> {
  const full = await ifPresent(git.run([...rawDiff, '--numstat', '-M', from, to], optional({}, signal)));
  return full === undefined
    ? readPaths(git, from, to, signal)
    : summed(parseChanges(full.stdout), true, true);
}

/** Which files changed, without their lines and without following renames: only folders are compared. */
export async function readPaths(git: Git, from: string, to: string, signal?: AbortSignal): Promise<Changes> {
  const names = await ifPresent(git.run([...rawDiff, '--no-renames', from, to], optional({}, signal)));
  return summed(parseChanges(names?.stdout ?? ''), false, names !== undefined);
}

/** The answer, or nothing where what it needs is not on this computer. */
export async function ifPresent(running: ReturnType<Git['run']>): Promise<GitResult | undefined> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof GitError && error.reason === 'missingObject') return undefined;
    throw error;
  }
}

function summed(files: readonly ChangedFile[], linesKnown: boolean, filesKnown: boolean): Changes {
  const total = (side: 'added' | 'removed') => files.reduce((sum, file) => sum + (file[side] ?? 0), 0);
  return { files, added: total('added'), removed: total('removed'), linesKnown, filesKnown };
}

const statuses: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  C: 'added',
  D: 'deleted',
  R: 'renamed',
  T: 'typeChanged',
};
const submoduleMode = '160000';

/** The output of `diff-tree -z --raw [--numstat]`: first an entry for every file, then its numbers. */
export function parseChanges(text: string): readonly ChangedFile[] {
  const tokens = text.split('\0')[Symbol.iterator]();
  const next = () => tokens.next().value ?? '';
  const entries: Omit<ChangedFile, 'added' | 'removed'>[] = [];
  const numbers = new Map<string, { added: number | undefined; removed: number | undefined }>();
  for (let token = next(); token !== ''; token = next()) {
    if (token.startsWith(':')) entries.push(readEntry(token, next));
    else {
      const [added, removed, path] = splitNumbers(token);
      if (path === '') next(); // the old name of a rename
      numbers.set(path === '' ? next() : path, { added: count(added), removed: count(removed) });
    }
  }
  return entries.map(entry => ({
    added: undefined,
    removed: undefined,
    ...entry,
    ...numbers.get(entry.path),
  }));
}

function readEntry(token: string, next: () => string): Omit<ChangedFile, 'added' | 'removed'> {
  const [oldMode = '', newMode = '', , , kind = ''] = token.slice(1).split(' ');
  const submodule = [oldMode, newMode].includes(submoduleMode) ? { submodule: true as const } : {};
  const status = statuses[kind[0] ?? ''] ?? 'modified';
  const first = next();
  if (kind.startsWith('R')) return { path: next(), from: first, status, ...submodule };
  // a copy is an added file
  return { path: kind.startsWith('C') ? next() : first, status, ...submodule };
}

/** A path may contain tabs, so only the first two separate. */
function splitNumbers(token: string): [string, string, string] {
  const first = token.indexOf('\t');
  const second = token.indexOf('\t', first + 1);
  return [token.slice(0, first), token.slice(first + 1, second), token.slice(second + 1)];
}

/** `-` stands for a binary file. */
const count = (text: string) => (text === '-' ? undefined : Number(text));
