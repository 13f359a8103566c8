/** Walks one event through a workflow: which jobs run, why, and what they deploy. */
import type { Translate } from '../../../translate';
import type { Evidence } from '../../types';
import { environmentIn, isPreview, type Act } from '../acts';
import type { Fate } from '../fate';
import type { Plain } from './actionsLibrary';
import { githubValue, type Happening, type Repository } from './context';
import { evaluate, known, unknown, verdict, type Surroundings, type Value } from './values';
import type { Condition, Job, StepAct, Template, Workflow } from './workflow';

export interface JobRun {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly fate: Fate;
  readonly deploys: readonly DeployRun[];
  /** The jobs of the reusable workflow that it calls. */
  readonly called: readonly JobRun[];
}

export interface DeployRun {
  readonly act: Act;
  readonly environment: string;
  /** A GitHub environment: a gate whose setting is not visible. */
  readonly gate: boolean;
  readonly target: string | undefined;
  readonly fate: Fate;
}

export interface Call {
  readonly event: Happening;
  readonly repository: Repository;
  readonly t: Translate;
  /** Values of `inputs`, where a workflow is called or started by hand. */
  readonly inputs: ReadonlyMap<string, Value>;
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly depth: number;
}

const deepestCall = 4;

/** Every job of a workflow that has been started. */
export function runJobs(workflow: Workflow, call: Call): readonly JobRun[] {
  const done = new Map<string, JobRun>();
  const open = new Set<string>();
  const byId = new Map(workflow.jobs.map(job => [job.id, job]));
  const visit = (job: Job): JobRun => {
    const found = done.get(job.id);
    if (found) return found;
    open.add(job.id);
    // a circle of needs is refused by GitHub; here it only must not go on for ever
    const before = job.needs.flatMap(id => {
      const needed = byId.get(id);
      return needed && !open.has(id) ? [visit(needed)] : [];
    });
    open.delete(job.id);
    const run = runJob(workflow, job, before, ancestors(before, done), call);
    done.set(job.id, run);
    return run;
  };
  return workflow.jobs.map(visit);
}

function ancestors(before: readonly JobRun[], done: ReadonlyMap<string, JobRun>): readonly JobRun[] {
  const all = new Map<string, JobRun>();
  const add = (run: JobRun): void => {
    if (all.has(run.job.id)) return;
    all.set(run.job.id, run);
    for (const id of run.job.needs) {
      const next = done.get(id);
      if (next) add(next);
    }
  };
  before.forEach(add);
  return [...all.values()];
}

function runJob(
  workflow: Workflow,
  job: Job,
  before: readonly JobRun[],
  earlier: readonly JobRun[],
  call: Call,
): JobRun {
  const { t } = call;
  const status = statusOf(earlier, t);
  const surroundings = surround(workflow, job, before, status, call);
  const conditional = decide(job.condition, surroundings, t);
  const implied = job.condition?.asksStatus === true ? undefined : status('success');
  const fate = combine(workflow, job, before, implied, conditional, t);
  const called = fate.runs === 'no' ? [] : callWorkflow(job, fate, surroundings, call);
  const deploys = fate.runs === 'no' ? [] : deploysOf(workflow, job, fate, surroundings, before, call);
  return { workflow, job, fate, deploys, called };
}

/** What the job's place among the others and its own condition add up to. */
function combine(
  workflow: Workflow,
  job: Job,
  before: readonly JobRun[],
  implied: Value | undefined,
  conditional: Fate,
  t: Translate,
): Fate {
  const lines = [workflow.source.evidence(job.line)];
  const skipped = before.find(({ fate }) => fate.runs === 'no');
  if (implied && verdict(implied) === 'no')
    return {
      runs: 'no',
      reasons: [t('it needs `{0}`, which does not run', skipped?.job.id ?? job.needs[0] ?? '')],
      decides: [],
      assumes: [],
      lines: [...lines, ...(skipped?.fate.lines ?? [])],
    };
  if (conditional.runs === 'no') return { ...conditional, lines: [...lines, ...conditional.lines] };
  const needs =
    before.length === 0
      ? []
      : [
          job.condition?.asksStatus === true
            ? t('after {0}', list(job.needs))
            : t('after {0}, if that succeeds', list(job.needs)),
        ];
  const open = implied && verdict(implied) === 'unknown';
  return {
    runs: open || conditional.runs === 'unknown' ? 'unknown' : 'yes',
    reasons: [...needs, ...conditional.reasons],
    decides: [...(open ? implied.decides : []), ...conditional.decides],
    assumes: [...new Set([...before.flatMap(({ fate }) => fate.assumes), ...conditional.assumes])],
    lines: [
      ...lines,
      ...conditional.lines,
      ...(open ? before.filter(({ fate }) => fate.runs === 'unknown').flatMap(({ fate }) => fate.lines) : []),
    ],
  };
}

