import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileEntry, FileListing, Files, Git } from '../core/repository/ports';
import { english } from '../core/translate';
import type { Translate } from '../core/translate';
import { isSkippedFolder, skippedPart } from './skipped';
import { textOf } from './text';

/** How `nodeFiles` lists and reads. */
export interface NodeFilesOptions {
  /** Asked for the files that are not ignored; without it every file counts. */
  readonly git?: Git;
  readonly maxFiles?: number;
  /** Bytes of a file that is still read. */
  readonly maxBytes?: number;
  readonly t?: Translate;
}

const maxDepth = 40;

/** The files of one folder on disk. Nothing outside of the folder is read, whatever links say. */
export function nodeFiles(root: string, options: NodeFilesOptions = {}): Files {
  const { git, maxFiles = 50_000, maxBytes = 1024 * 1024, t = english } = options;
  const folder = resolve(root);
  return {
    list: async () => {
      const known = git && (await listByGit(git));
      // a folder that git knows nothing of may itself be ignored by a repository around it
      const { files, omitted } = known?.files.length ? known : await walk(folder, maxFiles, t);
      const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
      return {
        files: sorted.slice(0, maxFiles),
        omitted: sorted.length > maxFiles ? [...omitted, tooMany(maxFiles, t)] : omitted,
      };
    },
    read: path => readText(folder, path, maxBytes),
  };

  async function listByGit(port: Git): Promise<FileListing | undefined> {
    try {
      const { stdout } = await port.run(['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
      const paths = [...new Set(stdout.split('\0').filter(path => path !== '' && !isOutside(path)))];
      const nested = paths.filter(path => path.endsWith('/'));
      const skipped = new Set(paths.flatMap(path => skippedPart(path) ?? []));
      return {
        files: paths
          .filter(path => !path.endsWith('/') && skippedPart(path) === undefined)
          .map(path => ({ path })),
        omitted: [
          ...nested.map(path => t('{0} is a repository of its own and was not read.', path.slice(0, -1))),
          ...[...skipped].map(path => t('{0} holds installed or generated code and was not read.', path)),
        ],
      };
    } catch {
      // no git, no repository: the walk below needs neither
      return undefined;
    }
  }
}

const tooMany = (limit: number, t: Translate) =>
  t('There are more than {0} files; the rest was not looked at.', limit);
const isOutside = (path: string) => path.startsWith('../') || path === '..' || isAbsolute(path);

async function walk(folder: string, maxFiles: number, t: Translate): Promise<FileListing> {
  const files: FileEntry[] = [];
  const omitted: string[] = [];
  const pending = [{ path: '', depth: 0 }];
  for (let next = pending.shift(); next !== undefined && files.length <= maxFiles; next = pending.shift()) {
    const { path, depth } = next;
    let entries;
    try {
      entries = await readdir(join(folder, path), { withFileTypes: true });
    } catch {
      // permissions, or it went away meanwhile
      omitted.push(t('{0} could not be read.', path || '.'));
      continue;
    }
    for (const entry of entries) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      // links to folders are not followed, so there are no loops; links to files are checked when read
      if (entry.isFile() || entry.isSymbolicLink()) files.push({ path: below });
      else if (!entry.isDirectory()) continue;
      else if (isSkippedFolder(entry.name)) {
        if (entry.name !== '.git')
          omitted.push(t('{0} holds installed or generated code and was not read.', below));
      } else if (depth >= maxDepth) omitted.push(t('{0} lies too deep and was not read.', below));
      else pending.push({ path: below, depth: depth + 1 });
    }
  }
  return { files, omitted };
}

async function readText(folder: string, path: string, maxBytes: number): Promise<string | undefined> {
  try {
    const [base, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    const inside = relative(base, real);
    if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) return undefined;
    // a pipe or a device would never end
    if (!(await lstat(real)).isFile()) return undefined;
    const file = await open(real, 'r');
    try {
      const { size } = await file.stat();
      if (size > maxBytes) return undefined;
      return textOf(await file.readFile());
    } finally {
      await file.close();
    }
  } catch {
    // missing, unreadable or a loop of links: for the reader there is no such text
    return undefined;
  }
}
