import type * as vscode from 'vscode';
import type { FileListing, Files } from '../core/repository/ports';
import { english } from '../core/translate';
import type { Translate } from '../core/translate';
import { isSkippedFolder, skippedPart } from './skipped';
import { textOf } from './text';

/** The part of `vscode.workspace` that is needed. */
export interface WorkspaceAccess {
  readonly fs: Pick<vscode.FileSystem, 'readDirectory' | 'readFile' | 'stat'>;
  /** `vscode.workspace.findFiles` with a pattern for everything below the folder; rejects or finds nothing on some hosts. */
  findFiles(limit: number): Thenable<readonly vscode.Uri[]>;
  /** `vscode.Uri.joinPath` */
  joinPath(base: vscode.Uri, ...segments: string[]): vscode.Uri;
}

/** How `workspaceFiles` lists and reads. */
export interface WorkspaceFilesOptions {
  readonly maxFiles?: number;
  readonly maxBytes?: number;
  readonly t?: Translate;
}

const parallelListings = 16;

/** `vscode.FileType` without the module, which does not exist in unit tests. */
const fileType = { file: 1, folder: 2, link: 64 };

/**
 * The files below `root` by the editor's own file system, for virtual workspaces and the browser. A listing over a
 * network is slow, so search is asked first; a host without a search provider is walked, folder by folder.
 */
export function workspaceFiles(
  root: vscode.Uri,
  access: WorkspaceAccess,
  options: WorkspaceFilesOptions = {},
): Files {
  const { maxFiles = 5_000, maxBytes = 1024 * 1024, t = english } = options;
  const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
  const tooMany = () => t('There are more than {0} files; the rest was not looked at.', maxFiles);

  return {
    list: async () => {
      const { files, omitted } = (await search()) ?? (await walk());
      const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
      return {
        files: sorted.slice(0, maxFiles),
        omitted: sorted.length > maxFiles ? [...omitted, tooMany()] : omitted,
      };
    },
    read: async path => {
      if (path.split('/').includes('..')) return undefined;
      const uri = access.joinPath(root, path);
      try {
        const { type, size } = await access.fs.stat(uri);
        return (type & fileType.file) !== 0 && size <= maxBytes
          ? textOf(await access.fs.readFile(uri))
          : undefined;
      } catch {
        // missing or offline: for the reader there is no such text
        return undefined;
      }
    },
  };

  async function search(): Promise<FileListing | undefined> {
    try {
      const found = await access.findFiles(maxFiles + 1);
      const files = found
        .filter(({ path }) => path.startsWith(prefix))
        .map(({ path }) => ({ path: path.slice(prefix.length) }))
        .filter(({ path }) => skippedPart(path) === undefined);
      return files.length > 0 ? { files, omitted: [] } : undefined;
    } catch {
      // no search provider for this scheme
      return undefined;
    }
  }

  async function walk(): Promise<FileListing> {
    const files: { path: string }[] = [];
    const omitted: string[] = [];
    const level: string[] = [''];
    while (level.length > 0 && files.length <= maxFiles) {
      const listings = await Promise.all(level.splice(0, parallelListings).map(list));
      for (const { path, entries } of listings) {
        if (entries === undefined) omitted.push(t('{0} could not be read.', path || '.'));
        for (const [name, type] of entries ?? []) {
          const below = path === '' ? name : `${path}/${name}`;
          if ((type & fileType.folder) === 0) files.push({ path: below });
          else if ((type & fileType.link) === 0 && !isSkippedFolder(name)) level.push(below);
        }
      }
    }
    return { files, omitted };
  }

  async function list(path: string) {
    try {
      const uri = path === '' ? root : access.joinPath(root, ...path.split('/'));
      return { path, entries: await access.fs.readDirectory(uri) };
    } catch {
      // stated in the listing
      return { path, entries: undefined };
    }
  }
}
