/** What a flattened configuration says: `extends`, `default`, `!reference` and stages worked out. */
import {
  at,
  dict,
  entriesOf,
  entryAt,
  itemsOf,
  listOf,
  textAt,
  textsOf,
  type Entry,
  type Tree,
} from '../../read/tree';
import type { Source } from '../../read/sources';
import type { Evidence } from '../../types';
import { deepMerge, type Origin } from './load';

export interface Job {
  readonly id: string;
  readonly tree: Tree;
  readonly evidence: Evidence;
  readonly stage: string;
  /** A template that it builds upon is not in the repository. */
  readonly missing: string | undefined;
  /** Whether an include that only a setting decides brings it. */
  readonly doubtful: boolean;
}

export interface Config {
  readonly jobs: readonly Job[];
  readonly stages: readonly string[];
  readonly workflow: Tree | undefined;
  readonly variables: Tree | undefined;
  readonly line: (tree: Tree, line?: number) => Evidence;
}

const notJobs = new Set([
  'default',
  'include',
  'stages',
  'types',
  'variables',
  'workflow',
  'image',
  'services',
  'cache',
  'before_script',
  'after_script',
  'spec',
]);
const usualStages = ['.pre', 'build', 'test', 'deploy', '.post'];
const deepest = 11;
/** References to lists of references unfold; a longer list nobody wrote. */
const mostItems = 2000;

export function configOf(tree: Tree, doubtful: ReadonlySet<string>, origin: Origin, main: Source): Config {
  const line = (node: Tree, number = node.line): Evidence => (origin.get(node) ?? main).evidence(number);
  const whole = resolveReferences(tree, { whole: tree, origin, done: new Map(), open: new Set() });
  const defaults = at(whole, 'default');
  const written = textsOf(at(whole, 'stages') ?? at(whole, 'types'));
  const stages =
    written.length > 0
      ? ['.pre', ...written.filter(one => !/^\.(pre|post)$/.test(one)), '.post']
      : usualStages;
  const done = new Map<Entry, Extended>();
  const jobs = entriesOf(whole)
    .filter(({ key, value }) => !key.startsWith('.') && !notJobs.has(key) && value.kind === 'dict')
    .map<Job>(entry => {
      const { tree: extended, missing } = extend(entry, whole, origin, 0, done);
      const job = withDefaults(extended, defaults, whole, origin);
      return {
        id: entry.key,
        tree: job,
        evidence: line(entry.value, entry.line),
        stage: textAt(job, 'stage') ?? 'test',
        missing: missing ?? (isComplete(job) ? undefined : entry.key),
        doubtful: doubtful.has(entry.key),
      };
    });
  return { jobs, stages, workflow: at(whole, 'workflow'), variables: at(whole, 'variables'), line };
}

/** Without a script or a trigger it refines a job that stands elsewhere. */
const isComplete = (job: Tree): boolean =>
  ['script', 'run', 'trigger', 'pages', 'release'].some(key => at(job, key) !== undefined);

interface Extended {
  readonly tree: Tree;
  readonly missing: string | undefined;
}

/** Each entry is worked out once: a chain of long lists could unfold without end. */
function extend(
  entry: Entry,
  whole: Tree,
  origin: Origin,
  depth: number,
  done: Map<Entry, Extended>,
): Extended {
  const found = done.get(entry) ?? extendAnew(entry, whole, origin, depth, done);
  done.set(entry, found);
  return found;
}

function extendAnew(
  { key, value }: Entry,
  whole: Tree,
  origin: Origin,
  depth: number,
  done: Map<Entry, Extended>,
): Extended {
  const names = textsOf(at(value, 'extends'));
  if (names.length === 0 || depth >= deepest) return { tree: value, missing: undefined };
  let base: Tree | undefined;
  let missing: string | undefined;
  for (const name of names) {
    const entry = name === key ? undefined : entryAt(whole, name);
    if (!entry) {
      missing ??= name;
      continue;
    }
    const next = extend(entry, whole, origin, depth + 1, done);
    missing ??= next.missing;
    base = deepMerge(base, next.tree, origin);
  }
  return { tree: deepMerge(base, value, origin), missing };
}

const inherited = ['before_script', 'after_script', 'image', 'interruptible'];

