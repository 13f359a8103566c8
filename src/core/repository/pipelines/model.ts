import type { Deployment, Pipeline, RepositoryEvent, SkippedFile, Trace } from '../types';

/** A CI system that is found and named, but whose files are not followed. */
export interface UntracedSystem {
  readonly system: string;
  readonly file: string;
}

/** What one CI system, or all of them together, does in this repository. */
export interface PipelineModel {
  readonly pipelines: readonly Pipeline[];
  readonly deployments: readonly Deployment[];
  readonly skipped: readonly SkippedFile[];
  readonly untraced: readonly UntracedSystem[];
  trace(event: RepositoryEvent): Trace;
}
