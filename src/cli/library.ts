import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLibrary, type Library } from '../core/content/library';
import type { LibraryIndex } from '../core/content/types';
import { UsageError } from './usage';

/** One file of the compiled content beside the program. */
export const compiledFile = async (path: string): Promise<unknown> => {
  const folder = join(__dirname, 'content');
  const text = await readFile(join(folder, path), 'utf8').catch(() => {
    throw new UsageError(`the compiled content is missing at ${folder}; build first`);
  });
  return JSON.parse(text);
};

/** The compiled library beside the program. */
export const compiledLibrary = async (): Promise<Library> =>
  openLibrary((await compiledFile('index.json')) as LibraryIndex, compiledFile);