const list = (ids: readonly string[]): string => ids.map(id => `\`${id}\``).join(', ');

/** `success()` and its kin, taking for granted that what runs succeeds. */
function statusOf(earlier: readonly JobRun[], t: Translate): (name: string) => Value | undefined {
  const skipped = earlier.some(({ fate }) => fate.runs === 'no');
  const open = earlier.filter(({ fate }) => fate.runs === 'unknown');
  return name => {
    switch (name) {
      case 'always':
        return known(true);
      case 'cancelled':
        return known(false);
      case 'success':
        if (skipped) return known(false);
        return open.length > 0 ? unknown(...new Set(open.flatMap(({ fate }) => fate.decides))) : known(true);
      case 'failure':
        return unknown(t('whether an earlier step fails'));
      default:
        return undefined;
    }
  };
}

/** A condition against what is known. */
export function decide(
  condition: Condition | undefined,
  surroundings: Surroundings & { readonly line: (line: number) => Evidence },
  t: Translate,
): Fate {
  if (!condition) return { runs: 'yes', reasons: [], decides: [], assumes: [], lines: [] };
  const lines = [surroundings.line(condition.line)];
  const shown = condition.text.length > 90 ? `${condition.text.slice(0, 87)}...` : condition.text;
  if (!condition.expression)
    return { runs: 'unknown', reasons: [], decides: [t('the condition `{0}`', shown)], assumes: [], lines };
  const value = evaluate(condition.expression, surroundings);
  const runs = verdict(value);
  const trivial = runs === 'yes' && /^(always|success)\(\)$|^!\s*cancelled\(\)$/.test(condition.text);
  return {
    runs,
    reasons: trivial
      ? []
      : runs === 'yes'
        ? [t('its condition `{0}` holds', shown)]
        : runs === 'no'
          ? [t('its condition `{0}` does not hold', shown)]
          : [],
    decides: runs === 'unknown' ? value.decides : [],
    assumes: runs === 'unknown' ? [] : value.assumes,
    lines,
  };
}

type Around = Surroundings & {
  readonly line: (line: number) => Evidence;
  readonly text: (template: Template | undefined) => string | undefined;
};

