/** Azure's conditions are calls: `and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))`. */
import type { Translate } from '../../../translate';
import type { Expression } from '../github/actionsLibrary';
import { at, type Tree } from '../../read/tree';
import { evaluate, known, unknown, type Value } from '../github/values';
import { azureFunction, written } from './functions';
import type { Event } from './triggers';

const longest = 4000;

/** `undefined` where it is none. */
export function parseCall(text: string): Expression | undefined {
  if (text.length > longest) return undefined;
  let index = 0;
  let depth = 0;
  const space = (): void => {
    while (/\s/.test(text[index] ?? '')) index++;
  };
  const take = (pattern: RegExp): string | undefined => {
    const [found] = pattern.exec(text.slice(index)) ?? [];
    if (found !== undefined) index += found.length;
    return found;
  };
  const one = (): Expression | undefined => {
    space();
    if (text[index] === "'") {
      const quoted = take(/^'(?:[^']|'')*'/);
      return quoted === undefined
        ? undefined
        : { kind: 'value', value: quoted.slice(1, -1).replace(/''/g, "'") };
    }
    const number = take(/^-?\d+(\.\d+)?(?![\w.])/);
    if (number !== undefined) return { kind: 'value', value: Number(number) };
    const name = take(/^[A-Za-z_][\w.]*/);
    if (name === undefined) return undefined;
    if (/^(true|false)$/i.test(name)) return { kind: 'value', value: name.toLowerCase() === 'true' };
    if (name.toLowerCase() === 'null') return { kind: 'value', value: null };
    space();
    if (text[index] === '(') return call(name.toLowerCase());
    const path = name.split('.');
    for (let key = take(/^\[\s*'([^']*)'\s*\]/); key !== undefined; key = take(/^\[\s*'([^']*)'\s*\]/)) {
      path.push(key.replace(/^\[\s*'|'\s*\]$/g, ''));
      const more = take(/^(\.[\w]+)+/);
      if (more !== undefined) path.push(...more.slice(1).split('.'));
    }
    const [context = '', ...rest] = path;
    return {
      kind: 'context',
      path: [context.toLowerCase(), ...(context === 'variables' ? [rest.join('.')] : rest)],
    };
  };
  const call = (name: string): Expression | undefined => {
    if (++depth > 40) return undefined;
    index++;
    const args: Expression[] = [];
    space();
    while (text[index] !== ')') {
      const arg = one();
      if (!arg) return undefined;
      args.push(arg);
      space();
      if (text[index] === ',') index++;
      else if (text[index] !== ')') return undefined;
      space();
    }
    index++;
    depth--;
    return asExpression(name, args);
  };
  const tree = one();
  space();
  return index === text.length ? tree : undefined;
}

const operators: Readonly<Record<string, string>> = {
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
};

function asExpression(name: string, args: readonly Expression[]): Expression {
  const [first, second] = args;
  const operator = operators[name];
  if (name === 'and' || name === 'or') return { kind: name === 'and' ? 'all' : 'any', of: args };
  if (name === 'not' && first) return { kind: 'not', of: first };
  if (operator !== undefined && first && second)
    return { kind: 'compare', operator, left: first, right: second };
  if (name === 'containsvalue') return { kind: 'call', name: 'unknown', args };
  return { kind: 'call', name, args };
}

export interface Surroundings {
  readonly event: Event;
  readonly defaultBranch: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, Value>;
  /** What is more than a text: parameters (`parameters.name`) and the items of a loop, by name in lower case. */
  readonly trees: ReadonlyMap<string, Tree>;
  /** Pushes that come while a run is under way are put together. */
  readonly batched: boolean;
  /** How what it depends on ends, by name; absent while the file is put together. */
  readonly results?: ReadonlyMap<string, Value>;
  /** Whether something earlier fails or is skipped; `undefined`: it is a condition while the file is put together. */
  readonly succeeded: Value | undefined;
  readonly t: Translate;
}

export function evaluateCall(expression: Expression, around: Surroundings): Value {
  const { t, succeeded } = around;
  return evaluate(expression, {
    functions: (name, args) => statusOf(name, args, around) ?? azureFunction(name, args),
    lookup: path => lookup(path, around),
    describeCall: name => t('what `{0}` finds at run time', `${name}()`),
    status: name => {
      switch (name) {
        case 'succeeded':
          return succeeded ?? known(true);
        case 'always':
        case 'succeededorfailed':
          return known(true);
        case 'failed':
          return unknown(t('whether an earlier step fails'));
        case 'canceled':
          return known(false);
        default:
          return undefined;
      }
    },
  });
}

