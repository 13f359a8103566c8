import type { Files, Git } from '../core/repository/ports';
import type { Sample } from '../core/sample/types';

/** What differs between the desktop (Node.js) and the browser (web worker). */
export interface Platform {
  /**
   * Git in the folder at `path`, run with the executable `gitPath` that VS Code's Git extension found;
   * `undefined` where there is no git (browser).
   */
  git(path: string, gitPath: string): Git | undefined;
  /**
   * Direct access to a folder on disk, faster than the editor's file system; `undefined` where there is none.
   * With `git`, ignored files are left out.
   */
  files(path: string, git?: Git): Files | undefined;
  /**
   * Makes the sample product with its history below `parent`, with the executable `gitPath`; resolves to its folder.
   * `undefined` where there is no git (browser).
   */
  readonly makeSample: ((sample: Sample, parent: string, gitPath: string) => Promise<string>) | undefined;
}
