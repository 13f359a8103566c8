import type { Translate } from '../../translate';
import type { Watch } from '../hosting/finding';
import type { Sources } from '../read/sources';
import type { Trace } from '../types';
import type { Refs } from '../refs';
import { readGithub } from './github';
import type { PipelineModel } from './model';
import { readOthers } from './others';
import { platformModel } from './platforms';
import { openScripts } from './scripts';

/** All CI systems of a repository as one. */
export async function readAllPipelines(
  sources: Sources,
  refs: Refs,
  watches: readonly Watch[],
  t: Translate,
): Promise<PipelineModel> {
  const scripts = openScripts(sources);
  const systems = [await readGithub(sources, scripts, refs, t)];
  const models = [
    ...systems,
    await readOthers(sources, t),
    platformModel(
      watches,
      systems.flatMap(({ deployments }) => deployments),
      refs,
      t,
    ),
  ];
  return {
    pipelines: models.flatMap(({ pipelines }) => pipelines),
    deployments: models.flatMap(({ deployments }) => deployments),
    skipped: [...sources.skipped, ...models.flatMap(({ skipped }) => skipped)],
    untraced: models.flatMap(({ untraced }) => untraced),
    trace: event => together(models.map(model => model.trace(event))),
  };
}

const together = (traces: readonly Trace[]): Trace => ({
  runs: traces.flatMap(({ runs }) => runs),
  deploys: traces.flatMap(({ deploys }) => deploys),
  notRun: traces.flatMap(({ notRun }) => notRun),
});
