import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  readPipelines,
  readRepository,
  traceEvent,
  type PipelineModel,
} from '../../../src/core/repository/engine';
import type { Files, Git } from '../../../src/core/repository/ports';
import type { RepositoryEvent, RepositoryFacts, Trace } from '../../../src/core/repository/types';
import { english } from '../../../src/core/translate';
import type { Technology } from '../../../src/core/content/technologySchema';
import { compileTechnologies } from './technologies';

/** A repository of a few files, as the engine's ports show it. */
export const filesOf = (texts: Readonly<Record<string, string>>): Files => ({
  list: () => Promise.resolve({ files: Object.keys(texts).map(path => ({ path })), omitted: [] }),
  read: path => Promise.resolve(Object.hasOwn(texts, path) ? texts[path] : undefined),
});

/** Git that knows the default branch and the remote, and nothing else. */
export const gitOf = (defaultBranch = 'main', remote = ''): Git => ({
  run: ([command, ...rest]) => {
    const stdout =
      command === 'symbolic-ref'
        ? rest.at(-1) === 'HEAD'
          ? defaultBranch
          : `origin/${defaultBranch}`
        : command === 'config'
          ? remote
          : '';
    return Promise.resolve({ exitCode: stdout === '' ? 1 : 0, stdout: `${stdout}\n`, stderr: '' });
  },
  version: () => Promise.resolve([2, 45, 0]),
  stateFile: () => Promise.resolve(undefined),
});

export const pipelinesOf = (texts: Readonly<Record<string, string>>, git = gitOf()): Promise<PipelineModel> =>
  readPipelines(filesOf(texts), { git, t: english });

export const factsOf = (
  texts: Readonly<Record<string, string>>,
  git = gitOf(),
  technologies: readonly Technology[] = compileTechnologies(),
): Promise<RepositoryFacts> => readRepository(filesOf(texts), { git, technologies, t: english });

export const push = (branch: string, ...changed: readonly string[]): RepositoryEvent => ({
  kind: 'push',
  branch,
  changed: changed.length > 0 ? changed : ['src/app.ts'],
});
export const tag = (name: string): RepositoryEvent => ({ kind: 'tag', tag: name });
export const pull = (base: string, ...changed: readonly string[]): RepositoryEvent => ({
  kind: 'pull_request',
  base,
  head: 'feature/x',
  changed: changed.length > 0 ? changed : ['src/app.ts'],
});

/** "build, deploy?": the jobs that run, in order; `?` where that is open. */
export const jobsOf = ({ runs }: Trace): string =>
  runs.map(({ job, confidence }) => (confidence === 'unknown' ? `${job}?` : job)).join(', ');

/** "production (manual), staging?": where it is deployed; `?` where that is open. */
export const deploysOf = ({ deploys }: Trace): string =>
  deploys
    .map(
      ({ environment, approval, confidence }) =>
        `${environment}${approval === 'manual' ? ' (manual)' : ''}${confidence === 'unknown' ? '?' : ''}`,
    )
    .join(', ');

export const trace = async (
  texts: Readonly<Record<string, string>>,
  event: RepositoryEvent,
  git = gitOf(),
): Promise<Trace> => traceEvent(await pipelinesOf(texts, git), event);

export const root = join(__dirname, '../../..');
export const text = (path: string): string => readFileSync(join(root, path), 'utf8');
