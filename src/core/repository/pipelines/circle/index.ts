/** CircleCI as a pipeline model. */
import type { Translate } from '../../../translate';
import type { Source, Sources } from '../../read/sources';
import { at, entriesOf, entryAt, itemsOf, listOf, textAt, textsOf, type Tree } from '../../read/tree';
import { readFirstYaml } from '../../read/yaml';
import type { Refs } from '../../refs';
import type { Approval, Evidence, Pipeline, RepositoryEvent } from '../../types';
import { environmentIn, type Act } from '../acts';
import { both, certainly, never, type Fate } from '../fate';
import { verdict } from '../github/values';
import type { PipelineModel } from '../model';
import {
  deploymentsOf,
  traceOf,
  type DeployOutcome,
  type JobOutcome,
  type Played,
  type Probe,
} from '../outcome';
import { trigger, triedOf } from '../probeTrigger';
import { compileRegex } from '../regex';
import type { Scripts } from '../scripts';
import { isThrownAway } from '../throwAway';
import { filterFate, type Ref } from './filters';
import { defaultsOf, holds, type Surroundings } from './logic';
import { actOfOrb, inputsOf, piecesOf, type Definitions, type Piece } from './steps';

const system = 'CircleCI';
const files = ['.circleci/config.yml', '.circleci/config.yaml'];
const none: PipelineModel = {
  pipelines: [],
  deployments: [],
  skipped: [],
  untraced: [],
  trace: () => ({ runs: [], deploys: [], notRun: [] }),
};

interface Happening {
  readonly ref: Ref;
  readonly source: 'webhook' | 'schedule' | 'api';
  readonly takes?: string;
}

/** A job as a workflow names it. */
interface Use {
  readonly workflow: string;
  readonly name: string;
  readonly job: string;
  readonly tree: Tree;
  readonly line: number;
  readonly approval: boolean;
  readonly requires: readonly string[];
  readonly found: readonly { readonly act: Act; readonly evidence: readonly Evidence[] }[];
}

interface Workflow {
  readonly name: string;
  readonly tree: Tree;
  readonly line: number;
  readonly scheduled: boolean;
  readonly uses: readonly Use[];
}

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
  const play = (event: Happening): Played => playAll(file, tree, source, workflows, event, t);
  const probes = probesOf(source.text, refs.defaultBranch, workflows);
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

interface Reader {
  readonly source: Source;
  readonly tree: Tree;
  readonly scripts: Scripts;
  readonly t: Translate;
}

const mostJobs = 300;

async function workflowsOf({ source, tree, scripts, t }: Reader): Promise<readonly Workflow[]> {
  const inline = entriesOf(at(tree, 'orbs')).filter(({ value }) => value.kind === 'dict');
  const named = (key: 'jobs' | 'commands'): ReadonlyMap<string, Tree> =>
    new Map([
      ...inline.flatMap(orb =>
        entriesOf(at(orb.value, key)).map(one => [`${orb.key}/${one.key}`, one.value] as const),
      ),
      ...entriesOf(at(tree, key)).map(one => [one.key, one.value] as const),
    ]);
  const jobs = named('jobs');
  const definitions: Definitions = { commands: named('commands') };
  // parameters that only the event decides stay open while the steps are read
  const reading: Surroundings = {
    ref: { kind: 'branch', name: undefined },
    source: 'webhook',
    pipeline: defaultsOf(tree),
    own: new Map(),
    t,
  };
  let left = mostJobs;
  const actsOf = async (job: string, use: Tree): Promise<Use['found']> => {
    const body = jobs.get(job);
    const given = inputsOf(use, reading);
    const line = source.evidence(use.line);
    if (!body) {
      const act = job.includes('/') ? actOfOrb(job, given) : undefined;
      return act ? [{ act, evidence: [line] }] : [];
    }
    const own = new Map([...defaultsOf(body), ...given]);
    const around = { ...reading, own };
    const pieces = [
      ...piecesOf(at(use, 'pre-steps'), definitions, around),
      ...piecesOf(at(body, 'steps'), definitions, around),
      ...piecesOf(at(use, 'post-steps'), definitions, around),
    ];
    const all = pieces.map(({ script = '' }) => script).join('\n');
    const found = (await Promise.all(pieces.map(piece => actsOfPiece(piece, source, scripts)))).flat();
    return found.filter(({ act }) => !isThrownAway(act, all));
  };
  const workflows: Workflow[] = [];
  const written = entriesOf(at(tree, 'workflows')).filter(({ value }) => value.kind === 'dict');
  for (const { key, line, value } of written) {
    const uses: Use[] = [];
    for (const item of itemsOf(at(value, 'jobs'))) {
      if (--left < 0) break;
      const [entry] = item.kind === 'dict' ? entriesOf(item) : [];
      const job = textAt(item) ?? entry?.key ?? '';
      const use = entry?.value ?? { kind: 'dict', line: item.line, entries: new Map() };
      for (const row of matrixOf(use, job)) {
        uses.push({
          workflow: key,
          name: row.name,
          job,
          tree: row.tree,
          line: entry?.line ?? item.line,
          approval: textAt(use, 'type') === 'approval' || textAt(jobs.get(job), 'type') === 'approval',
          requires: listOf(at(use, 'requires')).flatMap(one => textAt(one) ?? entriesOf(one)[0]?.key ?? []),
          found: await actsOf(job, row.tree),
        });
      }
    }
    workflows.push({ name: key, tree: value, line, scheduled: at(value, 'triggers') !== undefined, uses });
  }
  if (written.length === 0 && jobs.has('build')) {
    const entry = entryAt(tree, 'jobs', 'build');
    const empty: Tree = { kind: 'dict', line: entry?.line ?? 1, entries: new Map() };
    const use: Use = {
      workflow: 'build',
      name: 'build',
      job: 'build',
      tree: empty,
      line: entry?.line ?? 1,
      approval: false,
      requires: [],
      found: await actsOf('build', empty),
    };
    workflows.push({ name: 'build', tree: empty, line: entry?.line ?? 1, scheduled: false, uses: [use] });
  }
  return workflows;
}

