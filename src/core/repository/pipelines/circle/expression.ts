/** CircleCI's expressions: `pipeline.git.branch == "main" and not (pipeline.git.tag starts-with "v")`. */
import { equals, known, unknown, verdict, type Value } from '../github/values';
import { compileRegex } from '../regex';

type Token =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'pattern'; readonly source: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'sign'; readonly sign: string };

const token =
  /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\/((?:[^/\\\n]|\\.)+)\/|(-?\d+(?:\.\d+)?)(?![\w.])|(==|!=|>=|<=|>|<|\(|\))|([A-Za-z][\w.-]*))/y;
const words = new Set(['and', 'or', 'not', 'starts-with', 'matches']);
const literals: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const longest = 2000;
const deepest = 40;

function tokensOf(text: string): readonly Token[] | undefined {
  if (text.length > longest) return undefined;
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== '') {
    const found = token.exec(text);
    if (!found) return undefined;
    const [, double, single, source, number, sign, name = ''] = found;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: 'value', value: quoted.replace(/\\(.)/g, '$1') });
    else if (source !== undefined) tokens.push({ kind: 'pattern', source });
    else if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (sign !== undefined || words.has(name)) tokens.push({ kind: 'sign', sign: sign ?? name });
    else if (Object.hasOwn(literals, name)) tokens.push({ kind: 'value', value: literals[name] ?? null });
    else tokens.push({ kind: 'path', path: name });
  }
  return tokens;
}

/** Whether a text is more than one value: it compares or joins. */
export const isExpression = (text: string): boolean =>
  /(^|\s|\()pipeline\./.test(text) && (tokensOf(text) ?? []).some(({ kind }) => kind === 'sign');

/** What an expression comes to; `undefined` where it is none. `and` and `or` give back one of their sides. */
export function evaluateExpression(text: string, lookup: (path: string) => Value): Value | undefined {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return undefined;
  let index = 0;
  let depth = 0;
  const sign = (...wanted: readonly string[]): string | undefined => {
    const next = tokens[index];
    if (next?.kind !== 'sign' || !wanted.includes(next.sign)) return undefined;
    index++;
    return next.sign;
  };
  const operand = (): Value | undefined => {
    if (++depth > deepest) return undefined;
    const made = ((): Value | undefined => {
      if (sign('not') !== undefined) {
        const of = operand();
        return of && negated(of);
      }
      if (sign('(') !== undefined) {
        const inner = either();
        return sign(')') === undefined ? undefined : inner;
      }
      const next = tokens[index++];
      return next?.kind === 'value'
        ? known(next.value)
        : next?.kind === 'path'
          ? lookup(next.path)
          : undefined;
    })();
    depth--;
    return made;
  };
  const comparison = (): Value | undefined => {
    const left = operand();
    const operator = left && sign('==', '!=', '>=', '<=', '>', '<', 'starts-with', 'matches');
    if (!left || operator === undefined) return left;
    const next = tokens[index];
    if (operator === 'matches') {
      index++;
      return next?.kind === 'pattern' ? matching(left, next.source) : undefined;
    }
    const right = operand();
    return right && compare(operator, left, right);
  };
  const joined = (word: 'and' | 'or', below: () => Value | undefined) => (): Value | undefined => {
    let left = below();
    while (left && sign(word) !== undefined) {
      const right = below();
      left = right && join(word, left, right);
    }
    return left;
  };
  const all = joined('and', comparison);
  const either = joined('or', all);
  const value = either();
  return index === tokens.length ? value : undefined;
}

function negated(of: Value): Value {
  const answer = verdict(of);
  return answer === 'unknown' ? unknown(...of.decides) : known(answer === 'no');
}

function join(word: 'and' | 'or', left: Value, right: Value): Value {
  const settles = word === 'and' ? 'no' : 'yes';
  const answer = verdict(left);
  if (answer !== 'unknown') return answer === settles ? left : right;
  return verdict(right) === settles
    ? known(word === 'or')
    : unknown(...new Set([...left.decides, ...(verdict(right) === 'unknown' ? right.decides : [])]));
}

function compare(operator: string, { known: a, ...left }: Value, { known: b, ...right }: Value): Value {
  if ((operator === '==' || operator === '!=') && typeof b === 'string' && left.form?.test.test(b) === false)
    return known(operator === '!=');
  if (a === undefined || b === undefined) return unknown(...left.decides, ...right.decides);
  if (operator === '==' || operator === '!=') {
    // values of different kinds are never the same, and text is compared with its case
    const same = typeof a === typeof b && (typeof a === 'string' ? a === b : equals(a, b));
    return known(same === (operator === '=='));
  }
  if (operator === 'starts-with')
    return typeof a === 'string' && typeof b === 'string'
      ? known(a.startsWith(b))
      : unknown(`\`${operator}\``);
  if (typeof a !== 'number' || typeof b !== 'number') return unknown(`\`${operator}\``);
  return known(operator === '>=' ? a >= b : operator === '<=' ? a <= b : operator === '>' ? a > b : a < b);
}

/** The whole of the text has to match. */
function matching({ known: text, decides }: Value, source: string): Value {
  const pattern = compileRegex(source.replace(/\\\//g, '/'));
  return pattern && typeof text === 'string'
    ? known(pattern.matches(text))
    : unknown(...decides, `\`/${source}/\``);
}
