import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** What was installed or downloaded once stays here; git ignores it. */
export const cache = join(root, '.tpm-lens-cache');

/** @param {...string} names */
export const inProject = (...names) => join(root, ...names);

/**
 * A path as it stands in a URI: with `/`, and on Windows with a leading one.
 * @param {string} path
 */
export const uriPath = path => decodeURIComponent(pathToFileURL(path).pathname);