function surround(
  workflow: Workflow,
  job: Job,
  before: readonly JobRun[],
  status: Surroundings['status'],
  call: Call,
  matrix?: ReadonlyMap<string, Plain>,
  env: readonly ReadonlyMap<string, Template>[] = [job.env, workflow.env],
  depth = 0,
): Around {
  const { t, event, repository, inputs } = call;
  const around: Around = {
    status,
    line: line => workflow.source.evidence(line),
    describeCall: name => t('what `{0}` finds at run time', `${name}()`),
    text: template => (template ? interpolate(template, around) : undefined),
    lookup: path => {
      const [context = '', name = '', ...rest] = path;
      switch (context) {
        case 'github':
          if (name === 'event' && rest[0] === 'inputs' && event.name === 'workflow_dispatch')
            return inputs.get(rest[1] ?? '') ?? known(null);
          return githubValue(path.slice(1), event, repository, t);
        case 'inputs':
          return inputs.get(name) ?? known(null);
        case 'vars':
          return unknown(t('the variable `{0}` in GitHub’s settings', name));
        case 'secrets':
          return unknown(t('the secret `{0}` in GitHub’s settings', name));
        case 'env': {
          const template = env.map(level => level.get(name)).find(found => found !== undefined);
          if (!template || depth > 4) return unknown(t('the environment variable `{0}`', name));
          if (!template.expression)
            return template.text.includes('${{')
              ? unknown(t('the environment variable `{0}`', name))
              : known(template.text);
          return evaluate(
            template.expression,
            surround(workflow, job, before, status, call, matrix, env, depth + 1),
          );
        }
        case 'needs': {
          const needed = before.find(({ job: { id } }) => id === name);
          if (rest[0] === 'result' && needed) {
            if (needed.fate.runs === 'unknown')
              return { oneOf: ['success', 'skipped'], decides: needed.fate.decides, assumes: [] };
            return known(needed.fate.runs === 'yes' ? 'success' : 'skipped');
          }
          if (name === '*') return unknown(t('how the earlier jobs end'));
          if (needed?.fate.runs === 'no') return known('');
          return unknown(t('what the job `{0}` finds out (`{1}`)', name, rest.at(-1) ?? ''));
        }
        case 'matrix': {
          const value = matrix?.get(name);
          if (value !== undefined) {
            const inner = rest.reduce<Plain | undefined>(
              (at, key) =>
                at !== null && typeof at === 'object' && !Array.isArray(at)
                  ? (at as Record<string, Plain>)[key]
                  : undefined,
              value,
            );
            return inner === undefined ? known(null) : known(inner);
          }
          return matrix && !job.openMatrix ? known(null) : unknown(t('the entry `{0}` of the matrix', name));
        }
        case 'steps':
          return rest[0] === 'outcome' || rest[0] === 'conclusion'
            ? known('success')
            : unknown(t('what the step `{0}` finds out', name));
        case 'job':
          return name === 'status' ? known('success') : unknown(t('`{0}`', path.join('.')));
        case 'runner':
          return name === 'os' || name === 'environment'
            ? unknown(t('the machine it runs on'))
            : unknown(t('`{0}`', path.join('.')));
        default:
          return unknown(t('`{0}`', path.join('.')));
      }
    },
  };
  return around;
}

/** Text with `${{ }}`: what can be known is filled in, the rest stays as written. */
function interpolate(template: Template, around: Around): string {
  if (!template.expression) return template.text;
  const value = evaluate(template.expression, around);
  if (value.known !== undefined)
    return value.known === null ? '' : typeof value.known === 'object' ? template.text : String(value.known);
  return template.text;
}

function callWorkflow(job: Job, fate: Fate, around: Around, call: Call): readonly JobRun[] {
  if (!job.uses || call.depth >= deepestCall) return [];
  const workflow = call.workflows.get(ownPath(job.uses.ref, call.repository.slug) ?? '');
  if (!workflow) return [];
  const inputs = new Map<string, Value>();
  for (const [name, template] of workflow.inputs) {
    const given = job.uses.with.get(name) ?? template;
    inputs.set(
      name,
      given === undefined
        ? known(null)
        : given.expression
          ? evaluate(given.expression, around)
          : known(booleanOr(given.text)),
    );
  }
  const here = around.line(job.uses.line);
  return runJobs(workflow, { ...call, inputs, depth: call.depth + 1 }).map(run =>
    inherit(run, fate, here, call.t, job.id),
  );
}

/** `./.github/workflows/x.yml`, or the same by the repository's full name. */
function ownPath(ref: string, slug: string | undefined): string | undefined {
  const [path = ''] = ref.split('@');
  if (path.startsWith('./')) return path.slice(2);
  return slug !== undefined && path.toLowerCase().startsWith(`${slug.toLowerCase()}/`)
    ? path.slice(slug.length + 1)
    : undefined;
}

const booleanOr = (text: string): Plain => (text === 'true' ? true : text === 'false' ? false : text);

/** A called job is no more certain than the job that calls it. */
function inherit(run: JobRun, caller: Fate, line: Evidence, t: Translate, id: string): JobRun {
  const widen = (fate: Fate): Fate => ({
    runs: fate.runs === 'no' ? 'no' : caller.runs === 'unknown' ? 'unknown' : fate.runs,
    reasons: [t('called by `{0}`', id), ...caller.reasons, ...fate.reasons],
    decides: [...new Set([...caller.decides, ...fate.decides])],
    assumes: [...new Set([...caller.assumes, ...fate.assumes])],
    lines: [...fate.lines, line, ...caller.lines.slice(1)],
  });
  return {
    ...run,
    fate: widen(run.fate),
    deploys: run.deploys.map(deploy => ({ ...deploy, fate: widen(deploy.fate) })),
    called: run.called.map(inner => inherit(inner, caller, line, t, id)),
  };
}