/** A use with a matrix is several jobs. */
function matrixOf(use: Tree, job: string): readonly { readonly name: string; readonly tree: Tree }[] {
  const name = textAt(use, 'name') ?? job;
  let rows: Map<string, Tree>[] = [new Map<string, Tree>()];
  for (const { key, value } of entriesOf(at(use, 'matrix', 'parameters')))
    rows = rows.slice(0, 50).flatMap(row => listOf(value).map(item => new Map([...row, [key, item]])));
  if (use.kind !== 'dict' || rows.length <= 1) return [{ name, tree: use }];
  return rows.slice(0, 50).map(row => {
    const entries = new Map(use.entries);
    for (const [key, value] of row) entries.set(key, { key, line: value.line, value });
    const values = [...row.values()].map(value => textAt(value) ?? '');
    const filled = name.replace(
      /<<\s*matrix\.([\w-]+)\s*>>/g,
      (_, key: string) => textAt(row.get(key)) ?? '',
    );
    return { name: filled === name ? `${name}-${values.join('-')}` : filled, tree: { ...use, entries } };
  });
}

async function actsOfPiece(piece: Piece, source: Source, scripts: Scripts): Promise<Use['found']> {
  if (piece.orb !== undefined) {
    const act = actOfOrb(piece.orb, piece.inputs);
    return act ? [{ act, evidence: [source.evidence(piece.line)] }] : [];
  }
  const rows = (piece.script ?? '').split('\n');
  return (await scripts.actsIn(piece.script ?? '', piece.folder)).map(({ act, row, through }) => {
    const wanted = (rows[row] ?? '').trim().slice(0, 60);
    const at1 = source.lines.findIndex(
      (text, index) =>
        index >= piece.line - 1 && index < piece.line + 40 && wanted !== '' && text.includes(wanted),
    );
    return { act, evidence: [source.evidence(at1 === -1 ? piece.line : at1 + 1), ...through.slice(0, 3)] };
  });
}

function playAll(
  file: string,
  tree: Tree,
  source: Source,
  workflows: readonly Workflow[],
  event: Happening,
  t: Translate,
): Played {
  const jobs: JobOutcome[] = [];
  const line = (number: number): Evidence => source.evidence(number);
  const takes: Fate = event.takes === undefined ? certainly : { ...certainly, assumes: [event.takes] };
  const around: Surroundings = {
    ref: event.ref,
    source: event.source,
    pipeline: defaultsOf(tree),
    own: new Map(),
    t,
  };
  for (const workflow of workflows) {
    const started = both(takes, startOf(workflow, event, around, line, t));
    const done = new Map<string, { fate: Fate; waits: boolean }>();
    const byName = new Map(workflow.uses.map(use => [use.name, use]));
    const visit = (use: Use, above: ReadonlySet<Use>): { fate: Fate; waits: boolean } => {
      const found = done.get(use.name);
      if (found) return found;
      const inner = new Set([...above, use]);
      const before = use.requires.flatMap(name => {
        const needed = byName.get(name);
        return needed && !inner.has(needed) && inner.size < 200 ? [{ name, ...visit(needed, inner) }] : [];
      });
      let fate = both(started, filterFate({ ...use.tree, line: use.line }, event.ref, line, t));
      const lacking = before.find(one => one.fate.runs === 'no');
      if (fate.runs !== 'no' && lacking)
        fate = never(
          t('it needs `{0}`, which does not run', lacking.name),
          line(use.line),
          ...lacking.fate.lines,
        );
      else if (fate.runs !== 'no' && before.length > 0)
        fate = both(fate, {
          ...certainly,
          runs: before.some(one => one.fate.runs === 'unknown') ? 'unknown' : 'yes',
          reasons: [t('after {0}', before.map(({ name }) => `\`${name}\``).join(', '))],
          decides: before.flatMap(one => (one.fate.runs === 'unknown' ? one.fate.decides : [])),
        });
      const result = { fate, waits: use.approval || before.some(one => one.waits) };
      done.set(use.name, result);
      return result;
    };
    for (const use of workflow.uses) {
      const { fate, waits } = visit(use, new Set());
      const person = t('a person, who has to approve it');
      jobs.push({
        pipeline: file,
        job: use.name,
        fate:
          waits && fate.runs !== 'no'
            ? both(fate, { ...certainly, runs: 'unknown', decides: [person] })
            : fate,
        after: use.requires,
        deploys: fate.runs === 'no' ? [] : deploysOf(use, fate, waits),
      });
    }
  }
  if (textAt(tree, 'setup') === 'true' && event.ref.kind === 'branch')
    jobs.push({
      pipeline: file,
      job: t('continuation'),
      fate: {
        ...certainly,
        runs: 'unknown',
        decides: [t('the configuration that it makes at run time')],
        lines: [line(1)],
      },
      after: [],
      deploys: [],
    });
  return { jobs, quiet: [] };
}

