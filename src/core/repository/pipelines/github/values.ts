/**
 * Expressions over what an event is known to be. A value is known, one of several, only known by its form, or unknown;
 * what it leaves open and what it takes for granted is kept, so that a sentence can name it.
 */
import type { Expression, Plain } from './actionsLibrary';

export interface Value {
  /** Absent: not known. */
  readonly known?: Plain;
  /** Not known, but one of these. */
  readonly oneOf?: readonly Plain[];
  /** Not known, but of this form; `like` is an example that tells beginnings and ends. */
  readonly form?: { readonly test: Pick<RegExp, 'test'>; readonly like?: string };
  /** Taken to equal the text it is compared with; this says what that takes for granted. */
  readonly guard?: string;
  /** One of several, and this one where nothing goes wrong. */
  readonly usual?: string;
  /** What decides it, where it is not known. */
  readonly decides: readonly string[];
  /** Conventions that the value rests on. */
  readonly assumes: readonly string[];
}

export type Scope = (path: readonly string[]) => Value;

export interface Surroundings {
  readonly lookup: Scope;
  /** `success()`, `failure()`, ... of the job or step. */
  readonly status: (name: string) => Value | undefined;
  /** Functions of another system, before GitHub's own. */
  readonly functions?: (name: string, args: readonly Value[]) => Value | undefined;
  /** What an unknown function is called in a sentence. */
  readonly describeCall: (name: string) => string;
}

export const known = (value: Plain, assumes: readonly string[] = []): Value => ({
  known: value,
  decides: [],
  assumes,
});
export const unknown = (...decides: readonly string[]): Value => ({ decides, assumes: [] });

export const truthy = (value: Plain): boolean =>
  !(value === null || value === false || value === 0 || value === '' || Number.isNaN(value));

/** `yes`, `no` or `unknown`, as a condition reads the value. */
export function verdict(value: Value): 'yes' | 'no' | 'unknown' {
  if (value.known !== undefined) return truthy(value.known) ? 'yes' : 'no';
  if (value.form) return 'yes';
  if (value.oneOf?.every(truthy) === true) return 'yes';
  return value.oneOf?.every(one => !truthy(one)) === true ? 'no' : 'unknown';
}

const numeric = (value: Plain): number => {
  if (value === null || value === false || value === '') return 0;
  if (value === true) return 1;
  return typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : NaN;
};

/** Loose equality as GitHub documents it: strings without case, other kinds as numbers. */
export function equals(left: Plain, right: Plain): boolean {
  if (typeof left === 'string' && typeof right === 'string')
    return left.toUpperCase() === right.toUpperCase();
  if (typeof left === typeof right && typeof left !== 'object') return left === right;
  if (left === null && right === null) return true;
  return numeric(left) === numeric(right);
}

/** A value as GitHub writes it into a text. */
export const text = (value: Plain): string =>
  value === null
    ? ''
    : typeof value === 'object'
      ? Array.isArray(value)
        ? 'Array'
        : 'Object'
      : String(value);

export function evaluate(expression: Expression, surroundings: Surroundings): Value {
  const go = (part: Expression): Value => evaluate(part, surroundings);
  switch (expression.kind) {
    case 'value':
      return known(expression.value);
    case 'context':
      return surroundings.lookup(expression.path);
    case 'not': {
      const of = go(expression.of);
      const answer = verdict(of);
      return answer === 'unknown'
        ? { decides: of.decides, assumes: of.assumes }
        : { ...known(answer === 'no', of.assumes) };
    }
    case 'compare':
      return compare(expression.operator, go(expression.left), go(expression.right));
    case 'all':
    case 'any':
      return logical(expression.kind, expression.of.map(go));
    case 'call':
      if (expression.name === 'case') return firstCase(expression.args.map(go));
      return (
        surroundings.functions?.(expression.name, expression.args.map(go)) ??
        surroundings.status(expression.name) ??
        call(expression.name, expression.args.map(go), surroundings)
      );
  }
}

/** `case(condition, value, condition, value, otherwise)`: the first that holds; one that is open leaves all open. */
function firstCase([condition, value, ...rest]: readonly Value[]): Value {
  if (!condition || !value) return condition ?? unknown();
  const answer = verdict(condition);
  if (answer === 'no') return firstCase(rest);
  return answer === 'yes'
    ? { ...value, assumes: [...condition.assumes, ...value.assumes] }
    : { decides: condition.decides, assumes: condition.assumes };
}

/** `&&` and `||` give back an operand; a decided one settles the rest however unknown that is. */
function logical(kind: 'all' | 'any', values: readonly Value[]): Value {
  const settles = kind === 'all' ? 'no' : 'yes';
  const settled = values.find(value => verdict(value) === settles);
  const open = values.filter(value => verdict(value) === 'unknown');
  const last = values.at(-1) ?? known(null);
  const assumes = [...new Set(values.flatMap(value => value.assumes))];
  if (settled) {
    // behind something unknown the value itself is not certain, only that it settles
    const first = values.slice(0, values.indexOf(settled)).every(value => verdict(value) !== 'unknown');
    return first ? settled : known(kind === 'any', settled.assumes);
  }
  if (open.length === 0) return { ...last, assumes };
  return { decides: [...new Set(open.flatMap(value => value.decides))], assumes };
}

