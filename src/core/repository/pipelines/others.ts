/** CI systems that are recognised by their file and not traced: better named than guessed. */
import type { Translate } from '../../translate';
import type { Sources } from '../read/sources';
import type { Pipeline, TracedRun } from '../types';
import type { PipelineModel } from './model';

const systems: readonly (readonly [RegExp, string])[] = [
  [/^bitbucket-pipelines\.ya?ml$/, 'Bitbucket Pipelines'],
  [/^(.*\/)?Jenkinsfile([.-][\w.-]+)?$/, 'Jenkins'],
  [/^\.travis\.ya?ml$/, 'Travis CI'],
  [/^\.drone\.(ya?ml|jsonnet|star)$/, 'Drone'],
  [/^\.woodpecker(\.ya?ml|\/[^/]+\.ya?ml)$/, 'Woodpecker CI'],
  [/^\.buildkite\/[^/]*pipeline[^/]*\.ya?ml$/, 'Buildkite'],
  [/^\.teamcity\/(settings\.kts|pom\.xml)$/, 'TeamCity'],
  [/^\.?appveyor\.ya?ml$/, 'AppVeyor'],
  [/^\.cirrus\.(ya?ml|star)$/, 'Cirrus CI'],
  [/^\.semaphore\/semaphore\.ya?ml$/, 'Semaphore'],
  [/^(.*\/)?cloudbuild[\w.-]*\.ya?ml$/, 'Cloud Build'],
  [/^(.*\/)?buildspec[\w.-]*\.ya?ml$/, 'AWS CodeBuild'],
  [/^\.tekton\/[^/]+\.ya?ml$/, 'Tekton'],
  [/^codemagic\.ya?ml$/, 'Codemagic'],
  [/^bitrise\.ya?ml$/, 'Bitrise'],
  [/^codeship-steps\.ya?ml$/, 'CodeShip'],
  [/^\.(gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/, 'Gitea Actions'],
  [/^\.builds?(\/[^/]+)?\.ya?ml$/, 'SourceHut builds'],
  [/^\.xcode-cloud\/|^ci_scripts\/ci_post_clone\.sh$/, 'Xcode Cloud'],
  [/^Earthfile$/, 'Earthly'],
];

export async function readOthers(sources: Sources, t: Translate): Promise<PipelineModel> {
  const found = new Map<string, Pipeline>();
  const runs: TracedRun[] = [];
  for (const path of sources.settings.filter(one => systems.some(([pattern]) => pattern.test(one)))) {
    const [, system] = systems.find(([pattern]) => pattern.test(path)) ?? [];
    if (system === undefined || [...found.values()].some(other => other.system === system)) continue;
    found.set(path, { system, name: path, file: path, triggers: [] });
    const source = await sources.read(path);
    const why = t('{0} is found; what its file does is not traced', system);
    runs.push({
      system,
      pipeline: path,
      job: t('not traced'),
      why,
      confidence: 'unknown',
      evidence: source ? [source.evidence(1)] : [],
    });
  }
  const pipelines = [...found.values()];
  return {
    pipelines,
    deployments: [],
    untraced: pipelines.map(({ system, file }) => ({ system, file })),
    skipped: pipelines.map(({ system, file }) => ({ file, why: t('{0} is not traced', system) })),
    trace: () => ({ runs, deploys: [], notRun: [] }),
  };
}
