/** Whether `rules` add a job (or start a pipeline) and how it then runs. */
import type { Translate } from '../../../translate';
import { matchesGlob } from '../globs';
import { known, unknown, verdict, type Value } from '../github/values';
import { at, entriesOf, entryAt, listOf, textAt, textsOf, type Tree } from '../../read/tree';
import type { Evidence } from '../../types';
import type { Fate } from '../fate';
import { evaluateCondition, parseCondition, type Lookup } from './expression';
import type { Pipe } from './variables';

export interface Around {
  readonly pipe: Pipe;
  readonly lookup: Lookup;
  readonly t: Translate;
  /** Every path of the repository, for `exists`. */
  readonly paths: readonly string[];
  readonly line: (tree: Tree, line?: number) => Evidence;
}

/** How a job that is added starts. */
export type When = 'on_success' | 'always' | 'on_failure' | 'manual' | 'delayed' | 'never';

export interface Decision {
  readonly fate: Fate;
  readonly when: When;
  /** Whether a person may have to start it, where that is open. */
  readonly maybeManual: boolean;
  /** A manual job that later stages wait for. */
  readonly blocks: boolean;
  readonly variables: Tree | undefined;
  /** The files that the rule asks for. */
  readonly paths: readonly string[];
}

const whens = ['on_success', 'always', 'on_failure', 'manual', 'delayed', 'never'];
export const whenOf = (text: string | undefined): When | undefined =>
  whens.includes(text ?? '') ? (text as When) : undefined;

/**
 * The first rule that holds decides; where none holds, nothing is added. `usual`: the job's own `when`; `mayFail`: its
 * own `allow_failure`.
 */
export function decideRules(rules: Tree, usual: When, around: Around, mayFail?: string): Decision {
  const { t, line } = around;
  const options: (Fate & {
    when: When;
    blocks: boolean;
    variables: Tree | undefined;
    paths: readonly string[];
  })[] = [];
  const decides: string[] = [];
  const assumes: string[] = [];
  const openLines: Evidence[] = [];
  let settled = false;
  for (const rule of listOf(rules)) {
    if (rule.kind !== 'dict') {
      options.push(option('unknown', usual, [], [t('a rule of another project')], [line(rule)]));
      decides.push(t('a rule of another project'));
      continue;
    }
    const value = ruleHolds(rule, around);
    const runs = verdict(value);
    assumes.push(...(runs === 'unknown' ? [] : value.assumes));
    if (runs === 'no') continue;
    const when = whenOf(textAt(rule, 'when')) ?? usual;
    const shown = phraseOf(rule);
    const reason =
      shown === ''
        ? []
        : when === 'never'
          ? [t('its rule {0} leaves it out', shown)]
          : [t('its rule {0} holds', shown)];
    const blocks = when === 'manual' && (textAt(rule, 'allow_failure') ?? mayFail) !== 'true';
    const made = option(
      when === 'never' ? 'no' : 'yes',
      when,
      reason,
      [],
      [line(rule)],
      blocks,
      at(rule, 'variables'),
      pathsOf(at(rule, 'changes')),
    );
    options.push(made);
    if (runs === 'yes') {
      settled = true;
      break;
    }
    decides.push(...value.decides);
    openLines.push(line(rule));
  }
  if (!settled) {
    const place = entryAt(rules, 'rules')?.value ?? rules;
    options.push(option('no', 'never', [t('none of its rules holds')], [], [line(place)]));
  }
  const last = options.at(-1) ?? option('no', 'never', [], [], []);
  const added = options.filter(({ runs }) => runs !== 'no');
  const [first] = added;
  const same = options.every(({ runs }) => runs === last.runs);
  const chosen = first ?? last;
  const maybeManual =
    added.some(({ when }) => when === 'manual') && added.some(({ when }) => when !== 'manual');
  return {
    fate: same
      ? {
          ...(options.length === 1 ? last : { ...chosen, lines: openLines }),
          assumes,
        }
      : {
          runs: 'unknown',
          reasons: [],
          decides: [...new Set(decides)],
          assumes,
          lines: [...openLines, ...(settled ? last.lines : [])],
        },
    when: chosen.when,
    maybeManual,
    blocks: added.length > 0 && added.every(({ blocks }) => blocks),
    variables: chosen.variables,
    paths: added.length > 0 && added.every(({ paths }) => paths.length > 0) ? chosen.paths : [],
  };
}

function option(
  runs: Fate['runs'],
  when: When,
  reasons: readonly string[],
  decides: readonly string[],
  lines: readonly Evidence[],
  blocks = false,
  variables?: Tree,
  paths: readonly string[] = [],
) {
  return { runs, when, reasons, decides, assumes: [], lines, blocks, variables, paths };
}

