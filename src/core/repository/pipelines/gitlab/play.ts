/** Walks one event through a GitLab pipeline: which jobs are added, in which order, and what they deploy. */
import type { Translate } from '../../../translate';
import { at, entryAt, itemsOf, listOf, textAt, type Tree } from '../../read/tree';
import type { Evidence } from '../../types';
import { both, certainly, never, type Fate } from '../fate';
import { known, unknown, type Value } from '../github/values';
import type { JobOutcome, Played } from '../outcome';
import { configOf, matrixOf, needsOf, type Config, type Job } from './config';
import { deploysOf, type ActsOfScript } from './deploys';
import type { Lookup } from './expression';
import { allIncludes, flatten, type Loader, type Part, type Unseen } from './load';
import { decideOnly, refsOf } from './only';
import { declared, decideRules, expand, pathsOf, whenOf, type Around, type Decision } from './rules';
import { predefined, type Pipe, type Project } from './variables';

export interface Table {
  readonly loader: Loader;
  /** The pipelines of the repository by their file: the main one and those that it triggers. */
  readonly parts: ReadonlyMap<string, Part>;
  readonly paths: readonly string[];
  readonly project: Project;
  readonly acts: ActsOfScript;
  /** Worked out already, by file and which of its includes count. */
  readonly configs: Map<string, { readonly config: Config; readonly unseen: readonly Unseen[] }>;
  /** Played already: several jobs may start the same pipeline. */
  readonly children: WeakMap<Pipe, Map<string, Played>>;
  readonly t: Translate;
}

/** A job on its way: whether it is added and whether it waits for a person. */
interface Standing {
  readonly job: Job;
  readonly fate: Fate;
  readonly decision: Decision;
  readonly lookup: Lookup;
  /** Where its variables are declared. */
  readonly given: readonly (Tree | undefined)[];
  /** It, or what it needs, waits for somebody. */
  waits: boolean | 'unknown';
  whole: Fate;
  after: readonly string[];
}

/** A child may have children, those may not. */
const deepestChild = 2;

export function playPipeline(file: string, pipe: Pipe, table: Table, depth = 0): Played {
  const part = table.parts.get(file);
  if (!part) return { jobs: [], quiet: [] };
  const { t } = table;
  const { config, unseen, around } = open(part, pipe, table);
  const started = workflowOf(config, around);
  if (started.fate.runs === 'no') return { jobs: [], quiet: [{ pipeline: file, fate: started.fate }] };
  const takes: Fate = pipe.takes === undefined ? certainly : { ...certainly, assumes: [pipe.takes] };
  const start = both(takes, started.fate);
  const standings = order(
    config.jobs.map(job => stand(job, config, around, started.variables, table)),
    config,
    t,
  );
  if (!standings.some(({ job, fate }) => fate.runs !== 'no' && !/^\.(pre|post)$/.test(job.stage))) {
    const fate = never(t('no job is meant for this'), config.line(part.tree, 1));
    return {
      jobs: unseenJobs(file, unseen, start, t),
      quiet: unseen.length > 0 ? [] : [{ pipeline: file, fate }],
    };
  }
  const jobs: JobOutcome[] = [];
  const quiet: Played['quiet'][number][] = [];
  for (const standing of standings) {
    const { job, whole, decision, waits, after } = standing;
    const fate = whole.runs === 'no' ? whole : both(start, runOf(standing, t));
    const offered = whole.runs === 'no' ? whole : both(start, whole);
    jobs.push({
      pipeline: file,
      job: job.id,
      fate,
      after,
      paths: decision.paths,
      deploys:
        whole.runs === 'no'
          ? []
          : deploysOf(job, standing.lookup, matrixOf(job.tree), offered, waits, config, table.acts, t),
    });
    if (whole.runs !== 'no' && depth < deepestChild) {
      const child = children(file, standing, fate, pipe, table, depth);
      jobs.push(...child.jobs);
      quiet.push(...child.quiet);
    }
  }
  jobs.push(...unseenJobs(file, unseen, start, t));
  return { jobs, quiet };
}

