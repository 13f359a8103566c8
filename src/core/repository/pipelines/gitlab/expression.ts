/** Conditions of `rules:if`, after GitLab's documentation of job rule expressions. */
import { compileRegex } from '../regex';
import { known, unknown, verdict, type Value } from '../github/values';

export type Expression =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string | null }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  | {
      readonly kind: '==' | '!=' | '=~' | '!~' | '&&' | '||';
      readonly left: Expression;
      readonly right: Expression;
    };

const token =
  /\s*(?:(\$\{?[A-Za-z_]\w*\}?)|"([^"]*)"|'([^']*)'|\/((?:[^/\\\n]|\\.)+)\/([ims]*)|(==|!=|=~|!~|&&|\|\||\(|\))|(null)\b)/y;

type Token =
  { readonly kind: 'operand'; readonly is: Expression } | { readonly kind: 'sign'; readonly sign: string };

const longest = 5000;

/** `undefined` where it is none. `&&` binds tighter than `||`. */
export function parseCondition(text: string): Expression | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  let index = 0;
  let depth = 0;
  const sign = (): string | undefined => {
    const next = tokens[index];
    return next?.kind === 'sign' ? next.sign : undefined;
  };
  const operand = (): Expression | undefined => {
    const next = tokens[index++];
    if (next?.kind === 'operand') return next.is;
    if (next?.sign !== '(' || ++depth > 50) return undefined;
    const inner = either();
    depth--;
    return tokens[index++]?.kind === 'sign' ? inner : undefined;
  };
  const level = (signs: readonly string[], below: () => Expression | undefined) => () => {
    let left = below();
    for (let found = sign(); left && found !== undefined && signs.includes(found); found = sign()) {
      index++;
      const right = below();
      left = right && { kind: found as '==', left, right };
    }
    return left;
  };
  const comparison = level(['==', '!=', '=~', '!~'], operand);
  const all = level(['&&'], comparison);
  const either = level(['||'], all);
  const tree = either();
  return index === tokens.length ? tree : undefined;
}

function tokensOf(text: string): readonly Token[] | undefined {
  if (text.length > longest) return undefined;
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== '') {
    const found = token.exec(text);
    if (!found) return undefined;
    const [, variable, double, single, source, flags = '', sign, empty] = found;
    if (sign !== undefined) tokens.push({ kind: 'sign', sign });
    else if (variable !== undefined)
      tokens.push({ kind: 'operand', is: { kind: 'variable', name: variable.replace(/[${}]/g, '') } });
    else if (source !== undefined) tokens.push({ kind: 'operand', is: { kind: 'pattern', source, flags } });
    else
      tokens.push({
        kind: 'operand',
        is: { kind: 'text', text: empty === undefined ? (double ?? single ?? '') : null },
      });
  }
  return tokens;
}

export type Lookup = (name: string) => Value;

/** What a condition comes to; what the files leave open stays open. */
export function evaluateCondition(expression: Expression, lookup: Lookup): Value {
  const go = (part: Expression): Value => evaluateCondition(part, lookup);
  switch (expression.kind) {
    case 'variable':
      return lookup(expression.name);
    case 'text':
      return known(expression.text);
    case 'pattern':
      return known(`/${expression.source}/${expression.flags}`);
    case '&&':
    case '||':
      return logical(expression.kind, go(expression.left), go(expression.right));
    case '==':
    case '!=':
      return equality(expression.kind === '==', go(expression.left), go(expression.right));
    case '=~':
    case '!~':
      return match(expression.kind === '=~', go(expression.left), go(expression.right));
  }
}

function logical(kind: '&&' | '||', left: Value, right: Value): Value {
  const settles = kind === '&&' ? 'no' : 'yes';
  const settled = [left, right].find(value => verdict(value) === settles);
  if (settled) return known(kind === '||', settled.assumes);
  const open = [left, right].filter(value => verdict(value) === 'unknown');
  const assumes = [...left.assumes, ...right.assumes];
  if (open.length === 0) return known(kind === '&&', assumes);
  return { decides: [...new Set(open.flatMap(({ decides }) => decides))], assumes };
}

function equality(wanted: boolean, left: Value, right: Value): Value {
  const assumes = [...left.assumes, ...right.assumes];
  const open: Value = { decides: [...left.decides, ...right.decides], assumes };
  if (left.known !== undefined && right.known !== undefined)
    return known((left.known === right.known) === wanted, assumes);
  // the same project, named twice: a fork is what is taken not to be the case
  if (left.guard !== undefined && right.guard !== undefined) return known(wanted, assumes);
  const [vague, fixed] = left.known === undefined ? [left, right] : [right, left];
  if (fixed.known === undefined) return open;
  if (vague.guard !== undefined && fixed.known !== null) return known(wanted, [...assumes, vague.guard]);
  if (vague.form)
    return fixed.known === null || !vague.form.test.test(textOf(fixed.known))
      ? known(!wanted, assumes)
      : open;
  const same = vague.oneOf?.map(one => one === fixed.known) ?? [];
  return same.length > 0 && new Set(same).size === 1 ? known(same[0] === wanted, assumes) : open;
}

function match(wanted: boolean, left: Value, right: Value): Value {
  const assumes = [...left.assumes, ...right.assumes];
  const open: Value = { decides: [...left.decides, ...right.decides], assumes };
  if (left.known === null || left.known === '') {
    // an absent variable matches nothing, whatever the pattern
    if (left.known === null) return known(!wanted, assumes);
  }
  const [, source, flags] = /^\/(.*)\/([ims]*)$/s.exec(textOf(right.known ?? '')) ?? [];
  const pattern = source === undefined ? undefined : compileRegex(source.replace(/\\\//g, '/'), flags);
  if (right.known !== undefined && !pattern) return unknown(...open.decides, `\`${textOf(right.known)}\``);
  if (!pattern) return open;
  if (left.known !== undefined) return known(pattern.test(textOf(left.known)) === wanted, assumes);
  const results = left.oneOf?.map(one => pattern.test(textOf(one))) ?? [];
  if (left.form?.like !== undefined) results.push(pattern.test(left.form.like));
  return results.length > 0 && new Set(results).size === 1 ? known(results[0] === wanted, assumes) : open;
}

/** Variables are text; nothing else comes here. */
const textOf = (value: Value['known']): string => (typeof value === 'object' ? '' : String(value));