function startOf(
  { tree, line: own, scheduled }: Workflow,
  event: Happening,
  around: Surroundings,
  line: (number: number) => Evidence,
  t: Translate,
): Fate {
  if (scheduled !== (event.source === 'schedule') && (scheduled || event.source === 'schedule'))
    return scheduled
      ? never(t('its workflow starts by the clock'), line(entryAt(tree, 'triggers')?.line ?? own))
      : {
          ...certainly,
          runs: 'no',
          reasons: [t('its workflow does not start by the clock')],
          lines: [line(own)],
        };
  for (const key of ['when', 'unless'] as const) {
    const entry = entryAt(tree, key);
    if (!entry) continue;
    const value = holds(entry.value, around);
    const answer = verdict(value);
    if (answer === 'unknown')
      return { ...certainly, runs: 'unknown', decides: value.decides, lines: [line(entry.line)] };
    if (answer === (key === 'when' ? 'no' : 'yes'))
      return never(t('the `{0}` of its workflow does not hold', key), line(entry.line));
  }
  return certainly;
}

function deploysOf(
  { found, name, job, workflow }: Use,
  fate: Fate,
  waits: boolean,
): readonly DeployOutcome[] {
  const results = new Map<string, DeployOutcome>();
  for (const { act, evidence } of found) {
    const place = act.kind === 'package' || act.kind === 'image' || act.kind === 'store' ? act.provider : '';
    const said =
      act.environment === undefined || act.environment.startsWith('$') ? undefined : act.environment;
    const environment =
      said ?? (place === '' ? undefined : place) ?? environmentIn(name, job, workflow) ?? '';
    const approval: Approval = waits ? 'manual' : act.kind === 'unclear' ? 'unknown' : 'none';
    const target = act.target === undefined || act.target.startsWith('$') ? undefined : act.target;
    const made: DeployOutcome = {
      act,
      environment,
      target,
      approval,
      fate: act.kind === 'unclear' ? both(fate, { ...certainly, runs: 'unknown' }) : fate,
      evidence,
    };
    results.set([act.kind, act.provider, act.mechanism, environment, target].join('\n'), made);
  }
  const all = [...results.values()];
  return all.some(({ act: { kind } }) => kind === 'server' || kind === 'infrastructure')
    ? all.filter(({ act: { kind } }) => kind !== 'image')
    : all;
}

function probesOf(
  text: string,
  defaultBranch: string | undefined,
  workflows: readonly Workflow[],
): readonly Probe<Happening>[] {
  const names = { branches: new Map<string, string>(), tags: new Map<string, string>() };
  const add = (to: Map<string, string>, label: string): void => {
    const [, source] = /^\/([\s\S]*)\/$/.exec(label) ?? [];
    const like = source === undefined ? label : (compileRegex(source)?.like ?? '');
    if (like !== '' && source !== '.*' && to.size < 30) to.set(label, like);
  };
  if (defaultBranch !== undefined) add(names.branches, defaultBranch);
  for (const { tree } of workflows.flatMap(({ uses }) => uses))
    for (const kind of ['branches', 'tags'] as const)
      for (const key of ['only', 'ignore'])
        for (const one of textsOf(at(tree, 'filters', kind, key))) add(names[kind], one);
  for (const [, name = ''] of text.matchAll(
    /equal:\s*\[\s*["']?([\w./-]+)["']?\s*,\s*<<\s*pipeline\.git\.branch/g,
  ))
    add(names.branches, name);
  const probes: Probe<Happening>[] = [];
  const ref = (kind: Ref['kind'], name: string): Happening => ({ ref: { kind, name }, source: 'webhook' });
  for (const [label, name] of names.branches)
    probes.push({ kind: 'push', label, event: ref('branch', name) });
  probes.push({ kind: 'push', label: undefined, event: ref('branch', 'some/other-branch') });
  for (const [label, name] of names.tags) probes.push({ kind: 'tag', label, event: ref('tag', name) });
  probes.push({ kind: 'tag', label: undefined, event: ref('tag', 'zz-other') });
  if (workflows.some(({ scheduled }) => scheduled))
    probes.push({
      kind: 'schedule',
      label: undefined,
      event: { ref: { kind: 'branch', name: defaultBranch }, source: 'schedule' },
    });
  return probes;
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
