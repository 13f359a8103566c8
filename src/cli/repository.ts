import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Technology } from '../core/content/technologySchema';
import { mergeReport, shippedReport } from '../core/git/reports';
import { readPipelines, readRepository, traceEvent, type PipelineModel } from '../core/repository/engine';
import { GitError, type Git } from '../core/repository/ports';
import type { RepositoryEvent } from '../core/repository/types';
import { english } from '../core/translate';
import { nodeFiles } from '../platform/nodeFiles';
import { nodeGit } from '../platform/nodeGit';
import { onePositional, readArguments } from './arguments';
import { compiledFile } from './library';
import { UsageError } from './usage';

type Print = (document: unknown) => void;

/** The folder, its files, and git where the folder is a repository that git may read. */
async function openFolder(path: string) {
  const folder = resolve(path);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new UsageError(`${path} is not a folder`);
  const git = await usableGit(nodeGit(folder, 'git'));
  return { git, files: nodeFiles(folder, git ? { git } : {}) };
}

/** Without a repository, or without git, what the files show is still worth printing. */
async function usableGit(git: Git): Promise<Git | undefined> {
  try {
    await git.run(['rev-parse', '--git-dir']);
    return git;
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

function needed(git: Git | undefined, path: string): Git {
  if (!git) throw new UsageError(`${path} is not a git repository that git can read here`);
  return git;
}

const technologies = async (): Promise<readonly Technology[]> =>
  (await compiledFile('technologies.json')) as readonly Technology[];

/** `repo DIR`: everything the files show. */
export async function repo(args: readonly string[], print: Print): Promise<number> {
  const { files, git } = await openFolder(onePositional(readArguments(args, {}).positionals, 'folder'));
  print(await readRepository(files, { git, technologies: await technologies(), t: english }));
  return 0;
}

/** `trace DIR --event ...`: what an event sets in motion. */
export async function trace(args: readonly string[], print: Print): Promise<number> {
  const { values, positionals } = readArguments(changedAsOptions(args), {
    event: { type: 'string' },
    base: { type: 'string' },
    head: { type: 'string' },
    branch: { type: 'string' },
    tag: { type: 'string' },
    changed: { type: 'string', multiple: true },
  });
  const event = eventOf(values);
  const { files, git } = await openFolder(onePositional(positionals, 'folder'));
  print(traceEvent(await readPipelines(files, { git, t: english }), event));
  return 0;
}

/** `--changed FILE...` takes every argument up to the next option. */
function changedAsOptions(args: readonly string[]): string[] {
  let inside = false;
  return args.flatMap(argument => {
    if (argument.startsWith('--')) {
      inside = argument === '--changed';
      return inside ? [] : [argument];
    }
    return inside ? [`--changed=${argument}`] : [argument];
  });
}

interface EventOptions {
  readonly event?: string | undefined;
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly branch?: string | undefined;
  readonly tag?: string | undefined;
  readonly changed?: readonly string[] | undefined;
}

function eventOf({ event, base, head, branch, tag, changed = [] }: EventOptions): RepositoryEvent {
  if (event === 'pull_request' && base !== undefined)
    return { kind: 'pull_request', base, ...(head === undefined ? {} : { head }), changed };
  if (event === 'push' && tag !== undefined && branch === undefined) return { kind: 'tag', tag };
  if (event === 'push' && branch !== undefined && tag === undefined) return { kind: 'push', branch, changed };
  throw new UsageError(
    'expected --event pull_request --base BRANCH, --event push --branch BRANCH, or --event push --tag TAG',
  );
}

/** The pipelines are read once, however many events are traced. */
function traced(model: Promise<PipelineModel>) {
  return async (event: RepositoryEvent) => traceEvent(await model, event);
}

/** `merge DIR --from REF --into REF`: what a merge would do, by real git. */
export async function merge(args: readonly string[], print: Print): Promise<number> {
  const { values, positionals } = readArguments(args, { from: { type: 'string' }, into: { type: 'string' } });
  if (values.from === undefined || values.into === undefined)
    throw new UsageError('expected --from REF and --into REF');
  const folder = onePositional(positionals, 'folder');
  const { files, git } = await openFolder(folder);
  const repository = needed(git, folder);
  print(
    await mergeReport(
      repository,
      values.from,
      values.into,
      traced(readPipelines(files, { git, t: english })),
    ),
  );
  return 0;
}

/** `shipped DIR REF`: where a commit, branch or tag has got to. */
export async function shipped(args: readonly string[], print: Print): Promise<number> {
  const [folder, ref, ...rest] = readArguments(args, {}).positionals;
  if (folder === undefined || ref === undefined || rest.length > 0)
    throw new UsageError('expected a folder and a commit, branch or tag');
  const { files, git } = await openFolder(folder);
  const repository = needed(git, folder);
  print(await shippedReport(repository, ref, traced(readPipelines(files, { git, t: english }))));
  return 0;
}
