/** Branch, tag and path filters after GitHub's documented rules. */
import type { Entry, Tree } from '../../read/tree';
import { entriesOf, listOf } from '../../read/tree';
import { matchesGlob } from '../globs';

export interface Pattern {
  readonly text: string;
  readonly line: number;
}

export interface Filter {
  /** `branches`, `paths-ignore`, ... as the file writes it. */
  readonly key: string;
  readonly line: number;
  readonly ignore: boolean;
  readonly patterns: readonly Pattern[];
}

export interface Filters {
  readonly branches?: Filter;
  readonly tags?: Filter;
  readonly paths?: Filter;
}

/** The outcome of one filter: `line` is the pattern that decided, or the filter itself. */
export interface FilterResult {
  readonly passes: boolean | 'unknown';
  readonly line: number;
  readonly pattern?: string;
}

export function readFilters(event: Tree | undefined): Filters {
  const found: { branches?: Filter; tags?: Filter; paths?: Filter } = {};
  for (const { key, line, value } of entriesOf(event)) {
    const [, kind, ignore] = /^(branches|tags|paths)(-ignore)?$/.exec(key) ?? [];
    if (kind !== 'branches' && kind !== 'tags' && kind !== 'paths') continue;
    found[kind] = { key, line, ignore: ignore !== undefined, patterns: patternsOf(value) };
  }
  return found;
}

const patternsOf = (value: Entry['value']): readonly Pattern[] =>
  listOf(value).flatMap(item => (item.kind === 'scalar' ? [{ text: item.text, line: item.line }] : []));

/** Ordered patterns, `!` takes away, the last that matches wins. */
function lastMatch(patterns: readonly Pattern[], name: string): { included: boolean; pattern?: Pattern } {
  let result: { included: boolean; pattern?: Pattern } = { included: false };
  for (const pattern of patterns) {
    const negative = pattern.text.startsWith('!');
    if (matchesGlob(negative ? pattern.text.slice(1) : pattern.text, name))
      result = { included: !negative, pattern };
  }
  return result;
}

/** A branch or tag against `branches`, `tags` or their `-ignore` form. */
export function passesName(filter: Filter, name: string): FilterResult {
  const { included, pattern } = lastMatch(filter.patterns, name);
  return {
    passes: filter.ignore ? !included : included,
    line: pattern?.line ?? filter.line,
    ...(pattern && { pattern: pattern.text }),
  };
}

/** GitHub compares at most this many files; which ones is not known to us. */
export const mostComparedFiles = 300;

/** Changed files against `paths` or `paths-ignore`; without any changed file the outcome is unknown. */
export function passesPaths(filter: Filter, changed: readonly string[]): FilterResult {
  const results = changed.map(path => ({ path, ...lastMatch(filter.patterns, path) }));
  const counting = results.filter(({ included }) => included !== filter.ignore);
  const [first] = counting;
  const line = first?.pattern?.line ?? filter.line;
  if (changed.length === 0) return { passes: 'unknown', line: filter.line };
  if (
    changed.length > mostComparedFiles &&
    counting.length > 0 &&
    counting.length <= changed.length - mostComparedFiles
  )
    return { passes: 'unknown', line };
  return { passes: counting.length > 0, line, ...(first?.pattern && { pattern: first.pattern.text }) };
}

export type RefResult = FilterResult & { readonly filter?: Filter };

/**
 * A pushed branch or tag. Only tag filters: branches never run, and the reverse; neither: both run. Path filters are
 * not evaluated for tags. All filters that apply must pass.
 */
export function passesPush(
  filters: Filters,
  ref: { readonly kind: 'branch' | 'tag'; readonly name: string; readonly changed: readonly string[] },
): RefResult {
  const own = ref.kind === 'branch' ? filters.branches : filters.tags;
  const other = ref.kind === 'branch' ? filters.tags : filters.branches;
  if (own) {
    const result = passesName(own, ref.name);
    if (result.passes !== true || ref.kind === 'tag' || !filters.paths) return { ...result, filter: own };
  } else if (other) return { passes: false, line: other.line, filter: other };
  if (ref.kind === 'tag' || !filters.paths) return { passes: true, line: 0 };
  return { ...passesPaths(filters.paths, ref.changed), filter: filters.paths };
}

/** A pull request into `base`: the branch filter looks at the base. */
export function passesPullRequest(filters: Filters, base: string, changed: readonly string[]): RefResult {
  if (filters.branches) {
    const result = passesName(filters.branches, base);
    if (result.passes !== true || !filters.paths) return { ...result, filter: filters.branches };
  }
  return filters.paths
    ? { ...passesPaths(filters.paths, changed), filter: filters.paths }
    : { passes: true, line: 0 };
}
