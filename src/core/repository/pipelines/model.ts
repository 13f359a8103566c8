import type { Deployment, Pipeline, RepositoryEvent, SkippedFile, Trace } from '../types';

/** What one CI system, or all of them together, does in this repository. */
export interface PipelineModel {
  readonly pipelines: readonly Pipeline[];
  readonly deployments: readonly Deployment[];
  readonly skipped: readonly SkippedFile[];
  trace(event: RepositoryEvent): Trace;
}
