import { mkdir, appendFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sampleConfig, toFastImport, type Side } from '../core/sample/fastImport';
import type { Sample, WrittenFile } from '../core/sample/types';
import { failure, runGit } from './gitProcess';

/** Nothing of the reader's own configuration takes part: no template, hook, signature or default of theirs. */
const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

export interface SampleOptions {
  /** The executable. */
  readonly git?: string;
  /** The moment that the history is told from, in milliseconds. */
  readonly now?: number;
}

/**
 * Makes the sample product with its history in `parent`, which gets two folders: the reader's, whose path is returned,
 * and beside it the bare `origin`. What was there before is replaced.
 */
export async function makeSampleRepository(
  sample: Sample,
  parent: string,
  options: SampleOptions = {},
): Promise<string> {
  const { git = 'git', now = Date.now() } = options;
  const folder = join(parent, sample.name);
  const origin = join(parent, `${sample.name}.git`);
  const run = async (where: string, args: readonly string[], input?: string) => {
    const result = await runGit({
      executable: git,
      args: ['-C', where, ...args],
      env,
      timeLimit: 30_000,
      outputLimit: 1_000_000,
      input,
    });
    if (result.exitCode !== 0) throw failure(args[0] ?? 'git', result);
  };
  const start = async (where: string, side: Side) => {
    await rm(where, { recursive: true, force: true });
    await mkdir(where, { recursive: true });
    await run(where, [
      'init',
      '-q',
      '-b',
      sample.defaultBranch,
      '--template=',
      ...(side === 'origin' ? ['--bare'] : []),
    ]);
    await run(where, ['fast-import', '--quiet', '--force'], toFastImport(sample, side, now));
  };
  await Promise.all([start(folder, 'folder'), start(origin, 'origin')]);

  const dotGit = join(folder, '.git');
  await run(folder, [
    'symbolic-ref',
    'refs/remotes/origin/HEAD',
    `refs/remotes/origin/${sample.defaultBranch}`,
  ]);
  await run(folder, ['-c', 'core.autocrlf=false', 'reset', '-q', '--hard', sample.defaultBranch]);
  // relative, so that the two folders can be moved together
  await appendFile(
    join(dotGit, 'config'),
    `[core]\n\tautocrlf = false\n${sampleConfig(sample, `../${sample.name}.git`)}`,
  );
  const fetched = now / 1000 - sample.fetchedDaysAgo * 86_400;
  await writeFile(join(dotGit, 'FETCH_HEAD'), '');
  await utimes(join(dotGit, 'FETCH_HEAD'), fetched, fetched);
  return folder;
}

/** Writes the files of the sample's default branch, where there is no git; returns the folder. */
export async function writeSampleFiles(sample: Sample, parent: string): Promise<string> {
  const folder = join(parent, sample.name);
  await rm(folder, { recursive: true, force: true });
  await Promise.all(sample.files.map(file => write(folder, file)));
  return folder;
}

async function write(folder: string, { path, text }: WrittenFile): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}