export function compare(operator: string, left: Value, right: Value): Value {
  const assumes = [...left.assumes, ...right.assumes];
  const open: Value = { decides: [...left.decides, ...right.decides], assumes };
  if (operator === '==' || operator === '!=') {
    const guard =
      (typeof right.known === 'string' ? left.guard : undefined) ??
      (typeof left.known === 'string' ? right.guard : undefined);
    if (guard !== undefined) return known(operator === '==', [...assumes, guard]);
    const same = sameness(left, right);
    return same === undefined ? open : known(operator === '==' ? same : !same, assumes);
  }
  if (left.known === undefined || right.known === undefined) return open;
  const [a, b] = [left.known, right.known];
  const [x, y] =
    typeof a === 'string' && typeof b === 'string'
      ? [a.toUpperCase(), b.toUpperCase()]
      : [numeric(a), numeric(b)];
  const result = operator === '<' ? x < y : operator === '<=' ? x <= y : operator === '>' ? x > y : x >= y;
  return known(result, assumes);
}

function sameness(left: Value, right: Value): boolean | undefined {
  if (left.known !== undefined && right.known !== undefined) return equals(left.known, right.known);
  const [open, fixed] = left.known === undefined ? [left, right] : [right, left];
  const { known: wanted } = fixed;
  if (wanted === undefined) return undefined;
  if (open.form) return open.form.test.test(text(wanted)) ? undefined : false;
  if (!open.oneOf) return undefined;
  const matching = open.oneOf.filter(one => equals(one, wanted));
  return matching.length === 0 ? false : matching.length === open.oneOf.length ? true : undefined;
}

function call(name: string, args: readonly Value[], { describeCall }: Surroundings): Value {
  const assumes = args.flatMap(value => value.assumes);
  const open: Value = { decides: [...new Set(args.flatMap(value => value.decides))], assumes };
  const [first, second] = args;
  const values = args.map(value => value.known);
  const search = { contains, startswith: startsWith, endswith: endsWith }[name];
  if (search && first && second?.known !== undefined) {
    if (first.known !== undefined) return known(search(first.known, second.known), assumes);
    if (first.form?.like !== undefined) return known(search(first.form.like, second.known), assumes);
    const results = first.oneOf?.map(one => search(one, second.known ?? null)) ?? [];
    if (results.length > 0 && new Set(results).size === 1) return known(results[0] ?? false, assumes);
    return open;
  }
  // contains(fromJSON('["a", "b"]'), github.ref_name)
  if (name === 'contains' && Array.isArray(first?.known) && second) {
    const results = (first.known as readonly Plain[]).map(one => sameness(known(one), second));
    if (results.includes(true)) return known(true, assumes);
    return results.includes(undefined) ? open : known(false, assumes);
  }
  if (values.some(value => value === undefined))
    return name in describable ? open : { ...open, decides: [...open.decides, describeCall(name)] };
  const given = values as readonly Plain[];
  switch (name) {
    case 'format':
      return known(
        // doubled braces stand for themselves
        text(given[0] ?? '').replace(/\{\{|\}\}|\{(\d+)\}/g, (whole, index: string | undefined) =>
          index === undefined ? (whole[0] ?? '') : text(given[Number(index) + 1] ?? ''),
        ),
        assumes,
      );
    case 'join':
      return known(
        Array.isArray(given[0]) ? given[0].map(text).join(text(given[1] ?? ',')) : text(given[0] ?? ''),
        assumes,
      );
    case 'tojson':
      return known(JSON.stringify(given[0]), assumes);
    case 'fromjson':
      return (
        parseJson(text(given[0] ?? ''), assumes) ?? {
          ...open,
          decides: [...open.decides, describeCall(name)],
        }
      );
    default:
      return { ...open, decides: [...open.decides, describeCall(name)] };
  }
}

const describable: Readonly<Record<string, true>> = {
  format: true,
  join: true,
  tojson: true,
  fromjson: true,
  contains: true,
  startswith: true,
  endswith: true,
};

function parseJson(json: string, assumes: readonly string[]): Value | undefined {
  try {
    return known(JSON.parse(json) as Plain, assumes);
  } catch {
    return undefined;
  }
}

function contains(where: Plain, what: Plain): boolean {
  if (Array.isArray(where)) return (where as readonly Plain[]).some(one => equals(one, what));
  return text(where).toUpperCase().includes(text(what).toUpperCase());
}
const startsWith = (where: Plain, what: Plain): boolean =>
  text(where).toUpperCase().startsWith(text(what).toUpperCase());
const endsWith = (where: Plain, what: Plain): boolean =>
  text(where).toUpperCase().endsWith(text(what).toUpperCase());

/** The calls that an expression makes, by name: whether a condition asks for a status at all. */
export function callsIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'call':
      return [expression.name, ...expression.args.flatMap(callsIn)];
    case 'not':
      return callsIn(expression.of);
    case 'compare':
      return [...callsIn(expression.left), ...callsIn(expression.right)];
    case 'all':
    case 'any':
      return expression.of.flatMap(callsIn);
    default:
      return [];
  }
}
