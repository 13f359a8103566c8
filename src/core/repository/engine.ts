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
import { readAhead } from './pipelines/github/read';
import type { PipelineModel } from './pipelines/model';
import { Kept } from './read/kept';
import { maySet } from './read/paths';
import { listsOf, openSources, partNow, pathsAfter, pathsOf, type Paths, type Sources } from './read/sources';
import { readRefs, type Refs } from './refs';
import { readStack } from './stack';
import { hasFlags, readFlags } from './stack/flags';
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

/** What the files of a product show, and what follows from an event. */
export interface ProductReading {
  readonly facts: RepositoryFacts;
  readonly pipelines: PipelineModel;
  /** How many files were listed. */
  readonly files: number;
}

/** Everything the files show: what `tpm-lens repo` prints. */
export async function readRepository(files: Files, options: ReadOptions): Promise<RepositoryFacts> {
  const { sources, refs } = await open(files, options);
  return (await readFacts(sources, refs, options)).facts;
}

async function open(files: Files, { git, signal }: Pick<ReadOptions, 'git' | 'signal'>) {
  const kept = new Kept();
  const [listing, refs] = await Promise.all([files.list(), readRefs(git, signal), readAhead(files, kept)]);
  const paths = pathsOf(listing);
  return { sources: openSources(files, paths, kept), refs, kept, paths };
}

async function readFacts(sources: Sources, refs: Refs, options: ReadOptions): Promise<ProductReading> {
  const { t, technologies } = options;
  const hosts = await readHosting(sources, t);
  const model = await pipelinesIn(sources, refs, t);
  const { stack, packages } = await readStack(sources, technologies, hosts.images, refs.slug);
  const { deployments, pipelines } = model;
  const hosting = withoutGuesses([...hosts.hosting, ...hostingOfDeployments(deployments, hosts.hosting)]);
  const { branch, defaultBranch } = refs;
  const { pullRequest, merge } = await sources.step('what usually happens', async own =>
    usually(await pipelinesIn(own, refs, t), refs),
  );
  const answers = answersOf({
    refs,
    stack,
    hosting,
    server: hosts.server,
    deployments,
    pipelines: pipelines.length,
    untraced: model.untraced,
    pullRequest,
    merge,
    t,
  });
  const flags = await sources.step(
    `flags of ${stack
      .map(({ id }) => id)
      .filter(hasFlags)
      .join(' ')}`,
    own => readFlags(own, stack),
  );
  const facts: RepositoryFacts = {
    branch,
    defaultBranch,
    stack,
    hosting,
    pipelines,
    deployments,
    flags,
    server: hosts.server.map(({ claim, confidence, evidence }) => ({ claim, confidence, evidence })),
    packages,
    skipped: [
      ...new Map([...model.skipped, ...sources.skipped].map(one => [one.file, one])).values(),
      ...sources.omitted.map(why => ({ file: '.', why })),
    ],
    answers,
  };
  return { facts, pipelines: model, files: [...sources.everyPath].length };
}

/** A pull request and a merge that touch nothing in particular. */
function usually(model: PipelineModel, { defaultBranch: branch }: Refs) {
  if (branch === undefined) return { pullRequest: undefined, merge: undefined };
  return {
    pullRequest: model.trace({ kind: 'pull_request', base: branch, changed: [] }),
    merge: model.trace({ kind: 'push', branch, changed: [] }),
  };
}

const pipelinesIn = (sources: Sources, refs: Refs, t: Translate): Promise<PipelineModel> =>
  sources.step('pipelines', async own => readAllPipelines(own, refs, await readWatches(own, t), t));

/** Facts that are kept while files change. */
export interface KeptFacts {
  /**
   * The facts as of now; `changed` are paths that were edited, added or removed since, `undefined` where that is not
   * known; `refs`: the branch may have changed too. Where nothing rests on any of it the last reading is given again.
   */
  update(changed?: readonly string[], also?: { readonly refs: boolean }): Promise<ProductReading>;
}

/**
 * Reads a repository and keeps what was read. An edit of a file that no fact rests on costs nothing; after another
 * one, only that file is read again and only what follows from it is worked out anew; so after one comes or goes, where
 * the files can tell that without being listed again.
 */
