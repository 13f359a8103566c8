/** CircleCI's branch and tag filters: a pattern must match the whole name, and tags need a filter of their own. */
import type { Translate } from '../../../translate';
import { at, entryAt, textAt, textsOf, type Tree } from '../../read/tree';
import { certainly, never, type Fate } from '../fate';
import { compileRegex } from '../regex';
import type { Evidence } from '../../types';

export interface Ref {
  readonly kind: 'branch' | 'tag';
  /** `undefined`: a branch whose name is not known, other than `not`. */
  readonly name: string | undefined;
  readonly not?: readonly string[];
}

type Answer = boolean | 'unknown';

function matches(pattern: string, ref: Ref): Answer {
  const [, source] = /^\/([\s\S]*)\/$/.exec(pattern) ?? [];
  if (source === undefined)
    return ref.name === undefined
      ? ref.not?.includes(pattern) === true
        ? false
        : 'unknown'
      : pattern === ref.name;
  const compiled = compileRegex(source);
  if (source === '.*') return true;
  return compiled && ref.name !== undefined ? compiled.matches(ref.name) : 'unknown';
}

function anyOf(patterns: readonly string[], ref: Ref): Answer {
  const answers = patterns.map(pattern => matches(pattern, ref));
  return answers.includes(true) ? true : answers.includes('unknown') ? 'unknown' : false;
}

const opposite = (answer: Answer): Answer => (answer === 'unknown' ? answer : !answer);

/** Whether `filters` let a branch or tag through. */
export function passes(filters: Tree | undefined, ref: Ref): Answer {
  const own = at(filters, ref.kind === 'branch' ? 'branches' : 'tags');
  // no filter: every branch, no tag
  if (!own) return ref.kind === 'branch';
  const only = at(own, 'only');
  const ignore = at(own, 'ignore');
  const dropped = ignore ? opposite(anyOf(textsOf(ignore), ref)) : true;
  const kept = only ? anyOf(textsOf(only), ref) : true;
  return kept === false || dropped === false
    ? false
    : kept === 'unknown' || dropped === 'unknown'
      ? 'unknown'
      : true;
}

export function filterFate(job: Tree, ref: Ref, line: (number: number) => Evidence, t: Translate): Fate {
  const entry = entryAt(job, 'filters');
  if (entry && textAt(entry.value) !== undefined)
    return { ...certainly, runs: 'unknown', decides: [t('its filter `{0}`', textAt(entry.value) ?? '')] };
  const answer = passes(entry?.value, ref);
  const own = entryAt(entry?.value, ref.kind === 'branch' ? 'branches' : 'tags');
  const lines = [line(job.line), ...(own ? [line(own.line)] : [])];
  const shown = ref.name ?? t('the branch');
  if (answer === true)
    return { ...certainly, reasons: own ? [t('its filters let `{0}` through', shown)] : [], lines };
  if (answer === 'unknown')
    return { ...certainly, runs: 'unknown', decides: [t('the name of the branch')], lines };
  return own
    ? never(t('its filters do not let `{0}` through', shown), ...lines)
    : never(t('it has no filter for tags, and without one a tag starts nothing'), ...lines);
}
