/** What Azure's functions come to; its comparisons turn the right side into the kind of the left one. */
import type { Plain } from '../github/actionsLibrary';
import { compare, known, verdict, type Value } from '../github/values';

/** A value as Azure writes it into a text. */
export const written = (value: Plain): string =>
  value === null || typeof value === 'object'
    ? ''
    : typeof value === 'boolean'
      ? value
        ? 'True'
        : 'False'
      : String(value);

const truthy = (value: Plain): boolean => !(value === null || value === false || value === 0 || value === '');

function same(left: Plain, right: Plain): boolean {
  switch (typeof left) {
    case 'string':
      return left.toUpperCase() === written(right).toUpperCase();
    case 'boolean':
      return left === truthy(right);
    case 'number':
      return typeof right === 'string'
        ? right.trim() !== '' && Number(right) === left
        : Number(right) === left;
    default:
      return left === null && (right === null || right === '');
  }
}

const open = (...values: readonly Value[]): Value => ({
  decides: [...new Set(values.flatMap(({ decides }) => decides))],
  assumes: values.flatMap(({ assumes }) => assumes),
});

/** Whether the first is one of the others. */
function among(left: Value, others: readonly Value[]): Value {
  const assumes = [left, ...others].flatMap(one => one.assumes);
  const fixed = others.map(one => one.known).filter(one => one !== undefined);
  const has = (value: Plain): boolean => fixed.some(one => same(value, one));
  if (left.known !== undefined && has(left.known)) return known(true, assumes);
  if (fixed.length === others.length) {
    if (left.known !== undefined) return known(false, assumes);
    if (left.usual !== undefined && has(left.usual)) return known(true, assumes);
    const answers = new Set(left.oneOf?.map(has));
    if (answers.size === 1) return known(answers.has(true), assumes);
    if (left.oneOf) return open(left);
  }
  const results = others.map(one => compare('==', left, one));
  if (results.some(one => verdict(one) === 'yes'))
    return known(
      true,
      results.flatMap(one => one.assumes),
    );
  return results.every(one => verdict(one) === 'no') ? known(false, assumes) : open(...results);
}

function negated(value: Value): Value {
  const answer = verdict(value);
  return answer === 'unknown' ? value : known(answer === 'no', value.assumes);
}

/** `undefined`: a function that is not one of these. */
export function azureFunction(name: string, args: readonly Value[]): Value | undefined {
  const [first, second, third] = args;
  if (!first) return undefined;
  switch (name) {
    case 'eq':
      return among(first, args.slice(1));
    case 'ne':
      return negated(among(first, args.slice(1)));
    case 'in':
      return among(first, args.slice(1));
    case 'notin':
      return negated(among(first, args.slice(1)));
    case 'xor': {
      const answers = args.map(verdict);
      return answers.includes('unknown') ? open(...args) : known(answers[0] !== answers[1]);
    }
    case 'iif': {
      const answer = verdict(first);
      return answer === 'unknown' ? open(first) : answer === 'yes' ? second : third;
    }
    case 'coalesce': {
      const [next, ...rest] = args;
      if (next?.known === undefined) return next && open(next);
      return next.known !== null && next.known !== '' ? next : (azureFunction(name, rest) ?? known(null));
    }
    // the separator comes first, and there are no lists here
    case 'join':
      return open(...args);
  }
  const texts = args.map(one => (one.known === undefined ? undefined : written(one.known)));
  const [text = '', from = '', to = ''] = texts;
  const make = onTexts[name];
  if (!make) return undefined;
  return texts.includes(undefined) ? open(...args) : known(make(text, from, to), first.assumes);
}

const onTexts: Readonly<Record<string, ((text: string, from: string, to: string) => Plain) | undefined>> = {
  lower: text => text.toLowerCase(),
  upper: text => text.toUpperCase(),
  trim: text => text.trim(),
  length: text => text.length,
  replace: (text, from, to) => (from === '' ? text : text.replaceAll(from, to)),
};
