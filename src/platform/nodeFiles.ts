import { constants, existsSync, readlinkSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import type { FileEntry, FileListing, Files, Git } from '../core/repository/ports';
import { byFolder } from '../core/repository/read/paths';
import { english } from '../core/translate';
import type { Translate } from '../core/translate';
import { NotAllowed, readBytes } from './readBytes';
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
/** Paths that are asked about by name rather than by listing all. */
const mostNamed = 100;
/** A pipe would otherwise wait for somebody to write into it. */
const reading = constants.O_RDONLY | constants.O_NONBLOCK;
/** Windows has no such flag: there every path is followed to its end before it is opened. */
const noFollow = constants.O_NOFOLLOW as number | undefined;
const isLink = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ELOOP';

/** Where Linux tells which file was opened, links followed: cheaper than following them first, and surer. */
const openedFiles = process.platform === 'linux' && existsSync('/proc/self/fd') ? '/proc/self/fd' : undefined;
const isInside = (real: string, base: string) =>
  real === base || real.startsWith(base.endsWith(sep) ? base : base + sep);

/** The files of one folder on disk. Nothing outside of the folder is read, whatever links say. */
export function nodeFiles(root: string, options: NodeFilesOptions = {}): Files {
  const { git, maxFiles = 50_000, maxBytes = 1024 * 1024, t = english } = options;
  const folder = resolve(root);
  let home: Promise<string> | undefined;
  const places = new Map<string, Promise<string>>();
  let placesSince = 0;
  let listedByGit = false;
  return {
    list: async () => {
      const known = git && (await listByGit(git));
      listedByGit = known !== undefined && known.files.length > 0 && known.files.length <= maxFiles;
      // a folder that git knows nothing of may itself be ignored by a repository around it
      const { files, omitted } = known?.files.length ? known : await walk(folder, maxFiles, t);
      const sorted = inOrder(files) ? files : [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
      return {
        files: sorted.slice(0, maxFiles),
        omitted: sorted.length > maxFiles ? [...omitted, tooMany(maxFiles, t)] : omitted,
      };
    },
    read: path => readText(path),
    listed: async paths => {
      // what was walked, or cut off, is for a whole listing to tell
      const found = git && listedByGit && paths.length <= mostNamed ? await listByGit(git, paths) : undefined;
      return found?.omitted.length === 0 ? found.files.map(({ path }) => path) : undefined;
    },
    ahead: async () => {
      const workflows = '.github/workflows';
      const names = await readdir(join(folder, workflows)).catch(() => []);
      return names.map(name => `${workflows}/${name}`);
    },
    ...(git && { holding: texts => search(git, texts) }),
  };

  async function readText(path: string): Promise<string | undefined> {
    try {
      const bytes = await bytesOf(path);
      return bytes && textOf(bytes);
    } catch {
      // missing, unreadable, outside, no file or a loop of links: for the reader there is no such text
      return undefined;
    }
  }

  /** Reads a file that lies in the folder, once every link on the way is followed. */
  async function bytesOf(path: string): Promise<Uint8Array | undefined> {
    if (noFollow !== undefined && openedFiles !== undefined)
      try {
        const base = await (home ??= realpath(folder));
        const allows = (file: number): boolean => isInside(readlinkSync(`${openedFiles}/${file}`), base);
        return await readBytes(join(folder, path), reading | noFollow, { maxBytes, allows });
      } catch (error) {
        // somewhere else, or links of which one may lead back: each is followed and looked at
        if (!isLink(error) && !(error instanceof NotAllowed)) throw error;
      }
    const parent = await placeOf(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (noFollow !== undefined)
      try {
        return await readBytes(join(parent, name), reading | noFollow, { maxBytes });
      } catch (error) {
        if (!isLink(error)) throw error;
      }
    const real = await inside(await realpath(join(parent, name)));
    return readBytes(real, reading | (noFollow ?? 0), { maxBytes });
  }

  /** Where a folder really is; asked again after a moment, because it may have become a link. */
  function placeOf(path: string): Promise<string> {
    const now = performance.now();
    if (now - placesSince > 1000) {
      places.clear();
      placesSince = now;
    }
    const known = places.get(path) ?? realpath(join(folder, path)).then(inside);
    places.set(path, known);
    return known;
  }

  async function inside(real: string): Promise<string> {
    const base = await (home ??= realpath(folder));
    if (!isInside(real, base)) throw new Error('It lies outside of the folder.');
    return real;
  }

  async function search(port: Git, texts: readonly string[]): Promise<readonly string[] | undefined> {
    try {
      const patterns = texts.flatMap(text => ['-e', text]);
      const args = ['grep', '-lzIF', '--untracked', '--no-recurse-submodules', ...patterns, '--'];
      const { stdout } = await port.run(args, { accept: [0, 1] });
      return stdout.split('\0').filter(path => path !== '');
    } catch {
      // no repository: whoever asks reads the files
      return undefined;
    }
  }

  async function listByGit(port: Git, only?: readonly string[]): Promise<FileListing | undefined> {
    try {
      const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
      const { stdout } = await port.run(only ? [...args, '--', ...only] : args);
      const files: FileEntry[] = [];
      const nested: string[] = [];
      const skipped = new Set<string>();
      const skippedIn = byFolder(skippedPart);
      let before = '';
      for (const path of stdout.split('\0')) {
        // a file in conflict is listed once for each of its versions
        if (path === before || path === '' || isOutside(path)) continue;
        before = path;
        if (path.endsWith('/')) nested.push(path.slice(0, -1));
        else {
          const part = skippedIn(path);
          if (part === undefined) files.push({ path });
          else skipped.add(part);
        }
      }
      return {
        files,
        omitted: [
          ...nested.map(path => t('{0} is a repository of its own and was not read.', path)),
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
const inOrder = (files: readonly FileEntry[]) =>
  files.every(({ path }, index) => index === 0 || (files[index - 1]?.path ?? '') <= path);
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
