import type { Translate } from '../../translate';
import type { Sources } from '../read/sources';
import type { RepositoryEvent, Trace } from '../types';
import type { Refs } from '../refs';
import { readGithub } from './github';
import type { PipelineModel } from './model';
import { openScripts } from './scripts';

/** All CI systems of a repository as one. */
export async function readAllPipelines(sources: Sources, refs: Refs, t: Translate): Promise<PipelineModel> {
  const scripts = openScripts(sources);
  const models = [await readGithub(sources, scripts, refs, t)];
  return {
    pipelines: models.flatMap(({ pipelines }) => pipelines),
    deployments: models.flatMap(({ deployments }) => deployments),
    skipped: [...sources.skipped, ...models.flatMap(({ skipped }) => skipped)],
    trace: event => together(models.map(model => model.trace(event))),
  };
}

const together = (traces: readonly Trace[]): Trace => ({
  runs: traces.flatMap(({ runs }) => runs),
  deploys: traces.flatMap(({ deploys }) => deploys),
  notRun: traces.flatMap(({ notRun }) => notRun),
});

export type { RepositoryEvent };
