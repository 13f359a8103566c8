/** `when` and `unless` of CircleCI, and the parameters they speak of. */
import type { Translate } from '../../../translate';
import { at, entriesOf, listOf, textAt, type Tree } from '../../read/tree';
import { known, text as textOf, unknown, verdict, type Value } from '../github/values';
import { compileRegex } from '../regex';
import { evaluateExpression, isExpression } from './expression';
import type { Ref } from './filters';

export type Parameters = ReadonlyMap<string, Value>;

/** Defaults of a `parameters:` block. */
export const defaultsOf = (owner: Tree | undefined): Parameters =>
  new Map(
    entriesOf(at(owner, 'parameters')).flatMap(({ key, value }) => {
      const given = at(value, 'default');
      return given?.kind === 'scalar' ? [[key, known(given.value)] as const] : [];
    }),
  );

export interface Surroundings {
  readonly ref: Ref;
  /** `pipeline.trigger_source`: `webhook`, `schedule`, `api`. */
  readonly source: string;
  readonly defaultBranch: string | undefined;
  readonly pipeline: Parameters;
  readonly own: Parameters;
  readonly t: Translate;
}

/** `<< pipeline.git.branch >>` and its like; a text with several of them is filled in. */
export function valueOf(text: string, around: Surroundings): Value {
  const [, single] = /^\s*<<\s*([\w.-]+)\s*>>\s*$/.exec(text) ?? [];
  if (single !== undefined) return lookup(single, around);
  const [, expression] = /^\s*<<((?:(?!>>)[\s\S])*)>>\s*$/.exec(text) ?? [];
  if (expression !== undefined) return comparison(expression, around);
  if (!text.includes('<<')) return known(text);
  const open: string[] = [];
  const filled = text.replace(/<<\s*([\w.-]+)\s*>>/g, (whole, path: string) => {
    const value = lookup(path, around);
    if (value.known === undefined) open.push(...value.decides);
    return value.known === undefined || value.known === null ? '' : textOf(value.known);
  });
  return open.length > 0 ? unknown(...open) : known(filled);
}

export function lookup(path: string, { ref, source, defaultBranch, pipeline, own, t }: Surroundings): Value {
  const [first = '', second = ''] = path.split('.');
  if (first === 'parameters') return own.get(second) ?? unknown(t('the parameter `{0}`', second));
  if (path.startsWith('pipeline.parameters.')) {
    const name = path.slice('pipeline.parameters.'.length);
    const value = pipeline.get(name);
    return value && source === 'webhook' ? value : unknown(t('the pipeline parameter `{0}`', name));
  }
  switch (path) {
    case 'pipeline.git.branch':
      return ref.kind === 'tag'
        ? known('')
        : ref.name === undefined
          ? branchOtherThan(ref.not, t)
          : known(ref.name);
    case 'pipeline.git.tag':
      return known(ref.kind === 'tag' ? (ref.name ?? '') : '');
    case 'pipeline.git.branch.is_default':
      if (ref.kind === 'tag') return known(false);
      if (ref.name === undefined) return known(false, [t('it is not the default branch')]);
      return defaultBranch === undefined
        ? unknown(t('which branch is the default one'))
        : known(ref.name === defaultBranch);
    case 'pipeline.trigger_source':
      return known(source === 'schedule' ? 'scheduled_pipeline' : source);
    case 'pipeline.schedule.name':
      return source === 'schedule' ? unknown(t('the name of the schedule')) : known('');
  }
  return unknown(`\`${path}\``);
}

/** The branch of a pull request: whatever it is called, it is not the one that it goes into. */
const branchOtherThan = (names: readonly string[] | undefined, t: Translate): Value => ({
  ...(names && { form: { test: { test: text => !names.includes(text) } } }),
  decides: [t('the name of the branch')],
  assumes: [],
});

/** A logic statement: `and`, `or`, `not`, `equal`, `matches`, or a value. */
export function holds(statement: Tree | undefined, around: Surroundings, depth = 0): Value {
  const { t } = around;
  if (!statement || depth > 40) return unknown(t('a condition'));
  if (statement.kind === 'scalar') {
    const { value, text } = statement;
    if (typeof value === 'boolean' || typeof value === 'number') return known(value);
    return !text.includes('<<') && isExpression(text) ? comparison(text, around) : valueOf(text, around);
  }
  if (statement.kind === 'list') return unknown(t('a condition'));
  const results = entriesOf(statement).map(({ key, value }): Value => {
    const parts = (): readonly Value[] => listOf(value).map(item => holds(item, around, depth + 1));
    switch (key) {
      case 'and':
        return combine(parts(), 'no');
      case 'or':
        return combine(parts(), 'yes');
      case 'not': {
        const inner = holds(value, around, depth + 1);
        const answer = verdict(inner);
        return answer === 'unknown' ? inner : known(answer === 'no', inner.assumes);
      }
      case 'equal': {
        const values = parts();
        const fixed = values.flatMap(one => (one.known === undefined ? [] : [textOf(one.known)]));
        if (
          new Set(fixed).size > 1 ||
          values.some(({ form }) => form && fixed.some(one => !form.test.test(one)))
        )
          return known(false);
        return fixed.length === values.length
          ? known(true)
          : unknown(...values.flatMap(({ decides }) => decides));
      }
      case 'matches': {
        const subject = valueOf(textAt(value, 'value') ?? '', around);
        const pattern = compileRegex((textAt(value, 'pattern') ?? '').replace(/^\/([\s\S]*)\/$/, '$1'));
        if (pattern && typeof subject.known === 'string') {
          const some = pattern.test(subject.known);
          // the documentation asks for a pattern of the whole and warns of matches in part
          return some === pattern.matches(subject.known)
            ? known(some)
            : unknown(t('whether a match of a part is enough for `matches`'));
        }
        return unknown(...subject.decides, ...(pattern ? [] : [t('a pattern')]));
      }
      default:
        return unknown(t('the condition `{0}`', key));
    }
  });
  return results.length === 1 ? (results[0] as Value) : combine(results, 'no');
}

function combine(values: readonly Value[], settles: 'yes' | 'no'): Value {
  if (values.some(value => verdict(value) === settles)) return known(settles === 'yes');
  const open = values.filter(value => verdict(value) === 'unknown');
  return open.length > 0
    ? unknown(...new Set(open.flatMap(({ decides }) => decides)))
    : known(settles === 'no' && values.length > 0);
}

/** An expression; one that is not understood is open. */
export const comparison = (text: string, around: Surroundings): Value =>
  evaluateExpression(text, path => lookup(path, around)) ??
  unknown(around.t('the condition `{0}`', text.replace(/\s+/g, ' ').trim()));
