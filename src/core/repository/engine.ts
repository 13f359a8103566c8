/**
 * The repository engine: plain files and git in, facts with evidence out. Its parsers are heavy, so the extension
 * loads this module with `import('../core/repository/engine')`, never statically.
 */
import type { Technology } from '../content/technologySchema';
import type { Translate } from '../translate';
import type { Files, Git } from './ports';
import { answersOf } from './answers';
import { hostingOfDeployments, readHosting, readWatches, withoutGuesses } from './hosting';
import { readAllPipelines } from './pipelines';
import type { PipelineModel } from './pipelines/model';
import { openSources } from './read/sources';
import { readRefs } from './refs';
import { readStack } from './stack';
import { readFlags } from './stack/flags';
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
export async function readRepository(files: Files, options: ReadOptions): Promise<RepositoryFacts> {
  const { t, technologies } = options;
  const { sources, refs } = await open(files, options);
  const hosts = await readHosting(sources, t);
  const model = await readAllPipelines(sources, refs, hosts.watches, t);
  const { stack, packages } = await readStack(sources, technologies, hosts.images);
  const { deployments, pipelines } = model;
  const hosting = withoutGuesses([...hosts.hosting, ...hostingOfDeployments(deployments, hosts.hosting)]);
  const { branch, defaultBranch } = refs;
  const answers = answersOf({
    refs,
    stack,
    hosting,
    server: hosts.server,
    deployments,
    pipelines: pipelines.length,
    untraced: model.untraced,
    pullRequest:
      defaultBranch === undefined
        ? undefined
        : model.trace({ kind: 'pull_request', base: defaultBranch, changed: [] }),
    merge:
      defaultBranch === undefined
        ? undefined
        : model.trace({ kind: 'push', branch: defaultBranch, changed: [] }),
    t,
  });
  return {
    branch,
    defaultBranch,
    stack,
    hosting,
    pipelines,
    deployments,
    flags: await readFlags(sources, stack),
    server: hosts.server.map(({ claim, confidence, evidence }) => ({ claim, confidence, evidence })),
    packages,
    skipped: [
      ...model.skipped,
      ...sources.skipped.filter(one => !model.skipped.includes(one)),
      ...sources.omitted.map(why => ({ file: '.', why })),
    ],
    answers,
  };
}

/** Facts that are kept while files change. */
export interface KeptFacts {
  /** The facts as of now; `changed` are paths that were edited, added or removed since. */
  update(changed: readonly string[]): Promise<RepositoryFacts>;
}

/**
 * Reads a repository and keeps what was read. An edit of a file that no fact rests on costs nothing; after another
 * one, only that file is read again.
 */
export function keepFacts(files: Files, options: ReadOptions): KeptFacts {
  const texts = new Map<string, Promise<string | undefined>>();
  let listing: ReturnType<Files['list']> | undefined;
  let facts: RepositoryFacts | undefined;
  const kept: Files = {
    list: () => (listing ??= files.list()),
    read: path => {
      const found = texts.get(path) ?? files.read(path);
      texts.set(path, found);
      return found;
    },
  };
  return {
    async update(changed) {
      const known = new Set((await kept.list()).files.map(({ path }) => path));
      const listed = changed.every(path => known.has(path));
      if (facts && listed && !changed.some(path => texts.has(path))) return facts;
      if (!listed) listing = undefined;
      for (const path of changed) texts.delete(path);
      return (facts = await readRepository(kept, options));
    },
  };
}

/** Reads the pipelines once, to trace several events through them. Cheaper than {@link readRepository}. */
export async function readPipelines(
  files: Files,
  options: Omit<ReadOptions, 'technologies'>,
): Promise<PipelineModel> {
  const { sources, refs } = await open(files, options);
  return readAllPipelines(sources, refs, await readWatches(sources, options.t), options.t);
}

/** What one event sets in motion: what `tpm-lens trace` prints. Pure and fast (no reading). */
export function traceEvent(model: PipelineModel, event: RepositoryEvent): Trace {
  return model.trace(event);
}

async function open(files: Files, { git, signal }: Pick<ReadOptions, 'git' | 'signal'>) {
  const [listing, refs] = await Promise.all([files.list(), readRefs(git, signal)]);
  return { sources: openSources(files, listing), refs };
}