function deploysOf(
  workflow: Workflow,
  job: Job,
  fate: Fate,
  around: Around,
  before: readonly JobRun[],
  call: Call,
): readonly DeployRun[] {
  const combinations: readonly (ReadonlyMap<string, Plain> | undefined)[] =
    job.matrix.length > 0 ? job.matrix : [undefined];
  const found = new Map<string, DeployRun>();
  for (const { act, line, conditions, enabled, env } of job.acts) {
    if (act.approval) continue;
    for (const matrix of combinations) {
      const status = around.status;
      const inside = surround(
        workflow,
        job,
        before,
        name => (name === 'failure' ? status(name) : name === 'success' ? known(true) : status(name)),
        call,
        matrix,
        [env, job.env, workflow.env],
      );
      const own = conditions.map(condition => decide(condition, inside, call.t));
      if (enabled?.expression)
        own.push(
          decide(
            { text: enabled.text, line: enabled.line, expression: enabled.expression, asksStatus: false },
            inside,
            call.t,
          ),
        );
      if (own.some(({ runs }) => runs === 'no')) continue;
      const run = deployRun(workflow, job, { act, line, conditions, env }, fate, own, inside);
      const key = [run.act.kind, run.act.provider, run.act.mechanism, run.environment, run.target].join('\n');
      const other = found.get(key);
      if (!other || (other.fate.runs === 'unknown' && run.fate.runs === 'yes')) found.set(key, run);
    }
  }
  const all = [...found.values()];
  // building and storing the image is a step on the way to what the same job then starts
  const real = all.some(
    ({ act, fate: { runs } }) => (act.kind === 'server' || act.kind === 'infrastructure') && runs === 'yes',
  );
  return real ? all.filter(({ act }) => act.kind !== 'image') : all;
}

function deployRun(
  workflow: Workflow,
  job: Job,
  { act, line, env }: StepAct,
  fate: Fate,
  own: readonly Fate[],
  around: Around,
): DeployRun {
  const gate = job.environment;
  const fill = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : expand(text, env, around);
  const gateName = around.text(gate)?.trim();
  const said = fill(act.environment);
  const readable = (text: string | undefined): string | undefined =>
    text === undefined || text === '' || /^\$/.test(text) ? undefined : text;
  const place =
    act.kind === 'package' || act.kind === 'image' || act.kind === 'store' ? act.provider : undefined;
  const environment =
    readable(gateName) ??
    readable(said) ??
    (place === '' ? undefined : place) ??
    environmentIn(job.id, job.name, workflow.name, workflow.file.split('/').at(-1)) ??
    gateName ??
    '';
  const open =
    own.some(({ runs }) => runs === 'unknown') || fate.runs === 'unknown' || act.kind === 'unclear';
  return {
    act,
    environment,
    gate: gate !== undefined && !(isPreview(environment) && said !== undefined && gateName === undefined),
    target: readable(fill(act.target)),
    fate: {
      runs: open ? 'unknown' : 'yes',
      reasons: [...fate.reasons, ...own.flatMap(({ reasons }) => reasons)],
      decides: [...new Set([...fate.decides, ...own.flatMap(({ decides }) => decides)])],
      assumes: [...new Set([...fate.assumes, ...own.flatMap(({ assumes }) => assumes)])],
      lines: [
        around.line(line),
        ...(gate ? [around.line(gate.line)] : []),
        ...fate.lines,
        ...own.flatMap(({ lines }) => lines),
      ],
    },
  };
}

/** `${{ env.X }}`, `$X` and `${X}` where the file itself says what they are. */
function expand(text: string, env: ReadonlyMap<string, Template>, around: Around): string {
  return text
    .replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (whole, path: string) => {
      const value = around.lookup(path.split('.')).known;
      return value === undefined || value === null || typeof value === 'object' ? whole : String(value);
    })
    .replace(/\$\{?([A-Za-z_]\w*)\}?/g, (whole, name: string) => {
      const value = env.has(name) ? around.lookup(['env', name]).known : undefined;
      return value === undefined || value === null || typeof value === 'object' ? whole : String(value);
    });
}
