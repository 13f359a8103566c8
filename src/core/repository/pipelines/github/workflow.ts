import type { Source } from '../../read/sources';
import type { Evidence } from '../../types';
import {
  at,
  entriesOf,
  entryAt,
  itemsOf,
  listOf,
  textAt,
  textsOf,
  type Dict,
  type Tree,
} from '../../read/tree';
import { callsIn, type Value } from './values';
import { parseExpression, type Actions, type Expression, type Plain } from './actionsLibrary';
import { readFilters, type Filters } from './filters';
import type { Act } from '../acts';

export interface Condition {
  readonly text: string;
  readonly line: number;
  /** Absent where it cannot be parsed. */
  readonly expression: Expression | undefined;
  /** It asks for `always()`, `failure()`, ... itself; else GitHub adds `success()`. */
  readonly asksStatus: boolean;
}

/** Text with `${{ }}` in it. */
export interface Template {
  readonly text: string;
  readonly line: number;
  readonly expression?: Expression;
}

export interface WorkflowEvent {
  readonly name: string;
  readonly line: number;
  readonly filters: Filters;
  readonly types: readonly string[] | undefined;
  readonly typesLine: number;
  /** `workflow_run`: the names of the workflows it waits for. */
  readonly workflows: readonly string[];
  /** `schedule` */
  readonly cron: readonly string[];
}

/** An act of a step, with what decides whether it happens. */
export interface StepAct {
  readonly act: Act;
  readonly line: number;
  readonly conditions: readonly Condition[];
  /** `push: ${{ ... }}` of an action: false means that nothing is sent. */
  readonly enabled?: Template;
  /** Environment variables in reach, for `$NAME` and `env.NAME`. */
  readonly env: ReadonlyMap<string, Template>;
  /** Lines of the scripts of the repository that led to it. */
  readonly through?: readonly Evidence[];
}

export interface Job {
  readonly id: string;
  readonly line: number;
  readonly name: string | undefined;
  readonly condition: Condition | undefined;
  readonly needs: readonly string[];
  readonly environment: Template | undefined;
  readonly uses:
    { readonly ref: string; readonly line: number; readonly with: ReadonlyMap<string, Template> } | undefined;
  readonly matrix: readonly ReadonlyMap<string, Plain>[];
  /** The matrix is made at run time. */
  readonly openMatrix: boolean;
  readonly steps: readonly Tree[];
  readonly env: ReadonlyMap<string, Template>;
  readonly cancels: boolean;
  /** Filled in once the scripts that steps call have been read. */
  acts: readonly StepAct[];
}

export interface Workflow {
  readonly file: string;
  readonly source: Source;
  readonly name: string;
  readonly events: readonly WorkflowEvent[];
  readonly jobs: readonly Job[];
  readonly inputs: ReadonlyMap<string, Template | undefined>;
  readonly env: ReadonlyMap<string, Template>;
  /** A newer run cancels the one under way. */
  readonly cancels: boolean;
}

export function workflowFrom(actions: Actions, source: Source, tree: Dict): Workflow {
  const template = (value: Tree | undefined): Template | undefined => {
    if (value?.kind !== 'scalar') return undefined;
    const expression =
      value.expression === undefined ? undefined : parseExpression(actions, value.expression);
    return { text: value.text, line: value.line, ...(expression && { expression }) };
  };
  const templates = (value: Tree | undefined): ReadonlyMap<string, Template> =>
    new Map(
      entriesOf(value).flatMap(({ key, value: item }) => {
        const made = template(item);
        return made ? [[key, made] as const] : [];
      }),
    );
  const cancels = (owner: Tree): boolean => textAt(owner, 'concurrency', 'cancel-in-progress') === 'true';
  const job = (id: string, line: number, value: Tree): Job => {
    const environment = at(value, 'environment');
    const uses = entryAt(value, 'uses');
    const { combinations, open } = readMatrix(at(value, 'strategy', 'matrix'));
    return {
      id,
      line,
      name: textAt(value, 'name'),
      condition: conditionOf(actions, at(value, 'if')),
      needs: textsOf(at(value, 'needs')),
      environment: template(environment?.kind === 'dict' ? at(environment, 'name') : environment),
      uses: uses && { ref: textAt(uses.value) ?? '', line: uses.line, with: templates(at(value, 'with')) },
      matrix: combinations,
      openMatrix: open,
      steps: itemsOf(at(value, 'steps')),
      env: templates(at(value, 'env')),
      cancels: cancels(value),
      acts: [],
    };
  };
  return {
    file: source.path,
    source,
    name: textAt(tree, 'name') ?? source.path,
    events: readEvents(tree),
    jobs: entriesOf(at(tree, 'jobs')).map(({ key, line, value }) => job(key, line, value)),
    inputs: new Map(
      ['workflow_call', 'workflow_dispatch'].flatMap(event =>
        entriesOf(at(tree, 'on', event, 'inputs')).map(
          ({ key, value }) => [key, template(at(value, 'default'))] as const,
        ),
      ),
    ),
    env: templates(at(tree, 'env')),
    cancels: cancels(tree),
  };
}

