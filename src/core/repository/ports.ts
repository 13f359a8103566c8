/** What the repository engine asks of its surroundings. `platform/` implements these; tests use plain objects. */

export interface FileEntry {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** Bytes, where the listing knows it. */
  readonly size?: number;
}

export interface FileListing {
  readonly files: readonly FileEntry[];
  /** Folders or files that were not read (too many, unreadable), one sentence each. */
  readonly omitted: readonly string[];
}

/** Read access to the files of one folder. Implementations never follow a symbolic link out of it. */
export interface Files {
  /** Every file that is not ignored; version control's own folder and installed dependencies are left out. */
  list(): Promise<FileListing>;
  /**
   * Which of the paths `list`, which then gives them in order, would hold now, where that is found out without listing
   * the rest again; `undefined` where it is not.
   */
  listed?(paths: readonly string[]): Promise<readonly string[] | undefined>;
  /** The text of a file; `undefined` where it is missing, binary or larger than the limit of the implementation. */
  read(path: string): Promise<string | undefined>;
  /** Paths of files that are worth reading while the listing is under way; some may turn out not to be listed. */
  ahead?(): Promise<readonly string[]>;
  /**
   * The paths of the files that hold one of `texts`, where that is found out without reading them one by one;
   * `undefined` where it is not. It may name too many, and it leaves out links.
   */
  holding?(texts: readonly string[]): Promise<readonly string[] | undefined>;
}

export interface GitResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface GitOptions {
  /** Text for standard input. */
  readonly input?: string;
  /** Exit codes that are answers rather than failures; default: only 0. */
  readonly accept?: readonly number[];
  /** Objects that the command writes go to a temporary folder that is removed afterwards (`merge-tree --write-tree`). */
  readonly writesObjects?: boolean;
  readonly signal?: AbortSignal;
}

export interface GitStateFile {
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** `undefined` for a folder or a large file. */
  readonly text: string | undefined;
}

/** A git command that could not run or did not answer as expected; `message` is a calm sentence for a reader. */
export class GitError extends Error {
  override readonly name = 'GitError';

  /** By name: a module that is loaded on first use is bundled with a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'GitError';
  }

  constructor(
    message: string,
    /** What kind of failure, so that a screen can say what to do about it. */
    readonly reason:
      | 'notARepository'
      | 'untrusted'
      | 'missingGit'
      | 'timeout'
      | 'tooLarge'
      | 'missingObject'
      | 'failed'
      | 'aborted',
    readonly detail = '',
  ) {
    super(message);
  }
}

/**
 * Runs git in one repository: arguments as a list, no shell, no pager, no hooks, no network (see DESIGN).
 * Rejects with {@link GitError} where the exit code is not accepted.
 */
export interface Git {
  run(args: readonly string[], options?: GitOptions): Promise<GitResult>;
  /** `[2, 39, 5]` */
  version(): Promise<readonly number[]>;
  /**
   * A file or folder of git's own folder by its constant name, such as `FETCH_HEAD` or `rebase-merge/head-name`;
   * `undefined` where it is missing. No git command tells these.
   */
  stateFile(name: string): Promise<GitStateFile | undefined>;
}
