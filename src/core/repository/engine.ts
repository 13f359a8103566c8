/**
 * The repository engine: plain files and git in, facts with evidence out. Its parsers are heavy, so the extension
 * loads this module with `import('../core/repository/engine')`, never statically.
 */
import type { Technology } from '../content/technologySchema';
import type { Translate } from '../translate';
import type { Files, Git } from './ports';
import type { PipelineModel } from './pipelines/model';
import type { RepositoryEvent, RepositoryFacts, Trace } from './types';

export type { PipelineModel } from './pipelines/model';

export interface ReadOptions {
  /** Without git the branches are unknown and what depends on them is said to be so. */
  readonly git?: Git | undefined;
  /** The entries of `content/technologies/`. */
  readonly technologies: readonly Technology[];
  readonly t: Translate;
  readonly signal?: AbortSignal | undefined;
}

/** Everything the files show: what `tpm-lens repo` prints. */
export function readRepository(files: Files, options: ReadOptions): Promise<RepositoryFacts> {
  void files;
  void options;
  return Promise.reject(new Error('not yet'));
}

/** Reads the pipelines once, to trace several events through them. Cheaper than {@link readRepository}. */
export function readPipelines(
  files: Files,
  options: Omit<ReadOptions, 'technologies'>,
): Promise<PipelineModel> {
  void files;
  void options;
  return Promise.reject(new Error('not yet'));
}

/** What one event sets in motion: what `tpm-lens trace` prints. Pure and fast (no reading). */
export function traceEvent(model: PipelineModel, event: RepositoryEvent): Trace {
  return model.trace(event);
}
