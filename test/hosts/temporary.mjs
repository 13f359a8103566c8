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

/** @param {string} folder */
export const removeTemporary = folder => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

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
