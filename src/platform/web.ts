import type { Platform } from './types';

/** The browser: no processes and no disk. The editor's own file system is what there is (`workspaceFiles`). */
export const platform: Platform = {
  git: () => undefined,
  files: () => undefined,
  makeSample: undefined,
};
