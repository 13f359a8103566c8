/** Walks one event through CircleCI's workflows: which jobs run, and what they deploy. */
import type { Translate } from '../../../translate';
import type { Source } from '../../read/sources';
import { at, entryAt, itemsOf, textAt, type Tree } from '../../read/tree';
import type { Approval, Evidence } from '../../types';
import { environmentIn } from '../acts';
import { both, certainly, never, type Fate } from '../fate';
import { verdict } from '../github/values';
import type { DeployOutcome, JobOutcome, Played } from '../outcome';
import { filterFate, passes, type Ref } from './filters';
import { defaultsOf, holds, type Surroundings } from './logic';
import type { Use, Workflow } from './workflows';

export interface Happening {
  readonly ref: Ref;
  readonly source: 'webhook' | 'schedule' | 'api';
  readonly takes?: string;
}

/** A configuration as it was read. */
export interface Configuration {
  readonly file: string;
  readonly tree: Tree;
  readonly source: Source;
  readonly workflows: readonly Workflow[];
  readonly defaultBranch: string | undefined;
}

interface Standing {
  readonly fate: Fate;
  /** It, or what it requires, waits for a person. */
  readonly waits: boolean;
}

type Line = (number: number) => Evidence;

export function playAll(
  { file, tree, source, workflows, defaultBranch }: Configuration,
  event: Happening,
  t: Translate,
): Played {
  const line: Line = number => source.evidence(number);
  const around: Surroundings = {
    ref: event.ref,
    source: event.source,
    defaultBranch,
    pipeline: defaultsOf(tree),
    own: new Map(),
    t,
  };
  const jobs = workflows.flatMap(workflow => playWorkflow(file, workflow, event, around, line));
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

function playWorkflow(
  file: string,
  workflow: Workflow,
  event: Happening,
  around: Surroundings,
  line: Line,
): JobOutcome[] {
  const { t } = around;
  const takes: Fate = event.takes === undefined ? certainly : { ...certainly, assumes: [event.takes] };
  const started = both(takes, startOf(workflow, event, around, line));
  const tagStart = /pipeline\.git\.tag/.test(
    wordsOf(at(workflow.tree, 'when') ?? at(workflow.tree, 'unless')),
  );
  const done = new Map<Use, Standing>();
  const visit = (use: Use, above: ReadonlySet<Use>): Standing => {
    const found = done.get(use);
    if (found) return found;
    const inner = new Set([...above, use]);
    const before = use.requires.flatMap(({ name, states }) =>
      workflow.uses
        .filter(other => other.name === name || other.alias === name)
        .filter(other => !inner.has(other) && inner.size < 200)
        .map(other => ({ name: other.name, states, ...visit(other, inner) })),
    );
    const own = both(started, filterFate({ ...use.tree, line: use.line }, around, line, tagStart));
    const result = {
      fate: own.runs === 'no' ? own : behind(own, before, line(use.line), t),
      waits: use.approval || before.some(one => one.waits && one.fate.runs !== 'no'),
    };
    done.set(use, result);
    return result;
  };
  return workflow.uses.map(use => {
    const { fate, waits } = visit(use, new Set());
    const person = t('a person, who has to approve it');
    return {
      pipeline: file,
      job: use.name,
      fate:
        waits && fate.runs !== 'no' ? both(fate, { ...certainly, runs: 'unknown', decides: [person] }) : fate,
      after: use.requires.map(({ name }) => name),
      deploys: fate.runs === 'no' ? [] : deploysOf(use, fate, waits, around),
    };
  });
}

/** Every text in a condition, one behind the other. */
const wordsOf = (tree: Tree | undefined): string =>
  tree === undefined
    ? ''
    : tree.kind === 'scalar'
      ? tree.text
      : (tree.kind === 'list' ? tree.items : [...tree.entries.values()].map(({ value }) => value))
          .map(wordsOf)
          .join(' ');

/** A job after those that it requires: one that is left out is not waited for, unless all of them are. */
function behind(
  own: Fate,
  before: readonly (Standing & { readonly name: string; readonly states: readonly string[] })[],
  here: Evidence,
  t: Translate,
): Fate {
  const left = before.filter(({ fate }) => fate.runs !== 'no');
  const [lacking] = before;
  if (!lacking) return own;
  if (left.length === 0)
    return never(t('it needs `{0}`, which does not run', lacking.name), here, ...lacking.fate.lines);
  const open = left.filter(({ fate }) => fate.runs === 'unknown');
  const others = left.filter(({ states }) => states.length > 0 && !/success|terminal/.test(states.join(' ')));
  return both(own, {
    ...certainly,
    runs: open.length + others.length > 0 ? 'unknown' : 'yes',
    reasons: [t('after {0}', left.map(({ name }) => `\`${name}\``).join(', '))],
    decides: [
      ...open.flatMap(({ fate }) => fate.decides),
      ...others.map(({ name, states }) => t('whether `{0}` ends as `{1}`', name, states.join(', '))),
    ],
  });
}

function startOf(
  { tree, line: own, scheduled }: Workflow,
  event: Happening,
  around: Surroundings,
  line: Line,
): Fate {
  const { t } = around;
  if (scheduled !== (event.source === 'schedule') && (scheduled || event.source === 'schedule'))
    return scheduled
      ? never(t('its workflow starts by the clock'), line(entryAt(tree, 'triggers')?.line ?? own))
      : {
          ...certainly,
          runs: 'no',
          reasons: [t('its workflow does not start by the clock')],
          lines: [line(own)],
        };
  if (scheduled && !onSchedule(tree, event.ref))
    return never(t('its schedule is for other branches'), line(entryAt(tree, 'triggers')?.line ?? own));
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

const onSchedule = (tree: Tree, ref: Ref): boolean =>
  itemsOf(at(tree, 'triggers')).some(one => passes(at(one, 'schedule', 'filters'), ref) !== false);

function deploysOf(
  { found, name, job, workflow }: Use,
  fate: Fate,
  waits: boolean,
  around: Surroundings,
): readonly DeployOutcome[] {
  const results = new Map<string, DeployOutcome>();
  for (const { act, evidence, conditions } of found) {
    const own = conditions
      .map<Fate>(({ statement, wanted, own: parameters }) => {
        const value = holds(statement, { ...around, own: parameters });
        const answer = verdict(value);
        return answer === 'unknown'
          ? { ...certainly, runs: 'unknown', decides: value.decides }
          : { ...certainly, runs: answer === wanted ? 'yes' : 'no' };
      })
      .reduce(both, fate);
    if (own.runs === 'no') continue;
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
      fate: act.kind === 'unclear' ? both(own, { ...certainly, runs: 'unknown' }) : own,
      evidence,
    };
    results.set([act.kind, act.provider, act.mechanism, environment, target].join('\n'), made);
  }
  const all = [...results.values()];
  return all.some(({ act: { kind } }) => kind === 'server' || kind === 'infrastructure')
    ? all.filter(({ act: { kind } }) => kind !== 'image')
    : all;
}