const shorten = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 90 ? `${flat.slice(0, 87)}...` : flat;
};

/** "`$CI_COMMIT_BRANCH == "main"`", "`changes: docs/**`" */
function phraseOf(rule: Tree): string {
  const condition = textAt(rule, 'if');
  const parts = [
    ...(condition === undefined ? [] : [shorten(condition)]),
    ...['changes', 'exists'].flatMap(key => {
      const list = pathsOf(at(rule, key));
      return list.length === 0 ? [] : [`${key}: ${shorten(list.join(', '))}`];
    }),
  ];
  return parts.map(part => `\`${part}\``).join(' ');
}

export const pathsOf = (clause: Tree | undefined): readonly string[] =>
  clause?.kind === 'dict' ? textsOf(at(clause, 'paths')) : textsOf(clause);

/** All clauses of a rule must hold. */
export function ruleHolds(rule: Tree, around: Around): Value {
  const parts: Value[] = [];
  const condition = textAt(rule, 'if');
  if (condition !== undefined) parts.push(conditionHolds(condition, around));
  const changes = at(rule, 'changes');
  if (changes) parts.push(changesHold(changes, around));
  const exists = at(rule, 'exists');
  if (exists) parts.push(existsHolds(exists, around));
  return allOf(parts);
}

function allOf(parts: readonly Value[]): Value {
  const stops = parts.find(part => verdict(part) === 'no');
  if (stops) return known(false, stops.assumes);
  const open = parts.filter(part => verdict(part) === 'unknown');
  const assumes = parts.flatMap(part => part.assumes);
  return open.length > 0
    ? { decides: [...new Set(open.flatMap(({ decides }) => decides))], assumes }
    : known(true, assumes);
}

export function conditionHolds(text: string, { lookup, t }: Around): Value {
  const expression = parseCondition(text);
  return expression
    ? evaluateCondition(expression, lookup)
    : unknown(t('the condition `{0}`', shorten(text)));
}

/** `changes`: only a push to a branch and a merge request are compared; for everything else it holds. */
export function changesHold(clause: Tree, { pipe, lookup, t }: Around): Value {
  const compare = textAt(clause, 'compare_to');
  const { changed } = pipe;
  if (pipe.kind === 'tag' || !['push', 'merge_request_event', 'parent_pipeline'].includes(pipe.source))
    return known(true);
  if (changed === undefined) return known(true);
  if (compare !== undefined && expand(compare, lookup).replace(/^refs\/heads\//, '') !== pipe.base)
    return unknown(t('which files differ from `{0}`', compare));
  if (changed.length === 0) return unknown(t('which files change'));
  const patterns = pathsOf(clause).map(pattern => expand(pattern, lookup));
  if (patterns.some(pattern => pattern.includes('$'))) return unknown(t('which files change'));
  return known(
    changed.some(path => patterns.some(pattern => matchesGlob(pattern.replace(/^\.?\//, ''), path, 'ruby'))),
  );
}

function existsHolds(clause: Tree, { lookup, paths, t }: Around): Value {
  const project = textAt(clause, 'project');
  const patterns = pathsOf(clause).map(pattern => expand(pattern, lookup).replace(/^\.?\//, ''));
  if (project !== undefined) return unknown(t('which files `{0}` has', project));
  if (patterns.some(pattern => pattern.includes('$'))) return unknown(t('which files exist'));
  return known(
    patterns.some(pattern =>
      /[*?[\]{}]/.test(pattern)
        ? paths.some(path => matchesGlob(pattern, path, 'ruby'))
        : paths.includes(pattern),
    ),
  );
}

/** Variables in a text, where they are known; `$$` is a dollar. */
export const expand = (text: string, lookup: Lookup): string =>
  text.replace(
    /\$\$|\$\{(\w+)\}|\$([A-Za-z_]\w*)/g,
    (whole, braced: string | undefined, bare: string | undefined) => {
      if (whole === '$$') return '$';
      const value = lookup(braced ?? bare ?? '').known;
      return value === undefined || typeof value === 'object' ? whole : String(value);
    },
  );

/** Variables that a place declares, as text; `value:` where it has a description. */
export function declared(tree: Tree | undefined): ReadonlyMap<string, string> {
  if (!tree) return new Map();
  let found = variables.get(tree);
  if (!found) {
    found = new Map(
      entriesOf(tree).flatMap(({ key, value }) => {
        const text = textAt(value) ?? textAt(value, 'value') ?? (value.kind === 'dict' ? '' : undefined);
        return text === undefined ? [] : [[key, text] as const];
      }),
    );
    variables.set(tree, found);
  }
  return found;
}

/** Each job of each event that is tried asks for the same few. */
const variables = new WeakMap<Tree, ReadonlyMap<string, string>>();
