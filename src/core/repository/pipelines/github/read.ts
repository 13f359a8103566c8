/** Reads the workflows of `.github/workflows` and what their steps do. */
import { readFirstYaml, readYaml } from '../../read/yaml';
import type { Files } from '../../ports';
import type { Kept } from '../../read/kept';
import { longestText, sourceOf, type Source, type Sources } from '../../read/sources';
import { at, type Dict, entriesOf, entryAt, itemsOf, textAt, type Tree } from '../../read/tree';
import { actOfAction } from '../deployActions';
import { remoteWork } from '../deployCommands';
import { join, openScripts, type Scripts } from '../scripts';
import { isThrownAway } from '../throwAway';
import { registriesOf } from './registries';
import { loadActions, parseExpression, readWorkflow, type Actions } from './actionsLibrary';
import {
  conditionOf,
  workflowFrom,
  type Condition,
  type Job,
  type StepAct,
  type Template,
  type Workflow,
} from './workflow';

const workflowFile = /^\.github\/workflows\/[^/]+\.ya?ml$/;

export const hasWorkflows = (sources: Sources): boolean =>
  sources.settings.some(path => workflowFile.test(path));

export async function readWorkflows(sources: Sources): Promise<readonly Workflow[]> {
  const files = sources.settings.filter(path => workflowFile.test(path));
  if (files.length === 0) return [];
  const actions = await loadActions();
  const workflows: Workflow[] = [];
  for (const path of files) {
    const workflow = await sources.step(`workflow ${path}`, own => workflowOf(path, own, actions));
    if (workflow) workflows.push(workflow);
  }
  return workflows;
}

const parsers = new WeakMap<Actions, (text: string) => Dict>();

/** The one function that parses workflows, so that what was read ahead is found again. */
function parserOf(actions: Actions): (text: string) => Dict {
  const known = parsers.get(actions);
  if (known) return known;
  const parse = (text: string): Dict => {
    // unfolds aliases within limits before GitHub's parser, which has none
    if (/[*&]\w/.test(text)) readYaml(text);
    return readWorkflow(actions, text);
  };
  parsers.set(actions, parse);
  return parse;
}

/** Reads and parses workflows while the files are still being listed. */
export async function readAhead(files: Files, kept: Kept): Promise<void> {
  const paths = (await files.ahead?.())?.filter(path => workflowFile.test(path)) ?? [];
  if (paths.length === 0) return;
  const parse = parserOf(await loadActions());
  await Promise.all(
    paths.map(async path => {
      const text = await files.read(path);
      if (text === undefined || text.length > longestText) return;
      kept.sources.set(path, Promise.resolve(sourceOf(path, text)));
      kept.interpret(path, text, parse);
    }),
  );
}

async function workflowOf(path: string, sources: Sources, actions: Actions): Promise<Workflow | undefined> {
  const parsed = await sources.parsed(path, parserOf(actions));
  if (!parsed) return undefined;
  const workflow = workflowFrom(actions, parsed.source, parsed.value);
  const reading = { actions, sources, scripts: openScripts(sources) };
  for (const job of workflow.jobs) job.acts = await actsOfJob(job, parsed.source, reading);
  return workflow;
}

interface Reading {
  readonly actions: Actions;
  readonly sources: Sources;
  readonly scripts: Scripts;
}

async function actsOfJob(job: Job, source: Source, reading: Reading): Promise<readonly StepAct[]> {
  const acts: StepAct[] = [];
  for (const step of job.steps)
    acts.push(...withRegistries(await actsOfStep(step, source, reading, [], '', 0), step, job.steps));
  if (job.uses && !job.uses.ref.startsWith('./')) {
    const found = actOfAction(job.uses.ref.replace(/@.*$/, '').replace(/\.ya?ml$/, ''), new Map());
    if (found?.act)
      acts.push({
        act: { ...found.act, kind: 'unclear', mechanism: job.uses.ref.split('@')[0] ?? '' },
        line: job.uses.line,
        conditions: [],
        env: new Map(),
      });
  }
  const text = jobText(job, source);
  return acts.filter(({ act }) => !isThrownAway(act, text));
}

/** One step may store its image in several registries: an act for each. */
function withRegistries(acts: readonly StepAct[], step: Tree, steps: readonly Tree[]): readonly StepAct[] {
  return acts.flatMap(one => {
    if (one.act.kind !== 'image') return [one];
    const { found, confident } = registriesOf(step, steps);
    const open = one.act.provider === 'container registry';
    return found.length === 0 || (!open && !confident)
      ? [one]
      : found.map(provider => ({
          ...one,
          act: { ...one.act, provider, ...(!confident && { inferred: true as const }) },
        }));
  });
}

function jobText(job: Job, source: Source): string {
  const start = job.line;
  const indent = /^\s*/.exec(source.lines[start - 1] ?? '')?.[0].length ?? 0;
  const rest = source.lines.slice(start);
  const end = rest.findIndex(
    line =>
      line.trim() !== '' && !line.trim().startsWith('#') && (/^\s*/.exec(line)?.[0].length ?? 0) <= indent,
  );
  return (end === -1 ? rest : rest.slice(0, end)).join('\n');
}

