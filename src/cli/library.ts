import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLibrary, type Library } from '../core/content/library';
import type { LibraryIndex } from '../core/content/types';
import { UsageError } from './usage';

/** The compiled library beside the program. */
export async function compiledLibrary(folder = join(__dirname, 'content')): Promise<Library> {
  const read = async (path: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, path), 'utf8'));
  const index = await read('index.json').catch(() => {
    throw new UsageError(`the compiled content is missing at ${folder}; build first`);
  });
  return openLibrary(index as LibraryIndex, read);
}
