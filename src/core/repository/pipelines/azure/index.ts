/** Azure Pipelines as a pipeline model. */
import type { Translate } from '../../../translate';
import type { Source, Sources } from '../../read/sources';
import { at, dict, entriesOf, itemsOf, textAt, type Tree } from '../../read/tree';
import { readFirstYaml } from '../../read/yaml';
import type { Refs } from '../../refs';
import type { Pipeline, RepositoryEvent } from '../../types';
import type { PipelineModel } from '../model';
import { deploymentsOf, traceOf, type Played, type Probe } from '../outcome';
import { trigger, triedOf } from '../probeTrigger';
import { sampleOf } from '../globs';
import type { Scripts } from '../scripts';
import { assemble, templatesIn, type Library } from './assemble';
import { playPipeline, surround, type Table } from './play';
import { scriptOf } from './steps';
import { namesIn, type Event } from './triggers';

const system = 'Azure Pipelines';
/** Where people keep them; which file a pipeline uses is a setting of Azure DevOps. */
const place =
  /^(?:.*\/)?(?:\.?azure-pipelines?(?:[.-][\w.-]+)?|azurepipelines?|\.vsts-ci)\.ya?ml$|^\.?(?:azure-pipelines?|azuredevops|azure-devops|ado|pipelines)\/[\w./-]+\.ya?ml$/i;
const mostFiles = 200;

export async function readAzure(
  sources: Sources,
  scripts: Scripts,
  refs: Refs,
  t: Translate,
): Promise<PipelineModel> {
  const files = new Map<string, { source: Source; tree: Tree }>();
  const origin = new WeakMap<Tree, Source>();
  const load = async (path: string): Promise<Tree | undefined> => {
    const known = files.get(path);
    if (known || files.size >= mostFiles) return known?.tree;
    const parsed = await sources.parsed(path, readFirstYaml);
    if (parsed?.value?.kind !== 'dict') return undefined;
    files.set(path, { source: parsed.source, tree: parsed.value });
    note(parsed.value, parsed.source, origin);
    return parsed.value;
  };
  const named = new Set<string>();
  const queue = [...sources.settings.filter(path => place.test(path))];
  for (const path of queue) {
    const tree = await load(path);
    for (const template of tree ? templatesIn(tree, path) : []) {
      if (!named.has(template) && !files.has(template)) queue.push(template);
      named.add(template);
    }
  }
  // what another file includes is a template, and so is what has parameters and nothing that starts it
  const mains = [...files]
    .filter(([path, { tree }]) => isPipeline(tree) && !named.has(path))
    .map(([path]) => path);
  if (mains.length === 0)
    return {
      pipelines: [],
      deployments: [],
      skipped: [],
      untraced: [],
      trace: () => ({ runs: [], deploys: [], notRun: [] }),
    };
  const library: Library = { files, origin };
  const probes = probesOf(
    mains.flatMap(path => files.get(path) ?? []),
    refs.defaultBranch,
  );
  // scripts are read as they stand once templates and their parameters are put in
  const assembled = mains.flatMap(path =>
    probes.map(({ event }) => {
      const tree = files.get(path)?.tree ?? dict([], 1);
      return assemble(path, library, surround(tree, event, refs.defaultBranch, t)).tree;
    }),
  );
  const acts = await readScripts(assembled, scripts);
  const remote = refs.slug === undefined ? undefined : 'github';
  const table: Table = {
    library,
    repos: refs.azure === true ? 'azure' : remote,
    defaultBranch: refs.defaultBranch,
    acts: script => acts.get(script) ?? [],
    t,
  };
  const play = (event: Event): Played => together(mains.map(path => playPipeline(path, event, table)));
  return {
    pipelines: mains.map(path => pipelineOf(path, files.get(path)?.tree, probes, table, t)),
    deployments: deploymentsOf(probes, play, t),
    skipped: [],
    untraced: [],
    trace: event => traceOf(system, [play(eventOf(event))], t),
  };
}

const eventOf = (event: RepositoryEvent): Event => {
  switch (event.kind) {
    case 'push':
      return { kind: 'push', name: event.branch, changed: event.changed };
    case 'tag':
      return { kind: 'tag', name: event.tag };
    case 'pull_request':
      return { kind: 'pull_request', name: event.base, changed: event.changed };
  }
};

function note(tree: Tree, source: Source, origin: WeakMap<Tree, Source>): void {
  if (origin.has(tree)) return;
  origin.set(tree, source);
  if (tree.kind === 'list') for (const item of tree.items) note(item, source, origin);
  else for (const { value } of entriesOf(tree)) note(value, source, origin);
}