/** The configuration for one event: what it includes may depend on it. */
function open(
  part: Part,
  pipe: Pipe,
  table: Table,
): { readonly config: Config; readonly unseen: readonly Unseen[]; readonly around: Around } {
  const { loader, t, paths, project } = table;
  const main = part.source;
  const evidence = (tree: Tree, line = tree.line): Evidence =>
    (loader.origin.get(tree) ?? main).evidence(line);
  const bare = lookupOf([], pipe, project, t);
  const makeAround = (lookup: Lookup): Around => ({ pipe, lookup, t, paths, line: evidence });
  // most configurations are the same for every event
  const verdicts = allIncludes(part).map(({ rules }) =>
    rules === undefined ? 'yes' : decideRules(rules, 'on_success', makeAround(bare)).fate.runs,
  );
  const key = `${main.path} ${verdicts.join()}`;
  let found = table.configs.get(key);
  if (!found) {
    const byInclude = new Map(
      allIncludes(part).map((include, index) => [include, verdicts[index] ?? 'unknown']),
    );
    const { tree, unseen, doubtful } = flatten(part, loader.origin, one => byInclude.get(one) ?? 'unknown');
    found = { config: configOf(tree, doubtful, loader.origin, main), unseen };
    table.configs.set(key, found);
  }
  const { config, unseen } = found;
  return { config, unseen, around: makeAround(lookupOf([config.variables], pipe, project, t)) };
}

const none: ReadonlyMap<string, string> = new Map();

/** Variables from the place closest to the job outwards, then GitLab's own. */
function lookupOf(
  places: readonly (Tree | undefined)[],
  pipe: Pipe,
  project: Project,
  t: Translate,
  more: ReadonlyMap<string, string> = new Map(),
): Lookup {
  const levels = [more, pipe.given ?? none, ...places.map(declared)];
  const look = (name: string, depth: number): Value => {
    const own = predefined(name, pipe, project, t);
    if (own) return own;
    const text = levels.map(level => level.get(name)).find(found => found !== undefined);
    if (text === undefined) return unknown(t('the variable `{0}` in GitLab’s settings', name));
    if (pipe.source === 'web') return unknown(t('the variable `{0}`, which the person may choose', name));
    const assumes = [t('no setting of the project overrides `{0}`', name)];
    // a regular expression is taken as it is written
    if (!text.includes('$') || depth > 5 || /^\/.*\/[ims]*$/s.test(text)) return known(text, assumes);
    const open: string[] = [];
    const filled = expand(text, inner => {
      const value = look(inner, depth + 1);
      if (value.known === undefined) open.push(...value.decides);
      return value;
    });
    return open.length > 0 ? { ...unknown(...open), assumes } : known(filled, assumes);
  };
  return name => look(name, 0);
}

function workflowOf(
  config: Config,
  around: Around,
): { readonly fate: Fate; readonly variables: Tree | undefined } {
  const rules = at(config.workflow, 'rules');
  if (!rules) return { fate: certainly, variables: undefined };
  const { fate, variables } = decideRules(rules, 'always', around);
  const { t } = around;
  return {
    fate:
      fate.runs === 'no'
        ? { ...fate, reasons: [t('`workflow: rules` starts no pipeline: {0}', fate.reasons[0] ?? '')] }
        : { ...fate, reasons: [] },
    variables,
  };
}

function stand(
  job: Job,
  config: Config,
  around: Around,
  fromWorkflow: Tree | undefined,
  { project, t }: Table,
): Standing {
  const { pipe } = around;
  const own = at(job.tree, 'variables');
  const globals =
    textAt(job.tree, 'inherit', 'variables') === 'false' ? [] : [fromWorkflow, config.variables];
  const first = lookupOf([own, ...globals], pipe, project, t);
  const decision = decide(job, config, { ...around, lookup: first });
  const lookup = lookupOf([decision.variables, own, ...globals], pipe, project, t);
  const doubts: Fate[] = [decision.fate];
  if (job.doubtful && decision.fate.runs !== 'no')
    doubts.push({
      ...certainly,
      runs: 'unknown',
      decides: [t('whether the file that brings it is included')],
    });
  const fate = doubts.reduce(both);
  const lines = [job.evidence, ...fate.lines];
  return {
    job,
    decision,
    lookup,
    given: [own, ...globals],
    fate: { ...fate, lines },
    waits: false,
    whole: fate,
    after: [],
  };
}

