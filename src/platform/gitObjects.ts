import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Runs `work` with an environment in which new objects go to a temporary folder, so that trying out a merge leaves no
 * trace in the repository whose objects (at `objects`) it reads.
 */
export async function withTemporaryObjects<T>(
  objects: string,
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const temporary = await mkdtemp(join(tmpdir(), 'tpm-lens-objects-'));
  try {
    return await work({
      GIT_OBJECT_DIRECTORY: temporary,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(resolve(objects)),
    });
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A folder's name may hold the character that separates the list. */
const quoted = (path: string) => `"${path.replaceAll(/["\\]/g, '\\$&')}"`;
