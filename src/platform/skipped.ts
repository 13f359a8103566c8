/**
 * Folders that hold other people's code or what tools have made: nothing in them is a fact about the product, and
 * some are enormous. Version control's own folders are among them.
 */
const skippedFolders = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'jspm_packages',
  'vendor',
  'third_party',
  'Pods',
  'Carthage',
  '.venv',
  'venv',
  'site-packages',
  '__pycache__',
  '.tox',
  '.terraform',
  '.gradle',
  '.yarn',
  '.pnpm-store',
  '.next',
  '.nuxt',
  '.cache',
]);

/** Whether a folder of this name is left out. */
export const isSkippedFolder = (name: string): boolean => skippedFolders.has(name);

/** The first skipped folder in a path with `/`, itself as a path; the last part is the file. */
export function skippedPart(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  const index = folders.findIndex(isSkippedFolder);
  return index === -1 ? undefined : folders.slice(0, index + 1).join('/');
}