function decide(job: Job, config: Config, around: Around): Decision {
  const { t } = around;
  const rules = entryAt(job.tree, 'rules');
  const usual = whenOf(textAt(job.tree, 'when')) ?? 'on_success';
  const nothing = { maybeManual: false, blocks: false, variables: undefined, paths: [] };
  if (rules) return decideRules(rules.value, usual, around, textAt(job.tree, 'allow_failure'));
  const older = at(job.tree, 'only') ?? at(job.tree, 'except');
  // what a template elsewhere says about it is not known
  if (job.missing !== undefined && !older)
    return {
      ...nothing,
      when: usual,
      fate: {
        ...certainly,
        runs: 'unknown',
        decides: [t('what `{0}`, which is not in this repository, says', job.missing)],
      },
    };
  if (usual === 'never')
    return { ...nothing, when: usual, fate: never(t('it says `when: never`'), job.evidence) };
  // with workflow rules the older default (branches and tags) does not apply
  const defaults = at(config.workflow, 'rules') === undefined;
  const only = at(job.tree, 'only');
  const explicit = textAt(job.tree, 'allow_failure');
  return {
    ...nothing,
    when: usual,
    blocks: usual === 'manual' && explicit === 'false',
    paths: only?.kind === 'dict' && (refsOf(only)?.length ?? 0) >= 0 ? pathsOf(at(only, 'changes')) : [],
    fate: decideOnly(job.tree, around, defaults),
  };
}

/** Stage order and `needs`: what has to come first, and whether somebody has to start it. */
function order(standings: readonly Standing[], config: Config, t: Translate): readonly Standing[] {
  const byId = new Map(standings.map(standing => [standing.job.id, standing]));
  const stageOf = (standing: Standing): number => config.stages.indexOf(standing.job.stage);
  const done = new Set<string>();
  const visit = (standing: Standing): Standing => {
    const { job, fate, decision } = standing;
    if (done.has(job.id)) return standing;
    done.add(job.id);
    standing.whole = fate;
    if (fate.runs === 'no') return standing;
    const own: boolean | 'unknown' =
      decision.when === 'manual'
        ? decision.maybeManual
          ? 'unknown'
          : true
        : decision.maybeManual
          ? 'unknown'
          : false;
    const needs = needsOf(job.tree);
    const before = needs
      ? needs.flatMap(need => {
          const found = byId.get(need.job);
          return found ? [visit(found)] : [];
        })
      : standings.filter(other => stageOf(other) !== -1 && stageOf(other) < stageOf(standing)).map(visit);
    const holding = before.filter(
      other =>
        other.whole.runs !== 'no' && other.waits !== false && (needs !== undefined || holdsStages(other)),
    );
    standing.waits =
      own === true || holding.some(other => other.waits === true && other.whole.runs === 'yes')
        ? true
        : own === 'unknown' || holding.length > 0
          ? 'unknown'
          : false;
    standing.after = (needs ?? []).map(need => need.job).filter(id => byId.get(id)?.whole.runs !== 'no');
    const lacking = needs?.find(need => !need.optional && byId.get(need.job)?.whole.runs === 'no');
    const needed = before.filter(({ whole }) => needs !== undefined && whole.runs === 'unknown');
    standing.whole = both(fate, {
      runs: lacking || needed.length > 0 ? 'unknown' : 'yes',
      reasons:
        standing.after.length > 0 ? [t('after {0}', standing.after.map(id => `\`${id}\``).join(', '))] : [],
      decides: [
        ...(lacking
          ? [t('whether GitLab accepts that `{0}`, which it needs, is left out', lacking.job)]
          : []),
        ...needed.flatMap(({ whole }) => whole.decides),
      ],
      assumes: [],
      lines: holding.flatMap(({ job: { evidence } }) => [evidence]).slice(0, 2),
    });
    return standing;
  };
  return standings.map(visit);
}

/** A manual job lets later stages pass unless it says that it must not fail. */
const holdsStages = ({ decision, waits, job }: Standing): boolean =>
  waits !== false &&
  (decision.when === 'manual' ? decision.blocks : textAt(job.tree, 'allow_failure') !== 'true');

