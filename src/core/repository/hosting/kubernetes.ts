/** Kubernetes objects, Helm charts, Kustomize, Argo CD and Flux. */
import type { Translate } from '../../translate';
import type { Source, Sources } from '../read/sources';
import { at, entryAt, itemsOf, textAt, Unreadable, type Tree } from '../read/tree';
import { readYaml } from '../read/yaml';
import { containerImages, splitImage, type ImageUse } from '../stack/images';
import type { Hosting } from '../types';
import { fact, type Finding, type ServerFact, type Watch } from './finding';

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Rollout']);
/** Folders in which objects of a cluster usually lie. */
export const likely =
  /(^|\/)(k8s|kube|kubernetes|kustomize|manifests?|deploy(ments?)?|charts?|helm|base|overlays?|clusters?|apps?|infra(structure)?|argo(cd)?|flux|gitops|envs?|environments?|hokusai)\//i;

/** All YAML that may hold objects of a cluster, with what its documents say. */
export async function readKubernetes(
  sources: Sources,
  t: Translate,
): Promise<Finding & { readonly images: readonly ImageUse[] }> {
  const hosting: Hosting[] = [];
  const server: ServerFact[] = [];
  const watches: Watch[] = [];
  const images: ImageUse[] = [];
  const charts = sources.named('Chart.yaml').map(path => path.slice(0, -'Chart.yaml'.length));
  const inChart = (path: string): boolean => charts.some(folder => path.startsWith(`${folder}templates/`));
  const candidates = sources.settings.filter(
    path =>
      /\.ya?ml$/.test(path) &&
      (likely.test(path) || !path.includes('/')) &&
      !path.startsWith('.github/') &&
      !/(^|\/)(tests?|e2e|crds?)\//.test(path) &&
      !inChart(path),
  );
  for (const source of await sources.readAll(candidates)) {
    if (!/^\s*apiVersion:/m.test(source.text) || !/^\s*kind:/m.test(source.text)) continue;
    for (const tree of documents(source, sources)) {
      const kind = textAt(tree, 'kind') ?? '';
      const group = textAt(tree, 'apiVersion') ?? '';
      const kindLine = entryAt(tree, 'kind')?.line ?? tree.line;
      const name = textAt(tree, 'metadata', 'name') ?? '';
      if (workloads.has(kind) && /^(apps|batch|argoproj\.io)\//.test(group)) {
        hosting.push({
          target: name,
          provider: 'Kubernetes',
          confidence: 'stated',
          evidence: [source.evidence(kindLine)],
        });
        server.push(...workload(tree, name, source, t));
        for (const { text, line } of containerImages(tree))
          images.push({ ...splitImage(text), evidence: source.evidence(line), role: 'service' });
      }
      if (kind === 'Service' && group.startsWith('serving.knative.dev'))
        hosting.push({
          target: name,
          provider: /run\.googleapis\.com/.test(source.text) ? 'Cloud Run' : 'Knative',
          confidence: 'stated',
          evidence: [source.evidence(kindLine)],
        });
      if (kind === 'HorizontalPodAutoscaler') {
        const most = entryAt(tree, 'spec', 'maxReplicas');
        const least = textAt(tree, 'spec', 'minReplicas') ?? '1';
        if (most)
          server.push(
            fact(
              'scale',
              t('Between {0} and {1} copies run, depending on load', least, textAt(most.value) ?? ''),
              source,
              most.line,
            ),
          );
      }
      const watch = gitOps(tree, kind, group, name, source, t);
      if (watch) watches.push(watch);
    }
  }
  for (const folder of charts) {
    const source = await sources.read(`${folder}Chart.yaml`);
    if (!source || !sources.paths.some(path => path.startsWith(`${folder}templates/`))) continue;
    const name = /^name:\s*["']?([\w.-]+)/m.exec(source.text)?.[1] ?? folder;
    const line = source.lines.findIndex(text => text.startsWith('name:')) + 1;
    hosting.push({
      target: name,
      provider: 'Kubernetes (Helm)',
      confidence: 'stated',
      evidence: [source.evidence(Math.max(line, 1))],
    });
  }
  // Argo CD and Flux work on a cluster, whatever it is that they install there
  const [watch] = watches;
  if (watch && hosting.length === 0)
    hosting.push({
      target: watch.target,
      provider: 'Kubernetes',
      confidence: 'inferred',
      evidence: watch.evidence.slice(0, 1),
    });
  return { hosting: asOneCluster(onePer(hosting), t), server, watches, images };
}

/** Each source is read once, however often what is near it changes. */
const read = new WeakMap<Source, readonly Tree[]>();

function documents(source: Source, sources: Sources): readonly Tree[] {
  try {
    const trees = read.get(source) ?? readYaml(source.text);
    read.set(source, trees);
    return trees;
  } catch (error) {
    const template = source.text.includes('{{') || source.text.includes('<%');
    sources.skip(
      source.path,
      template
        ? 'it is a template'
        : `line ${error instanceof Unreadable ? error.line : 1}: it is not valid YAML`,
    );
    return [];
  }
}

function workload(tree: Tree, name: string, source: Source, t: Translate): readonly ServerFact[] {
  const facts: ServerFact[] = [];
  const replicas = entryAt(tree, 'spec', 'replicas');
  if (replicas)
    facts.push(
      fact('scale', t('{0} copies of `{1}` run', textAt(replicas.value) ?? '', name), source, replicas.line),
    );
  const schedule = entryAt(tree, 'spec', 'schedule');
  if (schedule)
    facts.push(
      fact(
        'schedule',
        t('`{0}` starts by the clock ({1})', name, textAt(schedule.value) ?? ''),
        source,
        schedule.line,
      ),
    );
  for (const container of itemsOf(at(tree, 'spec', 'template', 'spec', 'containers'))) {
    for (const port of itemsOf(at(container, 'ports')).slice(0, 1))
      facts.push(
        fact(
          'port',
          t('`{0}` listens on port {1}', name, textAt(port, 'containerPort') ?? ''),
          source,
          port.line,
        ),
      );
    const probe =
      entryAt(container, 'readinessProbe', 'httpGet', 'path') ??
      entryAt(container, 'livenessProbe', 'httpGet', 'path');
    if (probe)
      facts.push(
        fact(
          'health',
          t('The cluster asks `{0}` whether `{1}` is healthy', textAt(probe.value) ?? '', name),
          source,
          probe.line,
        ),
      );
    const memory = entryAt(container, 'resources', 'limits', 'memory');
    if (memory)
      facts.push(
        fact('size', t('`{0}` may use {1} of memory', name, textAt(memory.value) ?? ''), source, memory.line),
      );
  }
  return facts;
}

/** A cluster that follows a git repository: what is merged there is what runs. */
function gitOps(
  tree: Tree,
  kind: string,
  group: string,
  name: string,
  source: Source,
  t: Translate,
): Watch | undefined {
  const line = entryAt(tree, 'kind')?.line ?? tree.line;
  const environment =
    /prod|stag|dev/i
      .exec(`${name} ${source.path}`)?.[0]
      .toLowerCase()
      .replace('prod', 'production')
      .replace('stag', 'staging')
      .replace(/^dev$/, 'development') ?? '';
  if ((kind === 'Application' || kind === 'ApplicationSet') && group.startsWith('argoproj.io')) {
    const spec = kind === 'Application' ? at(tree, 'spec') : at(tree, 'spec', 'template', 'spec');
    const automated = entryAt(spec, 'syncPolicy', 'automated');
    const repo = entryAt(spec, 'source', 'repoURL');
    const revision = textAt(spec, 'source', 'targetRevision');
    const evidence = [
      source.evidence(line),
      ...(repo ? [source.evidence(repo.line)] : []),
      ...(automated ? [source.evidence(automated.line)] : []),
    ];
    return {
      provider: 'Argo CD',
      target: name,
      environment,
      branch: revision === undefined || revision === 'HEAD' || /[{$]/.test(revision) ? undefined : revision,
      previews: false,
      mechanism: automated
        ? 'Argo CD applies what the repository says'
        : 'Argo CD shows the difference; a person or program syncs it',
      approval: automated ? 'none' : 'unknown',
      confidence: 'inferred',
      assumes: t(
        'Argo CD follows this repository ({0})',
        textAt(repo?.value) ?? t('which one is not stated'),
      ),
      evidence,
    };
  }
  if (
    (kind === 'Kustomization' && group.startsWith('kustomize.toolkit.fluxcd.io')) ||
    (kind === 'HelmRelease' && group.startsWith('helm.toolkit.fluxcd.io'))
  ) {
    return {
      provider: 'Flux',
      target: name,
      environment,
      previews: false,
      mechanism: 'Flux applies what the repository says',
      confidence: 'inferred',
      assumes: t('the cluster’s Flux follows the default branch of this repository'),
      evidence: [source.evidence(line)],
    };
  }
  return undefined;
}

/** One entry for a provider and target, however many files repeat it. */
export function onePer(hosting: readonly Hosting[]): readonly Hosting[] {
  const seen = new Map<string, Hosting>();
  for (const one of hosting) {
    const key = `${one.provider}\n${one.target}`;
    const other = seen.get(key);
    seen.set(key, other ? { ...other, evidence: [...other.evidence, ...one.evidence].slice(0, 5) } : one);
  }
  return [...seen.values()];
}

const mostWorkloads = 3;

/** A cluster runs many programs; a list of hosts wants the cluster. */
function asOneCluster(hosting: readonly Hosting[], t: Translate): readonly Hosting[] {
  const workloads = hosting.filter(({ provider }) => provider === 'Kubernetes');
  if (workloads.length <= mostWorkloads) return hosting;
  const names = workloads.slice(0, mostWorkloads).map(({ target }) => target);
  const target = t('{0} and {1} more', names.join(', '), workloads.length - names.length);
  const evidence = workloads.flatMap(one => one.evidence.slice(0, 1)).slice(0, 5);
  return [
    { target, provider: 'Kubernetes', confidence: 'stated', evidence },
    ...hosting.filter(one => !workloads.includes(one)),
  ];
}