function lookup(path: readonly string[], around: Surroundings): Value {
  const { parameters, t } = around;
  const [context = '', name = ''] = path;
  if (context === 'parameters' && parameters.has(name))
    return parameters.get(name) ?? unknown(t('the parameter `{0}`', name));
  const tree = around.trees.get(context === 'parameters' ? `parameters.${name}` : context);
  if (tree) {
    const rest = path.slice(context === 'parameters' ? 2 : 1);
    const inner = rest.length === 0 ? tree : at(tree, ...rest);
    return inner?.kind === 'scalar' ? known(inner.value) : unknown(`\`${path.join('.')}\``);
  }
  if (context === 'parameters') return unknown(t('the parameter `{0}`', name));
  if (context === 'dependencies' && path[2] === 'result') {
    const result = around.results?.get(name);
    if (result) return result;
  }
  if (context !== 'variables') return unknown(t('what `{0}` finds out', path.join('.')));
  return variable(name, around);
}

/** A variable of the file or of Azure. */
export function variable(name: string, around: Surroundings): Value {
  const { event, defaultBranch, variables, batched, t } = around;
  const { kind, name: ref } = event;
  const branch = kind === 'schedule' ? defaultBranch : ref;
  const pull = kind === 'pull_request';
  switch (name.toLowerCase().replace(/_/g, '.')) {
    case 'build.sourcebranch':
      if (pull)
        return {
          form: { test: /^refs\/pull\/\d+\/merge$/i, like: 'refs/pull/0/merge' },
          decides: [t('the number of the pull request')],
          assumes: [],
        };
      return branch === undefined || kind === 'manual'
        ? unknown(t('which branch it is started on'))
        : known(`refs/${kind === 'tag' ? 'tags' : 'heads'}/${branch}`);
    case 'build.sourcebranchname':
      if (pull) return known('merge');
      return branch === undefined || kind === 'manual'
        ? unknown(t('which branch it is started on'))
        : known(branch.slice(branch.lastIndexOf('/') + 1));
    case 'build.reason':
      return pull
        ? known('PullRequest')
        : kind === 'schedule'
          ? known('Schedule')
          : kind === 'manual'
            ? known('Manual')
            : !batched
              ? known('IndividualCI')
              : {
                  oneOf: ['IndividualCI', 'BatchedCI'],
                  decides: [t('whether pushes are batched')],
                  assumes: [],
                };
    case 'system.pullrequest.targetbranch':
      return pull
        ? {
            oneOf: [ref ?? '', `refs/heads/${ref ?? ''}`],
            decides: [t('how the target branch is written')],
            assumes: [],
          }
        : known(null);
    case 'system.pullrequest.targetbranchname':
      return known(pull ? (ref ?? null) : null);
    case 'system.pullrequest.pullrequestid':
    case 'system.pullrequest.pullrequestnumber':
      return pull
        ? { form: { test: /^\d+$/ }, decides: [t('the number of the pull request')], assumes: [] }
        : known(null);
    case 'system.pullrequest.isfork':
      return pull ? known('False', [t('the branch is in this repository, not in a fork')]) : known(null);
    case 'build.repository.name':
    case 'system.teamproject':
    case 'system.collectionuri':
      return {
        decides: [t('the name of the project in Azure')],
        assumes: [],
        guard: t('this is the project that the condition names'),
      };
  }
  const [key, text] = [...variables].find(([one]) => one.toLowerCase() === name.toLowerCase()) ?? [];
  const [, source] = /^\$\[([\s\S]*)\]$/.exec(text?.trim() ?? '') ?? [];
  const expression = source === undefined ? undefined : parseCall(source.trim());
  if (key !== undefined && expression) {
    // worked out without itself, so that a circle ends
    const rest = new Map(variables);
    rest.delete(key);
    const value = evaluateCall(expression, { ...around, variables: rest, succeeded: undefined });
    return value.known === undefined ? value : known(written(value.known), value.assumes);
  }
  if (text !== undefined && !/\$[([{]/.test(text)) return known(text);
  return unknown(t('the variable `{0}` in Azure’s settings', name));
}

/** `succeeded('A')`, `failed('A')`: only those that are named. */
function statusOf(name: string, args: readonly Value[], { results, t }: Surroundings): Value | undefined {
  if (args.length === 0 || !/^(succeeded|failed|succeededorfailed)$/.test(name)) return undefined;
  const named = args.map(({ known: id }) => results?.get(typeof id === 'string' ? id : ''));
  if (name === 'failed' || named.some(one => one?.known === undefined && one?.usual === undefined))
    return unknown(t('how the earlier jobs end'));
  return known(named.every(one => one?.usual !== undefined));
}
