/** Walks one event through an Azure pipeline: stages, jobs, and what deployment jobs and tasks deploy. */
import type { Translate } from '../../../translate';
import { at, entriesOf, entryAt, itemsOf, textAt, textsOf, type Tree } from '../../read/tree';
import type { Approval, Evidence } from '../../types';
import { environmentIn, type Act } from '../acts';
import { both, certainly, never, type Fate } from '../fate';
import { known, unknown, verdict } from '../github/values';
import type { DeployOutcome, JobOutcome, Played } from '../outcome';
import { commandsIn } from '../shell';
import { isThrownAway } from '../throwAway';
import { assemble, type Assembled, type Library } from './assemble';
import { evaluateCall, parseCall, type Surroundings } from './expressions';
import { actOfTask, scriptTasks, taskName } from './tasks';
import { pathsIn, startOf, type Event } from './triggers';

export interface Table {
  readonly library: Library;
  readonly repos: 'github' | 'azure' | undefined;
  readonly defaultBranch: string | undefined;
  readonly acts: (script: string) => readonly { readonly act: Act; readonly through: readonly Evidence[] }[];
  readonly t: Translate;
}

interface Part {
  readonly id: string;
  readonly tree: Tree;
  readonly line: Evidence;
  readonly needs: readonly string[];
  readonly stage: string;
}

interface Result {
  readonly fate: Fate;
  readonly waits: boolean;
}

export function playPipeline(file: string, event: Event, table: Table): Played {
  const main = table.library.files.get(file);
  if (!main) return { jobs: [], quiet: [] };
  const { t, library, repos, defaultBranch } = table;
  const start = startOf(main.tree, event, repos, number => main.source.evidence(number), t);
  if (start.runs === 'no') return { jobs: [], quiet: [{ pipeline: file, fate: start }] };
  const around = surround(main.tree, event, defaultBranch, t);
  const assembled = assemble(file, library, around);
  const line = (tree: Tree, number = tree.line): Evidence =>
    (library.origin.get(tree) ?? main.source).evidence(number);
  const stages = stagesOf(assembled.tree, line);
  const done = new Map<string, Result>();
  const jobs: JobOutcome[] = [];
  for (const stage of stages) {
    const own = {
      ...around,
      variables: new Map([...around.variables, ...variablesOf(at(stage.tree, 'variables'))]),
    };
    const before = stage.needs.flatMap(id => {
      const found = done.get(id);
      return found ? [{ id, ...found }] : [];
    });
    const result = stand(stage, start, before, own, assembled, line, t);
    const results = jobsIn(stage, result, own, assembled, file, table, line);
    jobs.push(...results.jobs);
    done.set(stage.id, { ...result, waits: result.waits || results.waits });
  }
  const unseen = assembled.unseen.map<JobOutcome>(({ what, at: where }) => ({
    pipeline: file,
    job: what,
    fate: both(start, {
      ...certainly,
      runs: 'unknown',
      decides: [t('what the template `{0}`, which is not in this repository, holds', what)],
      lines: [line(where)],
    }),
    deploys: [],
    after: [],
  }));
  return { jobs: [...jobs, ...unseen], quiet: [] };
}

/** What a condition may ask about. */
export const surround = (
  tree: Tree,
  event: Event,
  defaultBranch: string | undefined,
  t: Translate,
): Surroundings => ({
  event,
  defaultBranch,
  variables: variablesOf(at(tree, 'variables')),
  parameters: new Map(),
  succeeded: undefined,
  t,
});

type Line = (tree: Tree, line?: number) => Evidence;

