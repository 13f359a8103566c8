import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { GitError } from '../core/repository/ports';
import type { GitResult } from '../core/repository/ports';

/** One run of the git executable, with its limits. */
export interface GitProcess {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly timeLimit: number;
  /** Bytes of standard output. */
  readonly outputLimit: number;
  readonly input?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const withdrawn = () => new GitError('The question was withdrawn.', 'aborted');
const errorLimit = 64 * 1024;

/**
 * Runs git to its end. Rejects with a {@link GitError} when it cannot start, takes too long, says too much or is
 * aborted; the exit code is the caller's to judge.
 */
export function runGit(request: GitProcess): Promise<GitResult> {
  const { executable, args, env, timeLimit, outputLimit, input, signal } = request;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(withdrawn());
      return;
    }
    // not the repository: Windows would look for git.exe in the current folder first
    const child = spawn(executable, args, {
      env,
      cwd: dirname(process.execPath),
      windowsHide: true,
      // nothing to say: no pipe to make for it
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let outSize = 0;
    let errSize = 0;

    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const stop = (error: GitError) =>
      settle(() => {
        child.kill('SIGKILL');
        reject(error);
      });
    const onAbort = () => stop(withdrawn());
    const timer = setTimeout(
      () => stop(new GitError('Git took too long to answer.', 'timeout', `limit ${timeLimit} ms`)),
      timeLimit,
    );
    signal?.addEventListener('abort', onAbort);

    child.stdout?.on('data', (chunk: Buffer) => {
      outSize += chunk.length;
      if (outSize > outputLimit)
        stop(new GitError('Git had too much to say.', 'tooLarge', `limit ${outputLimit} bytes`));
      else out.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      errSize += chunk.length;
      if (errSize <= errorLimit) err.push(chunk);
    });
    // git may end before it has read everything; its exit code tells
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    child.on('error', error => stop(new GitError('Git could not be started.', 'missingGit', error.message)));
    child.on('close', code =>
      settle(() =>
        resolve({
          exitCode: code ?? -1,
          stdout: Buffer.concat(out).toString('utf8'),
          stderr: Buffer.concat(err).toString('utf8'),
        }),
      ),
    );
  });
}

/** What kind of failure a message of git (in English) speaks of. */
export function failure(command: string, { exitCode, stderr }: GitResult): GitError {
  const detail = stderr.trim().slice(0, 2000) || `exit code ${exitCode}`;
  if (/dubious ownership|is owned by someone else/.test(stderr))
    return new GitError(
      'Git does not trust this folder, because it belongs to another user.',
      'untrusted',
      detail,
    );
  if (/not a git repository|cannot change to/.test(stderr))
    return new GitError('This folder is not in a git repository.', 'notARepository', detail);
  if (
    /promisor|bad object|unable to read|missing (blob|tree|commit)|could not (read|fetch)|not allowed|lazy fetch/.test(
      stderr,
    )
  )
    return new GitError('Part of the history is not on this computer.', 'missingObject', detail);
  return new GitError(`Git could not answer (${command}).`, 'failed', detail);
}