export function keepFacts(files: Files, options: ReadOptions): KeptFacts {
  let last:
    | { readonly reading: ProductReading; readonly refs: Refs; readonly kept: Kept; readonly paths: Paths }
    | undefined;
  const anew = async (): Promise<ProductReading> => {
    const { sources, refs, kept, paths } = await open(files, options);
    const reading = await readFacts(sources, refs, options);
    last = { reading, refs, kept, paths };
    return reading;
  };
  const update = async (
    changed: readonly string[] | undefined,
    anyRefs: boolean,
  ): Promise<ProductReading> => {
    if (!last || !changed) return anew();
    const { kept } = last;
    const refs = anyRefs ? await readRefs(options.git, options.signal) : last.refs;
    const sameRefs = JSON.stringify(refs) === JSON.stringify(last.refs);
    const { matter, touched, strange } = concerned(changed, last.paths, kept);
    // what cannot be read may be a folder that has come or gone with all that is in it
    if ((await Promise.all(strange.map(path => files.read(path)))).includes(undefined)) return anew();
    if (sameRefs && matter.length === 0) return last.reading;
    const known = matter.some(path => kept.knows(path));
    kept.forget(matter);
    const readable = await openSources(files, last.paths, kept).readAll(touched);
    const lost = touched.filter(path => !readable.some(source => source.path === path));
    const moved = await movedPaths(files, last.paths, [...lost, ...matter.filter(isNew(last.paths))]);
    if (!moved) return anew();
    const { come, gone } = moved;
    if (sameRefs && !known && come.length + gone.length === 0) return last.reading;
    const paths = come.length + gone.length > 0 ? pathsAfter(last.paths, come, gone) : last.paths;
    // what is gone was read in vain, and is no file that cannot be read
    kept.forget(gone);
    const sources = openSources(files, paths, kept);
    if (!sameRefs) kept.steps.clear();
    for (const path of [...come, ...gone]) kept.forgetPresence(path, listsOf(path));
    // looked at from aside: what cannot be read there is not for this reading to name
    await kept.forgetSteps(matter, partNow(openSources(files, paths, kept)));
    const reading = await readFacts(sources, refs, options);
    last = { reading, refs, kept, paths };
    return reading;
  };
  let before: Promise<unknown> = Promise.resolve();
  return {
    // one after the other: each builds on what the one before has kept
    update: (changed, also) => {
      const next = before.then(() => update(changed, also?.refs ?? false));
      before = next.catch(() => undefined);
      return next;
    },
  };
}

const isNew =
  (paths: Paths) =>
  (path: string): boolean =>
    !paths.listed(path);

/** The changed paths on which something rests, those of them that were listed, and those that are new but tell nothing. */
function concerned(changed: readonly string[], paths: Paths, kept: Kept) {
  const matters = (path: string): boolean =>
    kept.knows(path) || (maySet(path) && kept.restsOnPresence(path, listsOf(path)));
  const all = [...new Set(changed)];
  const matter = all.filter(matters);
  return {
    matter,
    touched: matter.filter(path => paths.listed(path)),
    strange: all.filter(path => !paths.listed(path) && maySet(path) && !matter.includes(path)),
  };
}

/** Of paths that are new or cannot be read any more: those that are listed now and were not, and the reverse. */
async function movedPaths(files: Files, paths: Paths, doubtful: readonly string[]) {
  if (doubtful.length === 0) return { come: [], gone: [] };
  // one that git ignores does not come, and one that git remembers does not go
  const there = await files.listed?.(doubtful);
  return (
    there && {
      come: doubtful.filter(path => there.includes(path) && !paths.listed(path)),
      gone: doubtful.filter(path => !there.includes(path) && paths.listed(path)),
    }
  );
}

/** Reads the pipelines once, to trace several events through them. Cheaper than {@link readRepository}. */
export async function readPipelines(
  files: Files,
  options: Omit<ReadOptions, 'technologies'>,
): Promise<PipelineModel> {
  const { sources, refs } = await open(files, options);
  return pipelinesIn(sources, refs, options.t);
}

/** What one event sets in motion: what `tpm-lens trace` prints. Pure and fast (no reading). */
export function traceEvent(model: PipelineModel, event: RepositoryEvent): Trace {
  return model.trace(event);
}
