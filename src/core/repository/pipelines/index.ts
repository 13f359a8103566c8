import type { Translate } from '../../translate';
import type { Watch } from '../hosting/finding';
import type { Sources } from '../read/sources';
import type { Trace } from '../types';
import type { Refs } from '../refs';
import { readGithub } from './github';
import { readGitlab } from './gitlab';
import { readAzure } from './azure';
import { readCircle } from './circle';
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
  const systems = [
    await calmly('GitHub Actions', '.github/workflows', t, () => readGithub(sources, refs, t)),
    await calmly('GitLab CI', '.gitlab-ci.yml', t, () => readGitlab(sources, scripts, refs, t)),
    await calmly('CircleCI', '.circleci/config.yml', t, () => readCircle(sources, scripts, refs, t)),
    await calmly('Azure Pipelines', 'azure-pipelines.yml', t, () => readAzure(sources, scripts, refs, t)),
  ];
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

/** A file may be made to break a reader (chains of thousands of jobs): then that system is named, the rest counts. */
async function calmly(
  system: string,
  file: string,
  t: Translate,
  read: () => Promise<PipelineModel>,
): Promise<PipelineModel> {
  const broken: PipelineModel = {
    pipelines: [],
    deployments: [],
    skipped: [{ file, why: t('{0} cannot be understood', system) }],
    untraced: [{ system, file }],
    trace: () => ({ runs: [], deploys: [], notRun: [] }),
  };
  try {
    const model = await read();
    return {
      ...model,
      trace: event => {
        try {
          return model.trace(event);
        } catch (error) {
          if (error instanceof RangeError) return broken.trace(event);
          throw error;
        }
      },
    };
  } catch (error) {
    if (error instanceof RangeError) return broken;
    throw error;
  }
}
