import { nodeFiles } from './nodeFiles';
import { nodeGit } from './nodeGit';
import type { Platform } from './types';

/** The desktop: git and files by Node.js. */
export const platform: Platform = {
  git: (path, gitPath) => nodeGit(path, gitPath),
  makeSample: async (sample, parent, git) =>
    (await import('./sampleRepository')).makeSampleRepository(sample, parent, { git }),
  files: (path, git) => nodeFiles(path, git === undefined ? {} : { git }),
};
