import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithUs } from './commands.mjs';

/** A new temporary folder; the name is short because VS Code puts sockets into it, whose paths may not be long. */
export function makeTemporary() {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tpm-lens-'));
  endWithUs(() => removeTemporary(folder));
  return folder;
}

/**
 * A browser that was told to end may go on writing for a while. What still cannot be removed is left to the system:
 * it is no reason for a run to fail.
 * @param {string} folder
 */
export function removeTemporary(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  } catch (error) {
    console.error(`${folder} is left behind: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Gives `use` a temporary folder that is gone afterwards.
 * @template Result
 * @param {(folder: string) => Promise<Result>} use
 * @returns {Promise<Result>}
 */
export async function inTemporary(use) {
  const folder = makeTemporary();
  try {
    return await use(folder);
  } finally {
    removeTemporary(folder);
  }
}
