/** Deployments that no pipeline starts: the hosting platform, or the cluster, watches the repository. */
import type { Translate } from '../../translate';
import type { Watch } from '../hosting/finding';
import type { Refs } from '../refs';
import type { Deployment, RepositoryEvent, Trace, TracedDeployment } from '../types';
import type { PipelineModel } from './model';
import { why } from './sentences';

/** `deployments`: those of the pipelines; a platform that they already deploy to is not said to deploy twice. */
export function platformModel(
  watches: readonly Watch[],
  deployments: readonly Deployment[],
  refs: Refs,
  t: Translate,
): PipelineModel {
  const own = watches.filter(
    ({ provider }) => !deployments.some(other => other.provider === provider && other.kind === 'server'),
  );
  return {
    pipelines: [],
    deployments: own.map(watch => deploymentOf(watch, refs, t)),
    skipped: [],
    untraced: [],
    trace: event =>
      ({
        runs: [],
        notRun: [],
        deploys: own.flatMap(watch => traced(watch, event, refs, t)),
      }) satisfies Trace,
  };
}

const branchOf = (watch: Watch, refs: Refs): string | undefined => watch.branch ?? refs.defaultBranch;

function deploymentOf(watch: Watch, refs: Refs, t: Translate): Deployment {
  const branch = branchOf(watch, refs);
  return {
    trigger: {
      event: 'platform',
      ...(branch !== undefined && { branches: [branch] }),
      ...(watch.paths && { paths: watch.paths }),
      text:
        branch === undefined
          ? t('{0} watches the production branch', watch.provider)
          : t('{0} watches `{1}`', watch.provider, branch),
    },
    environment: watch.environment === '' ? t('not named') : watch.environment,
    target: watch.target,
    mechanism: watch.mechanism,
    provider: watch.provider,
    kind: 'server',
    approval: watch.approval ?? 'none',
    confidence: watch.confidence,
    evidence: watch.evidence,
  };
}

function traced(watch: Watch, event: RepositoryEvent, refs: Refs, t: Translate): readonly TracedDeployment[] {
  if (event.kind === 'tag') return [];
  const branch = branchOf(watch, refs);
  const preview = event.kind === 'pull_request';
  if (preview ? !watch.previews : branch !== undefined && branch !== event.branch) return [];
  const { environment, target, mechanism, evidence } = watch;
  return [
    {
      environment: preview ? 'preview' : environment === '' ? t('not named') : environment,
      target,
      mechanism,
      approval: preview ? 'none' : (watch.approval ?? 'none'),
      why: why(
        {
          reasons: [
            preview
              ? t('{0} builds a preview of each pull request', watch.provider)
              : t('{0} watches the repository', watch.provider),
          ],
          decides: [],
          assumes: watch.assumes === undefined ? [] : [watch.assumes],
        },
        t,
      ),
      confidence: branch === undefined ? 'unknown' : watch.confidence,
      evidence,
    },
  ];
}
