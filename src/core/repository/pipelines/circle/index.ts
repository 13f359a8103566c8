/** CircleCI as a pipeline model. */
import type { Translate } from '../../../translate';
import type { Sources } from '../../read/sources';
import { at, entriesOf, textAt } from '../../read/tree';
import { readFirstYaml } from '../../read/yaml';
import type { Refs } from '../../refs';
import type { Pipeline, RepositoryEvent } from '../../types';
import type { PipelineModel } from '../model';
import { deploymentsOf, traceOf, type Played, type Probe } from '../outcome';
import { trigger, triedOf } from '../probeTrigger';
import type { Scripts } from '../scripts';
import { playAll, type Happening } from './play';
import { probesOf } from './probes';
import { workflowsOf, type Workflow } from './workflows';

const system = 'CircleCI';
const files = ['.circleci/config.yml', '.circleci/config.yaml'];
const none: PipelineModel = {
  pipelines: [],
  deployments: [],
  skipped: [],
  untraced: [],
  trace: () => ({ runs: [], deploys: [], notRun: [] }),
};

export async function readCircle(
  sources: Sources,
  scripts: Scripts,
  refs: Refs,
  t: Translate,
): Promise<PipelineModel> {
  const file = files.find(name => sources.everyPath.includes(name));
  const parsed = file === undefined ? undefined : await sources.parsed(file, readFirstYaml);
  if (file === undefined || !parsed?.value) return none;
  const { source, value: tree } = parsed;
  const reader = { source, tree, scripts, t };
  const workflows = await workflowsOf(reader);
  const { defaultBranch } = refs;
  const configuration = { file, tree, source, workflows, defaultBranch };
  const play = (event: Happening): Played => playAll(configuration, event, t);
  const probes = probesOf(source.text, defaultBranch, workflows);
  const orbs = entriesOf(at(tree, 'orbs')).filter(({ value }) => textAt(value) !== undefined);
  const dynamic = textAt(tree, 'setup') === 'true';
  return {
    pipelines: workflows.map(workflow => pipelineOf(file, workflow, probes, play, t)),
    deployments: deploymentsOf(probes, play, t),
    skipped: [
      ...(orbs.length > 0
        ? [
            {
              file,
              why: t(
                'line {0}: what the orbs {1} do is not in this repository',
                orbs[0]?.line ?? 1,
                orbs.map(({ value }) => textAt(value) ?? '').join(', '),
              ),
            },
          ]
        : []),
      ...(dynamic ? [{ file, why: t('it makes the rest of its configuration at run time') }] : []),
    ],
    untraced: [],
    trace: event => traceOf(system, happeningsOf(event, refs, t).map(play), t),
  };
}

function happeningsOf(event: RepositoryEvent, refs: Refs, t: Translate): readonly Happening[] {
  switch (event.kind) {
    case 'push':
      return [{ ref: { kind: 'branch', name: event.branch }, source: 'webhook' }];
    case 'tag':
      return [{ ref: { kind: 'tag', name: event.tag }, source: 'webhook' }];
    case 'pull_request': {
      const not = [event.base, ...(refs.defaultBranch === undefined ? [] : [refs.defaultBranch])];
      return [
        {
          ref: { kind: 'branch', name: event.head, not },
          source: 'webhook',
          takes: t('commits are pushed to the branch of the pull request, which is what CircleCI builds'),
        },
      ];
    }
  }
}

function pipelineOf(
  file: string,
  workflow: Workflow,
  probes: readonly Probe<Happening>[],
  play: (event: Happening) => Played,
  t: Translate,
): Pipeline {
  const own = new Set(workflow.uses.map(({ name }) => name));
  const starts = new Map<Probe<Happening>['kind'], { labels: Set<string>; all: boolean }>();
  for (const { kind, event, label } of probes) {
    if (!play(event).jobs.some(({ job, fate }) => own.has(job) && fate.runs !== 'no')) continue;
    const group = starts.get(kind) ?? { labels: new Set<string>(), all: false };
    if (label === undefined) group.all = true;
    else group.labels.add(label);
    starts.set(kind, group);
  }
  return {
    system,
    name: workflow.name,
    file,
    triggers: [...starts].map(([event, { labels, all }]) =>
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
  };
}