const isPipeline = (tree: Tree): boolean =>
  ['stages', 'jobs', 'steps', 'extends'].some(key => at(tree, key) !== undefined) &&
  // `steps:` with `parameters:` as a map is how templates look
  !(
    at(tree, 'parameters')?.kind === 'dict' &&
    !['trigger', 'pr', 'pool', 'schedules', 'resources'].some(key => at(tree, key) !== undefined)
  ) &&
  at(tree, 'apiVersion') === undefined &&
  at(tree, 'on') === undefined;

async function readScripts(trees: readonly Tree[], scripts: Scripts) {
  const acts = new Map<string, Awaited<ReturnType<Scripts['actsIn']>>>();
  const visit = async (tree: Tree): Promise<void> => {
    if (tree.kind === 'list') for (const item of tree.items) await visit(item);
    if (tree.kind !== 'dict') return;
    const script = scriptOf(tree);
    if (script !== undefined && !acts.has(script)) acts.set(script, await scripts.actsIn(script, ''));
    for (const { value } of tree.entries.values()) await visit(value);
  };
  for (const tree of trees) await visit(tree);
  return acts;
}

function probesOf(
  mains: readonly { readonly source: Source; readonly tree: Tree }[],
  defaultBranch: string | undefined,
): readonly Probe<Event>[] {
  const branches = new Set<string>(defaultBranch === undefined ? [] : [defaultBranch]);
  const tags = new Set<string>();
  for (const { source, tree } of mains) {
    for (const name of namesIn(tree, 'branches')) branches.add(name.replace(/^refs\/heads\//, ''));
    for (const name of namesIn(tree, 'tags')) tags.add(name.replace(/^refs\/tags\//, ''));
    for (const [, kind, name = ''] of source.text.matchAll(/refs\/(heads|tags)\/([\w./-]+)/g))
      if (kind === 'heads') branches.add(name);
      else tags.add(/\d/.test(name) ? name : `${name}*`);
    for (const [, name = ''] of source.text.matchAll(/SourceBranchName'\]\s*,\s*'([\w.-]+)'/g))
      branches.add(name);
  }
  const probes: Probe<Event>[] = [];
  for (const label of [...branches].slice(0, 30)) {
    const name = sampleOf(label).replace(/\/$/, '/x');
    probes.push({ kind: 'push', label, event: { kind: 'push', name } });
    probes.push({ kind: 'pull_request', label, event: { kind: 'pull_request', name } });
  }
  probes.push({ kind: 'push', label: undefined, event: { kind: 'push', name: 'some/other-branch' } });
  probes.push({
    kind: 'pull_request',
    label: undefined,
    event: { kind: 'pull_request', name: 'some/other-branch' },
  });
  for (const label of [...tags].slice(0, 30))
    probes.push({ kind: 'tag', label, event: { kind: 'tag', name: sampleOf(label) } });
  probes.push({ kind: 'tag', label: undefined, event: { kind: 'tag', name: 'zz-other' } });
  probes.push({ kind: 'schedule', label: undefined, event: { kind: 'schedule', name: undefined } });
  if (mains.some(({ tree }) => textAt(tree, 'trigger') === 'none'))
    probes.push({ kind: 'manual', label: undefined, event: { kind: 'manual', name: undefined } });
  return probes;
}

const together = (all: readonly Played[]): Played => ({
  jobs: all.flatMap(({ jobs }) => jobs),
  quiet: all.flatMap(({ quiet }) => quiet),
});

function pipelineOf(
  file: string,
  tree: Tree | undefined,
  probes: readonly Probe<Event>[],
  table: Table,
  t: Translate,
): Pipeline {
  const starts = new Map<Probe<Event>['kind'], { labels: Set<string>; all: boolean }>();
  for (const { kind, event, label } of probes) {
    if (!playPipeline(file, event, table).jobs.some(({ fate }) => fate.runs !== 'no')) continue;
    const group = starts.get(kind) ?? { labels: new Set<string>(), all: false };
    if (label === undefined) group.all = true;
    else group.labels.add(label);
    starts.set(kind, group);
  }
  const after = itemsOf(at(tree, 'resources', 'pipelines')).filter(one => at(one, 'trigger') !== undefined);
  const name = textAt(tree, 'name');
  return {
    system,
    name: name === undefined || name.includes('$') ? file : name,
    file,
    triggers: [
      ...[...starts].map(([event, { labels, all }]) =>
        trigger(
          { event, text: '' },
          triedOf(
            labels,
            all,
            probes.flatMap(one => (one.kind === event && one.label !== undefined ? [one.label] : [])),
          ),
          [],
          t,
        ),
      ),
      ...after.map(one => ({
        event: 'pipeline' as const,
        text: t('after `{0}` has ended', textAt(one, 'source') ?? textAt(one, 'pipeline') ?? ''),
      })),
    ],
  };
}
