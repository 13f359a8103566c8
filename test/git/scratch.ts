import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Git } from '../../src/core/repository/ports';
import { nodeGit } from '../../src/platform/nodeGit';

// the settings of whoever runs the tests must not decide them; git port and tests both inherit these
process.env['GIT_CONFIG_GLOBAL'] = devNull;
process.env['GIT_CONFIG_NOSYSTEM'] = '1';

/** What a commit makes of a path: text, bytes, `undefined` (deleted), or an entry with a mode. */
export type Content = string | Buffer | undefined | { readonly mode: string; readonly data: string | Buffer };

export interface ScratchCommit {
  readonly branch: string;
  /** Names of branches or `:mark`; default: the branch itself, if it exists. */
  readonly from?: string;
  readonly merge?: string;
  readonly files?: Readonly<Record<string, Content>>;
  readonly subject?: string;
  readonly author?: string;
  /** Seconds since 1970. */
  readonly time?: number;
}

/** A real repository in a temporary folder. */
export class Scratch {
  readonly path = mkdtempSync(join(tmpdir(), 'tpm-lens-test-'));
  readonly port: Git = nodeGit(this.path, 'git');
  private time = 1_700_000_000;

  constructor(commits: readonly ScratchCommit[] = [], ...options: readonly string[]) {
    this.git('init', '-q', '-b', 'main', ...options, '.');
    if (commits.length > 0) this.import(commits);
  }

  /** Adds commits by `git fast-import`, which makes a whole history in one process. */
  import(commits: readonly ScratchCommit[]): void {
    const stream: Buffer[] = [];
    const put = (...parts: readonly (string | Buffer)[]) =>
      stream.push(...parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)));
    for (const [index, commit] of commits.entries()) {
      const time = commit.time ?? (this.time += 60);
      const who = `${commit.author ?? 'Ada <ada@example.org>'} ${time} +0000`;
      const subject = Buffer.from(commit.subject ?? `change ${index}`);
      const ref = commit.branch.startsWith('refs/') ? commit.branch : `refs/heads/${commit.branch}`;
      put(
        `commit ${ref}\nmark :${index + 1}\nauthor ${who}\ncommitter ${who}\ndata ${subject.length}\n`,
        subject,
        '\n',
      );
      if (commit.from !== undefined) put(`from ${commit.from}\n`);
      if (commit.merge !== undefined) put(`merge ${commit.merge}\n`);
      for (const [path, content] of Object.entries(commit.files ?? {})) {
        const name = `"${path.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
        if (content === undefined) put(`D ${name}\n`);
        else {
          const { mode, data } =
            typeof content === 'string' || Buffer.isBuffer(content)
              ? { mode: '100644', data: content }
              : content;
          if (mode === '160000') put(`M 160000 ${data.toString()} ${name}\n`);
          else put(`M ${mode} inline ${name}\ndata ${Buffer.byteLength(data)}\n`, data, '\n');
        }
      }
      put('\n');
    }
    execFileSync('git', ['fast-import', '--quiet', '--force'], {
      cwd: this.path,
      input: Buffer.concat(stream),
    });
  }

  /** Runs git for real; the answer without the line break at its end. */
  git(...args: readonly string[]): string {
    return execFileSync('git', args, {
      cwd: this.path,
      encoding: 'utf8',
      env: identity,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).replace(/\n$/, '');
  }

  /** As {@link git}, where a failure is an answer too. */
  tryGit(...args: readonly string[]): string {
    try {
      return this.git(...args);
    } catch (error) {
      return (error as { readonly stdout: string }).stdout;
    }
  }

  /** A file in git's own folder, last written at `time` (seconds since 1970). */
  touch(name: string, time: number): void {
    const path = join(this.path, '.git', name);
    writeFileSync(path, '');
    utimesSync(path, time, time);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

const identity = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** Runs `work` in a repository made of `commits` and removes it afterwards. */
export async function withRepository<T>(
  commits: readonly ScratchCommit[],
  work: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  const scratch = new Scratch(commits);
  try {
    return await work(scratch);
  } finally {
    scratch.remove();
  }
}

/** Text of numbered lines, with some replaced. */
export const numbered = (count: number, changes: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: count }, (_value, index) => `${changes[index + 1] ?? `line ${index + 1}`}\n`).join('');
