import { constants, fstatSync, type Stats } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { GitError } from '../core/repository/ports';
import type { Git, GitOptions, GitResult, GitStateFile } from '../core/repository/ports';
import { withTemporaryObjects } from './gitObjects';
import { failure, runGit } from './gitProcess';
import { NotAllowed, readBytes } from './readBytes';
import { configVariables, refusal, safeArguments, safeEnvironment } from './gitSafety';

/** Limits of a single git command. */
export interface GitLimits {
  /** Milliseconds. */
  readonly timeLimit?: number;
  /** Bytes of answer. */
  readonly outputLimit?: number;
}

/** State files are a line or two; anything larger is not what it says it is. */
const stateFileLimit = 64 * 1024;

/** Git in `folder`, run with `executable`, so that looking at a repository neither runs nor changes anything in it. */
export function nodeGit(folder: string, executable: string, limits: GitLimits = {}): Git {
  const { timeLimit = 20_000, outputLimit = 32 * 1024 * 1024 } = limits;
  const root = resolve(folder);
  const env = safeEnvironment(process.env);
  let version: Promise<readonly number[]> | undefined;
  let known: { readonly at: number; readonly answer: Promise<GitResult> } | undefined;
  let folders: Promise<GitFolders> | undefined;

  const raw = async (args: readonly string[], options: GitOptions = {}, extra: NodeJS.ProcessEnv = {}) => {
    const refused = refusal(args);
    if (refused !== undefined) throw new GitError('This git command is not allowed here.', 'failed', refused);
    const result = await runGit({
      executable,
      args: safeArguments(root, args),
      env: { ...env, ...extra },
      timeLimit,
      outputLimit,
      input: options.input,
      signal: options.signal,
    });
    if (!(options.accept ?? [0]).includes(result.exitCode)) throw failure(args[0] ?? '', result);
    return result;
  };

  /** Asked once; a failure is asked again, because the reader may have repaired it. */
  const locate = () =>
    (folders ??= find().catch((error: unknown) => {
      folders = undefined;
      throw error;
    }));
  const find = async (): Promise<GitFolders> => {
    const plain = await plainFolders(root);
    if (plain) return plain;
    const [own, common, objects] = await Promise.all([
      place('--git-dir'),
      place('--git-common-dir'),
      place('--git-path', 'objects'),
    ]);
    return { own, common, objects };
  };
  /** One question a run: a path may contain the line break that would separate two answers. */
  const place = async (...args: readonly string[]) =>
    resolve(root, (await raw(['rev-parse', ...args])).stdout.replace(/\r?\n$/, ''));

  /** Asked again after a moment: an included file can change with the branch. */
  const drivers = () => {
    if (known === undefined || performance.now() - known.at > 1000)
      known = { at: performance.now(), answer: raw(driverQuery, { accept: [0, 1] }) };
    return known.answer;
  };

  const writing = async (args: readonly string[], options: GitOptions): Promise<GitResult> => {
    const [{ objects }, configured] = await Promise.all([locate(), drivers()]);
    // `false` fails: git then reports a conflict, and whoever asked knows that this path is undecided
    const harmless = configured.stdout
      .split('\0')
      .filter(Boolean)
      .map(key => [key, 'false'] as const);
    return withTemporaryObjects(objects, own => raw(args, options, { ...own, ...configVariables(harmless) }));
  };

  return {
    run: (args, options = {}) =>
      options.writesObjects === true || args[0] === 'merge-tree'
        ? writing(args, options)
        : raw(args, options),
    version: () =>
      (version ??= raw(['version']).then(
        ({ stdout }) => (/\d+(\.\d+)*/.exec(stdout)?.[0] ?? '0').split('.').map(Number),
        (error: unknown) => {
          version = undefined;
          throw error;
        },
      )),
    stateFile: async name => {
      const { own, common } = await locate();
      return (
        (await readState(resolve(own, name))) ??
        (own === common ? undefined : readState(resolve(common, name)))
      );
    },
  };
}

interface GitFolders {
  readonly own: string;
  /** Differs from `own` in a linked worktree. */
  readonly common: string;
  readonly objects: string;
}

/**
 * A `.git` folder right here, as git recognises one, needs no question (starting git costs more than the answer).
 * Folders below a repository, worktrees and submodules are for git to find.
 */
async function plainFolders(root: string): Promise<GitFolders | undefined> {
  const own = resolve(root, '.git');
  try {
    const [folder, objects, refs] = await Promise.all(
      [own, resolve(own, 'objects'), resolve(own, 'refs')].map(path => lstat(path)),
    );
    if (folder?.isDirectory() !== true || objects?.isDirectory() !== true || refs?.isDirectory() !== true)
      return undefined;
    await lstat(resolve(own, 'HEAD'));
    return { own, common: own, objects: resolve(own, 'objects') };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const driverQuery = ['config', '-z', '--name-only', '--get-regexp', '^merge\\..*\\.driver$'];

async function readState(path: string): Promise<GitStateFile | undefined> {
  if (noFollow === undefined) return aboutPath(path);
  try {
    let stat: Stats | undefined;
    // what was opened is looked at and read without a further trip to the disk's thread
    const allows = (file: number): boolean => isReadable((stat = fstatSync(file)));
    const bytes = await readBytes(path, opening, { maxBytes: stateFileLimit, allows }).catch(ignoreRefusal);
    if (stat) return { modified: stat.mtimeMs, text: bytes && Buffer.from(bytes).toString('utf8') };
  } catch (error) {
    if (isMissing(error)) return undefined;
    // a link, a folder that may not be opened: the path itself tells how old it is
  }
  return aboutPath(path);
}

async function aboutPath(path: string): Promise<GitStateFile | undefined> {
  try {
    const stat = await lstat(path);
    return { modified: stat.mtimeMs, text: isReadable(stat) ? await readFile(path, 'utf8') : undefined };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Windows cannot open a path without following links. */
const noFollow = constants.O_NOFOLLOW as number | undefined;
const opening = constants.O_RDONLY | constants.O_NONBLOCK | (noFollow ?? 0);
const isReadable = (stat: Stats) => stat.isFile() && stat.size <= stateFileLimit;
const ignoreRefusal = (error: unknown) => {
  if (!(error instanceof NotAllowed)) throw error;
  return undefined;
};

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