/** Whether it runs by itself: what a person or a failure starts is open. */
function runOf({ whole, waits, decision }: Standing, t: Translate): Fate {
  const more: Fate =
    waits === true
      ? { ...certainly, runs: 'unknown', decides: [t('a person, who has to start it by hand')] }
      : waits === 'unknown'
        ? { ...certainly, runs: 'unknown', decides: [t('whether a person has to start it')] }
        : decision.when === 'on_failure'
          ? { ...certainly, runs: 'unknown', decides: [t('whether an earlier job fails')] }
          : decision.when === 'delayed'
            ? { ...certainly, reasons: [t('after a delay')] }
            : certainly;
  return both(whole, more);
}

/** The pipelines that a job starts; those that are not in the repository are named. */
function children(
  parent: string,
  { job, given, lookup }: Standing,
  fate: Fate,
  pipe: Pipe,
  table: Table,
  depth: number,
): Played {
  const jobs: JobOutcome[] = [];
  const quiet: Played['quiet'][number][] = [];
  for (const file of childFiles(job.tree)) {
    const known = table.children.get(pipe) ?? new Map<string, Played>();
    table.children.set(pipe, known);
    const { takes: _, ...plain } = pipe;
    const handed = handedOn(job, given, lookup);
    // jobs that hand on the same start the same
    const key = JSON.stringify([file, ...handed]);
    const played =
      known.get(key) ??
      playPipeline(file, { ...plain, source: 'parent_pipeline', given: handed }, table, depth + 1);
    known.set(key, played);
    const started: Fate = { ...fate, reasons: [table.t('started by `{0}`', job.id)] };
    jobs.push(
      ...played.jobs.map(one => ({
        ...one,
        startedBy: one.startedBy ?? job.id,
        fate: one.fate.runs === 'no' ? one.fate : both(started, one.fate),
        deploys: one.deploys.map(deploy => ({ ...deploy, fate: both(started, deploy.fate) })),
      })),
    );
    quiet.push(...played.quiet);
  }
  for (const what of unseenChildren(job.tree))
    jobs.push({
      pipeline: parent,
      job: what,
      startedBy: job.id,
      fate: both(fate, {
        ...certainly,
        runs: 'unknown',
        decides: [table.t('what `{0}`, which is not in this repository, holds', what)],
      }),
      deploys: [],
      after: [],
    });
  return { jobs, quiet };
}

/** Variables of the file and of the job go on to the child, unless it says otherwise; those that are open do not. */
function handedOn(
  job: Job,
  places: readonly (Tree | undefined)[],
  lookup: Lookup,
): ReadonlyMap<string, string> {
  if (textAt(job.tree, 'trigger', 'forward', 'yaml_variables') === 'false') return none;
  const names = new Set(places.flatMap(place => [...declared(place).keys()]));
  return new Map(
    [...names].flatMap(name => {
      const value = lookup(name).known;
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}

/** `trigger: include: path`, or a list of local files. */
export function childFiles(job: Tree): readonly string[] {
  const include = at(job, 'trigger', 'include');
  const items = include?.kind === 'list' ? itemsOf(include) : include ? [include] : [];
  return items
    .flatMap(item => textAt(item) ?? textAt(item, 'local') ?? [])
    .filter(path => !path.includes('$'))
    .map(path => path.replace(/^\.?\//, ''));
}

/** Configurations of a child that a job makes, or that stand elsewhere. */
const unseenChildren = (job: Tree): readonly string[] =>
  listOf(at(job, 'trigger', 'include')).flatMap(item =>
    ['artifact', 'project', 'template', 'component', 'remote']
      .flatMap(key => textAt(item, key) ?? [])
      .slice(0, 1),
  );

/** Jobs of templates and other projects: that there are some is known, which is not. */
const unseenJobs = (
  file: string,
  unseen: readonly Unseen[],
  start: Fate,
  t: Translate,
): readonly JobOutcome[] =>
  unseen.map(({ what, evidence }) => ({
    pipeline: file,
    job: what,
    fate: both(start, {
      ...certainly,
      runs: 'unknown',
      decides: [t('what `{0}`, which is not in this repository, holds', what)],
      lines: [evidence],
    }),
    deploys: [],
    after: [],
  }));
