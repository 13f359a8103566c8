/** `only` and `except`, the older way to say when a job is added. */
import { compileRegex } from '../regex';
import { known, unknown, verdict, type Value } from '../github/values';
import { at, entryAt, textsOf, type Tree } from '../../read/tree';
import type { Fate } from '../fate';
import { changesHold, conditionHolds, type Around } from './rules';

/** Where a job says nothing else: branches and tags, no merge requests. */
const usualRefs = ['branches', 'tags'];

export function decideOnly(job: Tree, around: Around, defaults: boolean): Fate {
  const { t, line } = around;
  const only = entryAt(job, 'only');
  const except = entryAt(job, 'except');
  const lines = [only, except].flatMap(entry => (entry ? [line(entry.value, entry.line)] : []));
  const refs = only ? refsOf(only.value) : undefined;
  const parts: (Value | undefined)[] = [
    refs || only || defaults ? refHolds(refs ?? usualRefs, around) : undefined,
    clause(only?.value, 'variables', around),
    clause(only?.value, 'changes', around),
    clause(only?.value, 'kubernetes', around),
  ];
  const keeps = parts.filter(part => part !== undefined);
  const drops = [
    except && (refsOf(except.value)?.length ?? 0) > 0
      ? refHolds(refsOf(except.value) ?? [], around)
      : undefined,
    clause(except?.value, 'variables', around),
    clause(except?.value, 'changes', around),
    clause(except?.value, 'kubernetes', around),
  ].filter(part => part !== undefined);
  const assumes = [...keeps, ...drops].flatMap(part => (verdict(part) === 'unknown' ? [] : part.assumes));
  if (keeps.some(part => verdict(part) === 'no'))
    return {
      runs: 'no',
      reasons: [
        only
          ? t('its `only` does not let this through')
          : t('without `rules` or `only` it belongs to branches and tags, not to merge requests'),
      ],
      decides: [],
      assumes,
      lines,
    };
  if (drops.some(part => verdict(part) === 'yes'))
    return { runs: 'no', reasons: [t('its `except` leaves it out')], decides: [], assumes, lines };
  const open = [...keeps, ...drops].filter(part => verdict(part) === 'unknown');
  if (open.length > 0)
    return {
      runs: 'unknown',
      reasons: [],
      decides: [...new Set(open.flatMap(({ decides }) => decides))],
      assumes,
      lines,
    };
  return {
    runs: 'yes',
    reasons: only ? [t('its `only` lets this through')] : [],
    decides: [],
    assumes,
    lines,
  };
}

/** `undefined`: a map that says nothing about refs. */
export const refsOf = (value: Tree): readonly string[] | undefined =>
  value.kind === 'dict' ? (at(value, 'refs') ? textsOf(at(value, 'refs')) : undefined) : textsOf(value);

function refHolds(refs: readonly string[], { pipe, t }: Around): Value {
  const source = pipe.source.replace(/_event$/, '');
  const results = refs.map<Value>(raw => {
    const [, text = raw, project] = /^([\s\S]+?)@([\w./-]+)$/.exec(raw) ?? [];
    const held = ((): Value => {
      if (text === 'branches') return known(pipe.kind === 'branch');
      if (text === 'tags') return known(pipe.kind === 'tag');
      if (text === source || text === plural(source)) return known(true);
      if (sources.has(text)) return known(false);
      if (pipe.kind === 'mergeRequest') return known(false);
      const [, pattern, flags = ''] = /^\/([\s\S]*)\/([ims]*)$/.exec(text) ?? [];
      if (pipe.ref === undefined)
        return pattern === undefined && text === pipe.base
          ? known(false)
          : unknown(t('the name of the branch'));
      if (pattern === undefined) return known(text === pipe.ref);
      const compiled = compileRegex(pattern.replace(/\\\//g, '/'), flags);
      return compiled ? known(compiled.test(pipe.ref)) : unknown(`\`${text}\``);
    })();
    return project === undefined || verdict(held) !== 'yes'
      ? held
      : known(true, [t('this is the project `{0}`', project)]);
  });
  const yes = results.find(result => verdict(result) === 'yes');
  if (yes) return yes;
  const open = results.filter(result => verdict(result) === 'unknown');
  return open.length > 0 ? unknown(...open.flatMap(({ decides }) => decides)) : known(false);
}

const plural = (source: string): string => (/(s|sh|ch|x)$/.test(source) ? `${source}es` : `${source}s`);
const sources = new Set([
  'api',
  'branches',
  'chat',
  'external',
  'external_pull_requests',
  'merge_requests',
  'pipelines',
  'pushes',
  'schedules',
  'tags',
  'triggers',
  'web',
]);

function clause(
  owner: Tree | undefined,
  key: 'variables' | 'changes' | 'kubernetes',
  around: Around,
): Value | undefined {
  const value = owner?.kind === 'dict' ? at(owner, key) : undefined;
  if (!value) return undefined;
  if (key === 'changes') return changesHold(value, around);
  if (key === 'kubernetes') return unknown(around.t('whether a cluster is connected in GitLab’s settings'));
  const results = textsOf(value).map(text => conditionHolds(text, around));
  const yes = results.find(result => verdict(result) === 'yes');
  if (yes) return yes;
  const open = results.filter(result => verdict(result) === 'unknown');
  return open.length > 0
    ? unknown(...open.flatMap(({ decides }) => decides))
    : known(
        false,
        results.flatMap(({ assumes }) => assumes),
      );
}
