/** CircleCI's branch and tag filters: a pattern must match the whole name, and tags need a filter of their own. */
import { at, entryAt, textAt, textsOf, type Tree } from '../../read/tree';
import { certainly, never, type Fate } from '../fate';
import { verdict } from '../github/values';
import { compileRegex } from '../regex';
import { comparison, type Surroundings } from './logic';
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
  if (!only && !ignore) return ref.kind === 'branch';
  const left = ignore ? opposite(anyOf(textsOf(ignore), ref)) : true;
  if (!only) return left;
  const kept = anyOf(textsOf(only), ref);
  // a name that both speak of: one page says that `only` counts, another that `ignore` comes after it
  return kept === true && left !== true ? 'unknown' : kept;
}

/** `tagStart`: the workflow itself asks for a tag. */
export function filterFate(
  job: Tree,
  around: Surroundings,
  line: (number: number) => Evidence,
  tagStart: boolean,
): Fate {
  const { ref, t } = around;
  const entry = entryAt(job, 'filters');
  const condition = textAt(entry?.value);
  if (entry && condition !== undefined)
    return expressionFate(condition, around, [line(job.line), line(entry.line)]);
  const answer = passes(entry?.value, ref);
  const own = entryAt(entry?.value, ref.kind === 'branch' ? 'branches' : 'tags');
  const lines = [line(job.line), ...(own ? [line(own.line)] : [])];
  const shown = ref.name ?? t('the branch');
  if (answer === true)
    return { ...certainly, reasons: own ? [t('its filters let `{0}` through', shown)] : [], lines };
  if (answer === 'unknown')
    return {
      ...certainly,
      runs: 'unknown',
      decides: [
        ref.name === undefined
          ? t('the name of the branch')
          : t('whether `only` or `ignore` counts, which both fit `{0}`', shown),
      ],
      lines,
    };
  if (own) return never(t('its filters do not let `{0}` through', shown), ...lines);
  if (tagStart && !entry)
    return {
      ...certainly,
      runs: 'unknown',
      decides: [t('whether the condition of the workflow is enough for a tag, without a filter')],
      lines,
    };
  return never(t('it has no filter for tags, and without one a tag starts nothing'), ...lines);
}

/** `filters: pipeline.git.branch == "main"` */
function expressionFate(condition: string, around: Surroundings, lines: readonly Evidence[]): Fate {
  const { ref, t } = around;
  const shown = condition.replace(/\s+/g, ' ').trim();
  const value = comparison(condition, around);
  const answer = verdict(value);
  if (answer === 'no') return never(t('its filter `{0}` does not hold', shown), ...lines);
  if (answer === 'unknown')
    return { ...certainly, runs: 'unknown', decides: [t('its filter `{0}`', shown)], lines };
  // a filter that says nothing of tags may hold for one all the same
  return ref.kind === 'tag' && !condition.includes('pipeline.git.tag')
    ? {
        ...certainly,
        runs: 'unknown',
        decides: [t('whether a filter that speaks of no tag, `{0}`, lets one through', shown)],
        lines,
      }
    : { ...certainly, reasons: [t('its filter `{0}` holds', shown)], assumes: value.assumes, lines };
}
