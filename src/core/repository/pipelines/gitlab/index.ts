/** GitLab CI as a pipeline model. */
import type { Translate } from '../../../translate';
import { at, textAt } from '../../read/tree';
import type { Sources } from '../../read/sources';
import type { Refs } from '../../refs';
import type { Pipeline, RepositoryEvent, Trigger } from '../../types';
import type { PipelineModel } from '../model';
import { deploymentsOf, traceOf, type Played, type Probe } from '../outcome';
import { trigger, triedOf } from '../probeTrigger';
import type { Scripts } from '../scripts';
import { isThrownAway } from '../throwAway';
import { configOf } from './config';
import { scriptOf, type ScriptAct } from './deploys';
import { allIncludes, flatten, openLoader, type Loader, type Part } from './load';
import { childFiles, playPipeline, type Table } from './play';
import { probesOf } from './probes';
import type { Pipe } from './variables';

const system = 'GitLab CI';
const mainFiles = ['.gitlab-ci.yml', '.gitlab-ci.yaml'];
const mostChildren = 60;

export async function readGitlab(
  sources: Sources,
  scripts: Scripts,
  refs: Refs,
  t: Translate,
): Promise<PipelineModel> {
  const file = mainFiles.find(name => sources.everyPath.includes(name));
  const loader = openLoader(sources);
  const main = file === undefined ? undefined : await loader.load(file);
  if (file === undefined || !main)
    return { pipelines: [], deployments: [], skipped: [], untraced: [], trace: () => nothing };
  const parts = new Map([[file, main]]);
  const acts = new Map<string, readonly ScriptAct[]>();
  for (const part of parts.values()) {
    for (const child of await readJobs(part, loader, scripts, acts)) {
      if (parts.size >= mostChildren || parts.has(child)) continue;
      const loaded = await loader.load(child);
      if (loaded) parts.set(child, loaded);
    }
  }
  const table: Table = {
    loader,
    parts,
    // only `exists` asks for them
    paths: [...parts.values()].flatMap(partsOf).some(({ source }) => source.text.includes('exists'))
      ? [...sources.everyPath]
      : [],
    project: { defaultBranch: refs.defaultBranch, path: refs.gitlabPath },
    acts: script => acts.get(script) ?? [],
    configs: new Map(),
    children: new WeakMap(),
    t,
  };
  const tried = new WeakMap<Pipe, Played>();
  const play = (pipe: Pipe): Played => {
    const played = tried.get(pipe) ?? playPipeline(file, pipe, table);
    tried.set(pipe, played);
    return played;
  };
  const probes = probesOf([...parts.values()].flatMap(partsOf), refs.defaultBranch);
  const unseen = [...parts.values()].flatMap(part =>
    allIncludes(part).flatMap(include => include.unseen ?? []),
  );
  return {
    pipelines: pipelinesOf(file, parts, probes, play, t),
    deployments: deploymentsOf(probes, play, t),
    skipped: unseen.map(({ what, evidence }) => ({
      file: evidence.file,
      why: t('line {0}: `{1}` is included from elsewhere and cannot be read here', evidence.line, what),
    })),
    untraced: [],
    trace: event => traceOf(system, pipesOf(event, t).map(play), t),
  };
}

const nothing = { runs: [], deploys: [], notRun: [] };

/** A merge request has its own pipeline; the pushes to its branch have theirs. */
export function pipesOf(event: RepositoryEvent, t: Translate): readonly Pipe[] {
  switch (event.kind) {
    case 'push':
      return [{ source: 'push', kind: 'branch', ref: event.branch, changed: event.changed }];
    case 'tag':
      return [{ source: 'push', kind: 'tag', ref: event.tag }];
    case 'pull_request': {
      const { base, head: ref, changed } = event;
      return [
        { source: 'merge_request_event', kind: 'mergeRequest', ref, base, changed },
        {
          source: 'push',
          kind: 'branch',
          ref,
          base,
          changed,
          hasMergeRequest: true,
          takes: t('commits are pushed to its branch, which starts a branch pipeline'),
        },
      ];
    }
  }
}

const partsOf = (part: Part): readonly Part[] => [
  part,
  ...part.includes.flatMap(include => include.parts.flatMap(partsOf)),
];

/** Reads what the scripts of all jobs do, and gives the pipelines that they start. */
async function readJobs(
  part: Part,
  loader: Loader,
  scripts: Scripts,
  acts: Map<string, readonly ScriptAct[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const takes of ['yes', 'no'] as const) {
    const { tree } = flatten(part, loader.origin, ({ rules }) => (rules ? takes : 'yes'));
    const config = configOf(tree, new Set(), loader.origin, part.source);
    for (const job of config.jobs) {
      const script = scriptOf(job.tree);
      found.push(...childFiles(job.tree));
      if (acts.has(script)) continue;
      const image = textAt(at(job.tree, 'image'), 'name') ?? textAt(at(job.tree, 'image')) ?? '';
      const own = await scripts.actsIn(script, '');
      acts.set(
        script,
        own.filter(({ act }) => !isThrownAway(act, `${script}\n${image}`)),
      );
    }
  }
  return [...new Set(found)];
}

/** The pipelines with what starts them, found by trying. */
function pipelinesOf(
  main: string,
  parts: ReadonlyMap<string, Part>,
  probes: readonly Probe<Pipe>[],
  play: (pipe: Pipe) => Played,
  t: Translate,
): readonly Pipeline[] {
  const starts = new Map<Probe<Pipe>['kind'], { labels: Set<string>; all: boolean }>();
  for (const { kind, event, label } of probes) {
    if (!play(event).jobs.some(({ pipeline, fate }) => pipeline === main && fate.runs !== 'no')) continue;
    const group = starts.get(kind) ?? { labels: new Set<string>(), all: false };
    if (label === undefined) group.all = true;
    else group.labels.add(label);
    starts.set(kind, group);
  }
  const triggers = [...starts].map<Trigger>(([event, { labels, all }]) =>
    trigger(
      { event, text: '' },
      triedOf(
        labels,
        all,
        probes.flatMap(({ kind, label }) => (kind === event && label !== undefined ? [label] : [])),
      ),
      [],
      t,
    ),
  );
  return [...parts].map(([file, { tree }]) => ({
    system,
    name: textAt(tree, 'workflow', 'name') ?? file,
    file,
    triggers:
      file === main ? triggers : [{ event: 'pipeline' as const, text: t('started by a job of `{0}`', main) }],
  }));
}