export function conditionOf(actions: Actions, value: Tree | undefined): Condition | undefined {
  if (value?.kind !== 'scalar' || value.value === null) return undefined;
  // a condition is an expression with or without `${{ }}`
  const source = value.expression ?? value.text.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1');
  const expression = parseExpression(actions, source);
  const statuses = ['success', 'failure', 'always', 'cancelled'];
  return {
    text: value.text
      .replace(/^\s*\$\{\{\s*(.*?)\s*\}\}\s*$/s, '$1')
      .replace(/\s+/g, ' ')
      .trim(),
    line: value.line,
    expression,
    asksStatus: expression !== undefined && callsIn(expression).some(name => statuses.includes(name)),
  };
}

function readEvents(tree: Tree): readonly WorkflowEvent[] {
  const on = entryAt(tree, 'on');
  const plain = (name: string, line: number): WorkflowEvent => ({
    name,
    line,
    filters: {},
    types: undefined,
    typesLine: line,
    workflows: [],
    cron: [],
  });
  if (on?.value.kind !== 'dict')
    return listOf(on?.value).flatMap(item => (item.kind === 'scalar' ? [plain(item.text, item.line)] : []));
  return entriesOf(on.value).map(({ key, line, value }) => {
    const types = entryAt(value, 'types');
    return {
      ...plain(key, line),
      filters: readFilters(value),
      types: types && textsOf(types.value),
      typesLine: types?.line ?? line,
      workflows: textsOf(at(value, 'workflows')),
      cron: itemsOf(value).flatMap(item => textAt(item, 'cron') ?? []),
    };
  });
}

const mostCombinations = 64;

/** The combinations of a matrix that the file spells out: the axes, then `exclude`, then `include`. */
function readMatrix(matrix: Tree | undefined): {
  combinations: readonly ReadonlyMap<string, Plain>[];
  open: boolean;
} {
  if (matrix?.kind !== 'dict') return { combinations: [], open: matrix !== undefined };
  let open = false;
  let combinations: Map<string, Plain>[] = [];
  for (const { key, value } of matrix.entries.values()) {
    if (key === 'include' || key === 'exclude') continue;
    if (value.kind !== 'list' || value.items.some(hasExpression)) {
      open = true;
      continue;
    }
    const values = value.items.map(toPlain);
    const base = combinations.length === 0 ? [new Map<string, Plain>()] : combinations;
    combinations = base
      .flatMap(one => values.map(next => new Map([...one, [key, next]])))
      .slice(0, mostCombinations);
  }
  const rows = (name: string): Map<string, Plain>[] =>
    itemsOf(at(matrix, name)).map(
      row => new Map(entriesOf(row).map(entry => [entry.key, toPlain(entry.value)])),
    );
  if ([at(matrix, 'include'), at(matrix, 'exclude')].some(part => part?.kind === 'scalar')) open = true;
  const agrees = (row: Map<string, Plain>, one: Map<string, Plain>, keys: readonly string[]): boolean =>
    keys.every(key => !one.has(key) || JSON.stringify(one.get(key)) === JSON.stringify(row.get(key)));
  combinations = combinations.filter(one => !rows('exclude').some(row => agrees(row, one, [...row.keys()])));
  const axes = [...(combinations[0]?.keys() ?? [])];
  const added: Map<string, Plain>[] = [];
  for (const row of rows('include')) {
    // what the axes say is never overwritten, what an entry before has added is
    const own = axes.filter(axis => row.has(axis));
    const fitting = combinations.filter(one => agrees(row, one, own));
    if (axes.length > 0 && fitting.length > 0)
      for (const one of fitting) row.forEach((value, key) => one.set(key, value));
    else added.push(row);
  }
  return { combinations: [...combinations, ...added].slice(0, mostCombinations), open };
}

const hasExpression = (tree: Tree): boolean =>
  tree.kind === 'scalar'
    ? tree.expression !== undefined
    : tree.kind === 'list'
      ? tree.items.some(hasExpression)
      : entriesOf(tree).some(({ value }) => hasExpression(value));

function toPlain(tree: Tree): Plain {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(toPlain);
  return Object.fromEntries(entriesOf(tree).map(({ key, value }) => [key, toPlain(value)]));
}

export type { Value };