export function variablesOf(tree: Tree | undefined): ReadonlyMap<string, string> {
  if (tree?.kind === 'dict')
    return new Map(
      entriesOf(tree).flatMap(({ key, value }) =>
        value.kind === 'scalar' ? [[key, value.text] as const] : [],
      ),
    );
  return new Map(
    itemsOf(tree).flatMap(item => {
      const name = textAt(item, 'name');
      const value = textAt(item, 'value');
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Stages wait for the one before unless they say otherwise; without stages there is one. */
function stagesOf(tree: Tree, line: Line): readonly Part[] {
  const written = itemsOf(at(tree, 'stages'));
  if (written.length === 0) return [{ id: '', tree, line: line(tree, 1), needs: [], stage: '' }];
  let previous: string | undefined;
  return written.map((stage, index) => {
    const id = textAt(stage, 'stage') ?? `stage ${index + 1}`;
    const depends = at(stage, 'dependsOn');
    const needs = depends
      ? textsOf(depends).filter(one => one !== '')
      : previous === undefined
        ? []
        : [previous];
    previous = id;
    return { id, tree: stage, line: line(stage), needs, stage: id };
  });
}

function partsOf(stage: Part, line: Line): readonly Part[] {
  const written = itemsOf(at(stage.tree, 'jobs'));
  if (written.length === 0)
    return at(stage.tree, 'steps')
      ? [
          {
            id: stage.id === '' ? 'job' : stage.id,
            tree: stage.tree,
            line: line(at(stage.tree, 'steps') ?? stage.tree, entryAt(stage.tree, 'steps')?.line),
            needs: [],
            stage: stage.id,
          },
        ]
      : [];
  return written.map((job, index) => ({
    id:
      textAt(job, 'deployment') ??
      textAt(job, 'job') ??
      `${stage.id === '' ? '' : `${stage.id} `}job ${index + 1}`.trim(),
    tree: job,
    line: line(job),
    needs: textsOf(at(job, 'dependsOn')).filter(one => one !== ''),
    stage: stage.id,
  }));
}

/** What came before, its own condition, and whether it is part of the pipeline at all. */
function stand(
  part: Part,
  start: Fate,
  before: readonly (Result & { readonly id: string })[],
  around: Surroundings,
  { doubtful }: Assembled,
  line: Line,
  t: Translate,
): Result {
  const waits = before.some(one => one.waits);
  const condition = part.stage === part.id && part.id === '' ? undefined : entryAt(part.tree, 'condition');
  const text = textAt(condition?.value);
  const skipped = before.find(one => one.fate.runs === 'no');
  const open = before.filter(one => one.fate.runs === 'unknown');
  const doubt = doubtful.get(part.tree);
  let fate: Fate = { ...start, lines: [part.line, ...start.lines] };
  if (doubt) fate = both(fate, { ...certainly, runs: 'unknown', decides: doubt });
  const succeeded = skipped
    ? known(false)
    : open.length > 0
      ? unknown(...new Set(open.flatMap(one => one.fate.decides)))
      : known(true);
  const after = before.length > 0 ? [t('after {0}', before.map(({ id }) => `\`${id}\``).join(', '))] : [];
  if (text === undefined) {
    if (skipped)
      return {
        waits,
        fate: never(
          t('it needs `{0}`, which does not run', skipped.id),
          part.line,
          ...skipped.fate.lines.slice(0, 2),
        ),
      };
    return {
      waits,
      fate: both(fate, {
        ...certainly,
        runs: open.length > 0 ? 'unknown' : 'yes',
        reasons: after,
        decides: succeeded.decides,
      }),
    };
  }
  const shown = text.length > 90 ? `${text.slice(0, 87)}...` : text;
  const here = condition ? [line(part.tree, condition.line)] : [];
  const expression = parseCall(text);
  const value = expression
    ? evaluateCall(expression, { ...around, succeeded })
    : unknown(t('the condition `{0}`', shown));
  const answer = verdict(value);
  if (answer === 'no')
    return { waits, fate: never(t('its condition `{0}` does not hold', shown), part.line, ...here) };
  return {
    waits,
    fate: both(fate, {
      runs: answer,
      reasons: [...after, ...(answer === 'yes' ? [t('its condition `{0}` holds', shown)] : [])],
      decides: answer === 'unknown' ? value.decides : [],
      assumes: answer === 'yes' ? value.assumes : [],
      lines: here,
    }),
  };
}

function jobsIn(
  stage: Part,
  above: Result,
  around: Surroundings,
  assembled: Assembled,
  file: string,
  table: Table,
  line: Line,
): { readonly jobs: readonly JobOutcome[]; readonly waits: boolean } {
  const { t } = table;
  const parts = partsOf(stage, line);
  const byId = new Map(parts.map(part => [part.id, part]));
  const done = new Map<string, Result>();
  const visit = (part: Part, path: ReadonlySet<Part>): Result => {
    const found = done.get(part.id);
    if (found) return found;
    const inner = new Set([...path, part]);
    const before = part.needs.flatMap(id => {
      const needed = byId.get(id);
      return needed && !inner.has(needed) && inner.size < 200 ? [{ id, ...visit(needed, inner) }] : [];
    });
    const own = part.tree === stage.tree ? above : stand(part, certainly, before, around, assembled, line, t);
    const gate = itemsOf(at(part.tree, 'steps')).some(step =>
      /^manual(validation|intervention)/.test(taskName(textAt(step, 'task') ?? '')),
    );
    const fate =
      part.tree === stage.tree
        ? own.fate
        : above.fate.runs === 'no'
          ? { ...above.fate, lines: [part.line, ...above.fate.lines] }
          : both(above.fate, own.fate);
    const result = {
      fate: { ...fate, lines: [part.line, ...fate.lines] },
      waits: gate || own.waits || above.waits,
    };
    done.set(part.id, result);
    return result;
  };
  const jobs = parts.map<JobOutcome>(part => {
    const { fate, waits } = visit(part, new Set());
    const person = t('a person, who has to approve it');
    return {
      pipeline: file,
      job: part.id,
      fate:
        waits && fate.runs !== 'no' ? both(fate, { ...certainly, runs: 'unknown', decides: [person] }) : fate,
      after: part.needs.length > 0 ? part.needs : stage.needs,
      paths: pathsIn(table.library.files.get(file)?.tree ?? stage.tree),
      deploys: fate.runs === 'no' ? [] : deploysOf(part, stage, fate, waits, around, assembled, table, line),
    };
  });
  return { jobs, waits: [...done.values()].some(one => one.waits) };
}

interface StepAct {
  readonly act: Act;
  readonly evidence: readonly Evidence[];
  readonly fate: Fate;
}

const hooks = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'];

/** Steps of a job, or of the hooks of a deployment job. */
export function stepsOf(job: Tree): readonly Tree[] {
  const strategies = ['runOnce', 'rolling', 'canary'].flatMap(name => at(job, 'strategy', name) ?? []);
  return [
    ...itemsOf(at(job, 'steps')),
    ...strategies.flatMap(strategy => hooks.flatMap(hook => itemsOf(at(strategy, hook, 'steps')))),
  ];
}

/** The script of a step, if it is one. */
export function scriptOf(step: Tree): string | undefined {
  for (const key of ['script', 'bash', 'pwsh', 'powershell']) {
    const text = textAt(step, key);
    if (text !== undefined) return text;
  }
  const names = scriptTasks[taskName(textAt(step, 'task') ?? '')];
  const inputs = inputsOf(step);
  return names?.map(name => inputs.get(name)).find(text => text !== undefined && text !== '');
}

const inputsOf = (step: Tree): ReadonlyMap<string, string> =>
  new Map(
    entriesOf(at(step, 'inputs')).flatMap(({ key, value }) =>
      value.kind === 'scalar' ? [[key.toLowerCase(), value.text] as const] : [],
    ),
  );

function actsOf(
  step: Tree,
  around: Surroundings,
  assembled: Assembled,
  table: Table,
  line: Line,
): readonly StepAct[] {
  if (textAt(step, 'enabled') === 'false') return [];
  const { t } = table;
  let fate: Fate = certainly;
  const doubt = assembled.doubtful.get(step);
  if (doubt) fate = { ...fate, runs: 'unknown', decides: doubt };
  const condition = entryAt(step, 'condition');
  const text = textAt(condition?.value);
  if (condition && text !== undefined) {
    const expression = parseCall(text);
    const value = expression
      ? evaluateCall(expression, { ...around, succeeded: known(true) })
      : unknown(t('the condition `{0}`', text));
    const answer = verdict(value);
    if (answer === 'no') return [];
    fate = both(fate, {
      ...certainly,
      runs: answer,
      decides: answer === 'unknown' ? value.decides : [],
      lines: [line(step, condition.line)],
    });
  }
  const script = scriptOf(step);
  if (script !== undefined)
    return table
      .acts(script)
      .map(({ act, through }) => ({ act, fate, evidence: [rowOf(step, act, line), ...through.slice(0, 3)] }));
  const task = textAt(step, 'task');
  const act = task === undefined ? undefined : actOfTask(task, inputsOf(step));
  return act ? [{ act, fate, evidence: [line(step)] }] : [];
}

/** The line of the script that names the program. */
function rowOf(step: Tree, act: Act, line: Line): Evidence {
  const [program = ''] = act.mechanism.split(' ');
  for (let offset = 0; offset < 40; offset++) {
    const evidence = line(step, step.line + offset);
    if (
      program !== '' &&
      new RegExp(`(^|[\\s:'"/])${program.replace(/[^\w-]/g, '.')}\\s`).test(evidence.text)
    )
      return evidence;
  }
  return line(step);
}

function deploysOf(
  part: Part,
  stage: Part,
  fate: Fate,
  waits: boolean,
  around: Surroundings,
  assembled: Assembled,
  table: Table,
  line: Line,
): readonly DeployOutcome[] {
  const steps = stepsOf(part.tree);
  const all = steps.map(step => scriptOf(step) ?? '').join('\n');
  const found = steps
    .flatMap(step => actsOf(step, around, assembled, table, line))
    .filter(({ act }) => !isThrownAway(act, all));
  const gateEntry = at(part.tree, 'deployment') === undefined ? undefined : entryAt(part.tree, 'environment');
  const named = textAt(gateEntry?.value) ?? textAt(gateEntry?.value, 'name');
  const gateName = named === undefined ? undefined : fill(named, around.variables).split('.')[0];
  const gate = gateEntry && line(part.tree, gateEntry.line);
  // a deployment job whose steps are not understood may deploy; one that only prints does not
  if (found.length === 0 && gate && !talks(steps)) {
    const act: Act = { kind: 'unclear', provider: '', mechanism: table.t('the steps of `{0}`', part.id) };
    found.push({ act, fate: { ...certainly, runs: 'unknown' }, evidence: [gate] });
  }
  const results = new Map<string, DeployOutcome>();
  for (const { act, fate: own, evidence } of found) {
    const readable = (text: string | undefined): string | undefined =>
      text === undefined || text === '' || /\$[({]/.test(text) ? undefined : text;
    const fillIn = (text: string | undefined): string | undefined =>
      text === undefined ? undefined : readable(fill(text, around.variables));
    const place = act.kind === 'package' || act.kind === 'image' || act.kind === 'store' ? act.provider : '';
    const environment =
      readable(gateName) ??
      fillIn(act.environment) ??
      (place === '' ? undefined : place) ??
      environmentIn(part.id, stage.id) ??
      gateName ??
      '';
    const target = fillIn(act.target);
    const approval: Approval = waits ? 'manual' : gate || act.kind === 'unclear' ? 'unknown' : 'none';
    const whole = both(fate, act.kind === 'unclear' ? { ...own, runs: 'unknown' } : own);
    const key = [act.kind, act.provider, act.mechanism, environment, target].join('\n');
    if (!results.has(key))
      results.set(key, {
        act,
        environment,
        target,
        approval,
        fate: whole,
        evidence: [...evidence, ...(gate ? [gate] : [])],
      });
  }
  const made = [...results.values()];
  return made.some(({ act: { kind } }) => kind === 'server' || kind === 'infrastructure')
    ? made.filter(({ act: { kind } }) => kind !== 'image')
    : made;
}

/** `$(name)`, where the file says what it is. */
const fill = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replace(/\$\(([\w.]+)\)/g, (whole, name: string) => variables.get(name) ?? whole);

const harmless =
  /^(echo|printf|true|:|exit|sleep|date|env|ls|cat|pwd|set|export|write-host|write-output|dir|tree)$/i;

const talks = (steps: readonly Tree[]): boolean =>
  steps.every(step => {
    const script = scriptOf(step);
    if (script !== undefined)
      return commandsIn(script).every(({ words: [program = ''] }) => harmless.test(program));
    return (
      at(step, 'download') !== undefined ||
      at(step, 'checkout') !== undefined ||
      /^(download|publish)\w*artifact/.test(taskName(textAt(step, 'task') ?? ''))
    );
  });