const deepestAction = 3;

async function actsOfStep(
  step: Tree,
  source: Source,
  reading: Reading,
  outer: readonly Condition[],
  folder: string,
  depth: number,
): Promise<readonly StepAct[]> {
  const { actions, scripts } = reading;
  const condition = conditionOf(actions, at(step, 'if'));
  const conditions = condition ? [...outer, condition] : outer;
  const env = templates(actions, at(step, 'env'));
  const run = entryAt(step, 'run');
  const place = join(folder, clean(textAt(step, 'working-directory')));
  if (run?.value.kind === 'scalar') {
    const script = run.value.text;
    return toStepActs(await scripts.actsIn(script, place), rowsOf(script, source, run.value.line), {
      conditions,
      env,
    });
  }
  const uses = entryAt(step, 'uses');
  const name = textAt(uses?.value);
  if (!uses || name === undefined) return [];
  if (name.startsWith('./'))
    return actsOfLocalAction(join('', name), uses.line, source, reading, conditions, depth);
  const inputs = at(step, 'with');
  const found = actOfAction(
    name,
    new Map(
      entriesOf(inputs).flatMap(({ key, value }) =>
        value.kind === 'scalar' ? [[key, value.text] as const] : [],
      ),
    ),
  );
  if (!found) return [];
  const enabled = found.switch === undefined ? undefined : template(actions, at(inputs, found.switch));
  if (found.script !== undefined) {
    const inner = await scripts.actsIn(found.script, place);
    if (found.remote && found.act) {
      // the script runs on the server: that it changes something there is what counts
      return remoteWork.test(found.script) ? [{ act: found.act, line: uses.line, conditions, env }] : [];
    }
    return toStepActs(inner, () => uses.line, { conditions, env });
  }
  return found.act ? [{ act: found.act, line: uses.line, conditions, env, ...(enabled && { enabled }) }] : [];
}

/** A composite action of this repository. */
async function actsOfLocalAction(
  folder: string,
  line: number,
  caller: Source,
  reading: Reading,
  conditions: readonly Condition[],
  depth: number,
): Promise<readonly StepAct[]> {
  if (depth >= deepestAction) return [];
  const path = ['action.yml', 'action.yaml']
    .map(name => join(folder, name))
    .find(name => reading.sources.has(name));
  const file = path === undefined ? undefined : await reading.sources.parsed(path, readFirstYaml);
  const acts: StepAct[] = [];
  for (const step of itemsOf(at(file?.value, 'runs', 'steps'))) {
    for (const inner of await actsOfStep(step, file?.source ?? caller, reading, [], '', depth + 1)) {
      // conditions inside speak of the action's own inputs: they are named, not decided
      const own = file?.source.evidence(inner.line);
      acts.push({
        ...inner,
        line,
        conditions: [...conditions, ...inner.conditions.map(one => atCaller(one, line))],
        through: [...(own ? [own] : []), ...(inner.through ?? [])],
      });
    }
  }
  return acts;
}

/** `inputs` of an action are not those of the workflow: such a condition stays open. */
const atCaller = (condition: Condition, line: number): Condition => ({
  ...condition,
  line,
  expression: /\binputs\b/.test(condition.text) ? undefined : condition.expression,
});

function toStepActs(
  found: Awaited<ReturnType<Scripts['actsIn']>>,
  lineOf: (row: number) => number,
  rest: Pick<StepAct, 'conditions' | 'env'>,
): readonly StepAct[] {
  return found.map(({ act, row, through }) => ({
    act,
    line: lineOf(row),
    ...rest,
    ...(through.length > 0 && { through }),
  }));
}

/** Lines of the file for the rows of a block of text that begins near `line`. */
export function rowsOf(script: string, source: Source, line: number): (row: number) => number {
  const rows = script.split('\n');
  const lines: number[] = [];
  let next = line;
  for (const row of rows) {
    const wanted = row.trim();
    let at = next;
    while (
      at <= source.lines.length &&
      at < next + 40 &&
      !(wanted !== '' && (source.lines[at - 1] ?? '').includes(wanted))
    )
      at++;
    const found = wanted !== '' && at <= source.lines.length && at < next + 40;
    lines.push(found ? at : next);
    if (found) next = at + 1;
  }
  return row => lines[row] ?? line;
}

const clean = (path: string | undefined): string => (path === undefined || path.includes('${{') ? '' : path);

function template(actions: Actions, value: Tree | undefined): Template | undefined {
  if (value?.kind !== 'scalar') return undefined;
  const source = value.expression ?? /^\s*\$\{\{(.*)\}\}\s*$/s.exec(value.text)?.[1];
  const expression = source === undefined ? undefined : parseExpression(actions, source);
  return { text: value.text, line: value.line, ...(expression && { expression }) };
}

const templates = (actions: Actions, value: Tree | undefined): ReadonlyMap<string, Template> =>
  new Map(
    entriesOf(value).flatMap(({ key, value: item }) => {
      const made = template(actions, item);
      return made ? [[key, made] as const] : [];
    }),
  );