function withDefaults(job: Tree, defaults: Tree | undefined, whole: Tree, origin: Origin): Tree {
  if (job.kind !== 'dict') return job;
  const inherit = at(job, 'inherit', 'default');
  const allowed = (key: string): boolean =>
    textAt(inherit) === 'false' ? false : inherit?.kind === 'list' ? textsOf(inherit).includes(key) : true;
  const entries = inherited.flatMap(key => {
    const entry = entryAt(defaults, key) ?? entryAt(whole, key);
    return entry && !job.entries.has(key) && allowed(key) ? [entry] : [];
  });
  if (entries.length === 0) return job;
  const made = dict([...entries, ...job.entries.values()], job.line);
  const source = origin.get(job);
  if (source) origin.set(made, source);
  return made;
}

/** Where references stand while they are followed: each is worked out once, one in a circle is left as it is. */
interface References {
  readonly whole: Tree;
  readonly origin: Origin;
  readonly done: Map<Tree, Tree>;
  readonly open: Set<Tree>;
}

/** `!reference [.job, script]`: what stands there, in its place. */
function resolveReferences(node: Tree, references: References): Tree {
  const { whole, origin, done, open } = references;
  const keep = (made: Tree): Tree => {
    const source = origin.get(node);
    if (source && !origin.has(made)) origin.set(made, source);
    return made;
  };
  if (node.kind === 'list') {
    if (node.tag === '!reference') {
      const target = at(whole, ...textsOf({ kind: 'list', line: node.line, items: node.items }));
      if (!target || open.has(target) || open.size > 100) return node;
      const found = done.get(target);
      if (found) return found;
      open.add(target);
      const made = resolveReferences(target, references);
      open.delete(target);
      done.set(target, made);
      return made;
    }
    const items = node.items.flatMap(item => {
      const made = resolveReferences(item, references);
      return item.kind === 'list' && item.tag === '!reference' && made.kind === 'list' && made !== item
        ? made.items
        : [made];
    });
    return items.length === node.items.length && items.every((item, index) => item === node.items[index])
      ? node
      : keep({ kind: 'list', line: node.line, items: items.slice(0, mostItems) });
  }
  if (node.kind !== 'dict') return node;
  const entries = [...node.entries.values()].map(entry => {
    const value = resolveReferences(entry.value, references);
    return value === entry.value ? entry : { ...entry, value };
  });
  return entries.every(entry => node.entries.get(entry.key) === entry)
    ? node
    : keep(dict(entries, node.line));
}

/** The texts of `script` and its like, lists in lists included. */
export function scriptItems(tree: Tree | undefined, depth = 0): readonly Tree[] {
  if (tree?.kind === 'list')
    return depth > 10 ? [] : tree.items.flatMap(item => scriptItems(item, depth + 1));
  return tree?.kind === 'scalar' && tree.value !== null ? [tree] : [];
}

export interface Need {
  readonly job: string;
  readonly optional: boolean;
}

/** `undefined`: the order of stages decides. */
export function needsOf(job: Tree): readonly Need[] | undefined {
  const needs = at(job, 'needs');
  if (!needs) return undefined;
  return itemsOf(needs).flatMap<Need>(item => {
    const job = textAt(item) ?? textAt(item, 'job');
    const elsewhere = at(item, 'project') !== undefined || at(item, 'pipeline') !== undefined;
    return job === undefined || elsewhere ? [] : [{ job, optional: textAt(item, 'optional') === 'true' }];
  });
}

const mostCombinations = 200;

/** The combinations of `parallel:matrix`; one empty one where there is none. */
export function matrixOf(job: Tree): readonly ReadonlyMap<string, string>[] {
  const all: Map<string, string>[] = [];
  for (const row of itemsOf(at(job, 'parallel', 'matrix'))) {
    let rows: Map<string, string>[] = [new Map<string, string>()];
    for (const { key, value } of entriesOf(row))
      rows = rows.slice(0, mostCombinations).flatMap(one =>
        listOf(value).flatMap(item => {
          const text = textAt(item);
          return text === undefined ? [] : [new Map([...one, [key, text]])];
        }),
      );
    all.push(...rows);
    if (all.length > mostCombinations) break;
  }
  return all.length === 0 ? [new Map()] : all.slice(0, mostCombinations);
}
