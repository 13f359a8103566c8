/** Which pushes and pull requests start an Azure pipeline. Nothing said means every branch. */
import type { Translate } from '../../../translate';
import { at, entryAt, textAt, textsOf, type Tree } from '../../read/tree';
import type { Evidence } from '../../types';
import { certainly, never, type Fate } from '../fate';
import { matchesGlob } from '../globs';

export interface Event {
  readonly kind: 'push' | 'tag' | 'pull_request' | 'schedule' | 'manual';
  /** Branch or tag; of a pull request its target. */
  readonly name: string | undefined;
  readonly changed?: readonly string[];
}

type Line = (number: number) => Evidence;

/** `*` stands for anything, slashes included. */
const matchesName = (pattern: string, name: string): boolean =>
  matchesGlob(pattern.replace(/\*+/g, '**'), name, 'shell');

const matchesBranch = (pattern: string, name: string): boolean =>
  !pattern.startsWith('refs/tags/') && matchesName(pattern.replace(/^refs\/heads\//, ''), name);

/** `refs/tags/v*` among branches is a tag. */
const matchesTagRef = (pattern: string, name: string): boolean =>
  pattern.startsWith('refs/tags/') && matchesName(pattern.slice('refs/tags/'.length), name);

const matchesTag = (pattern: string, name: string): boolean =>
  matchesName(pattern.replace(/^refs\/tags\//, ''), name);

interface Filter {
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
}

const filterOf = (tree: Tree | undefined): Filter | undefined =>
  tree &&
  (tree.kind === 'dict'
    ? {
        include: at(tree, 'include') ? textsOf(at(tree, 'include')) : undefined,
        exclude: textsOf(at(tree, 'exclude')),
      }
    : { include: textsOf(tree), exclude: [] });

function passes({ include, exclude }: Filter, name: string, matches: typeof matchesName): boolean {
  return (
    (include ?? ['*']).some(pattern => matches(pattern, name)) &&
    !exclude.some(pattern => matches(pattern, name))
  );
}

/** `docs` and `docs/*` are the whole folder. */
export const matchesPath = (pattern: string, path: string): boolean => {
  const plain = pattern.replace(/^\.?\//, '');
  return (
    plain === '' ||
    plain === '*' ||
    path === plain ||
    (path.startsWith(`${plain.replace(/\/\*{0,2}$/, '')}/`) &&
      !/[*?]/.test(plain.replace(/\/\*{0,2}$/, ''))) ||
    matchesGlob(plain, path, 'shell')
  );
};

/** What is excluded counts again where a deeper folder is included. */
function passesPath({ include = ['*'], exclude }: Filter, path: string): boolean {
  const deepest = (patterns: readonly string[]): number =>
    Math.max(
      -1,
      ...patterns
        .filter(one => matchesPath(one, path))
        .map(one => one.replace(/^\.?\//, '').replace(/[*?].*$/, '').length),
    );
  const [inside, outside] = [deepest(include), deepest(exclude)];
  return inside >= 0 && (outside < 0 || inside > outside);
}

function pathFate(
  filter: Filter | undefined,
  changed: readonly string[] | undefined,
  line: number,
  lineOf: Line,
  t: Translate,
): Fate {
  if (!filter || changed === undefined) return certainly;
  if (changed.length === 0)
    return {
      ...certainly,
      runs: 'unknown',
      decides: [t('which files change (`paths`)')],
      lines: [lineOf(line)],
    };
  return changed.some(path => passesPath(filter, path))
    ? { ...certainly, reasons: [t('the changed files pass its `paths`')], lines: [lineOf(line)] }
    : never(t('no changed file passes its `paths`'), lineOf(line));
}

/** `none`, also as the only item of a list. */
const isNone = (tree: Tree): boolean => textsOf(tree).join() === 'none';

/** `repos`: where the repository is kept; pull requests of Azure Repos are a policy of the branch, not of the file. */
export function startOf(
  tree: Tree,
  event: Event,
  repos: 'github' | 'azure' | undefined,
  line: Line,
  t: Translate,
): Fate {
  switch (event.kind) {
    case 'push':
    case 'tag':
      return pushFate(tree, event, line, t);
    case 'pull_request':
      return pullFate(tree, event, repos, line, t);
    case 'schedule':
      return at(tree, 'schedules') ? certainly : never(t('it has no schedule'));
    case 'manual':
      return certainly;
  }
}

function pushFate(tree: Tree, { kind, name = '', changed }: Event, line: Line, t: Translate): Fate {
  const entry = entryAt(tree, 'trigger') ?? entryAt(tree, 'resources', 'repositories', 'self', 'trigger');
  if (!entry || (entry.value.kind === 'scalar' && entry.value.value === null))
    return kind === 'tag'
      ? never(t('without a `trigger` it starts for branches, not for tags'), line(1))
      : {
          ...certainly,
          reasons: [t('without a `trigger`, a push to any branch starts it')],
          assumes: [t('Azure’s default for a file without `trigger` is not switched off in its settings')],
          lines: [line(1)],
        };
  const here = line(entry.line);
  if (isNone(entry.value)) return never(t('`trigger: none`: no push starts it'), here);
  const branches =
    entry.value.kind === 'dict' ? filterOf(at(entry.value, 'branches')) : filterOf(entry.value);
  const tags = filterOf(at(entry.value, 'tags'));
  if (kind === 'tag')
    return (tags && passes(tags, name, matchesTag)) ||
      (branches?.include && passes(branches, name, matchesTagRef))
      ? { ...certainly, reasons: [t('the tag `{0}` starts it', name)], lines: [here] }
      : never(tags ? t('its `tags` do not let `{0}` through', name) : t('its `trigger` names no tags'), here);
  // a trigger replaces the default: what it does not name does not start
  if (!branches || !passes(branches, name, matchesBranch))
    return never(
      branches ? t('its `trigger` does not let `{0}` through', name) : t('its `trigger` names no branches'),
      here,
    );
  const started: Fate = { ...certainly, reasons: [t('a push to `{0}` starts it', name)], lines: [here] };
  const paths = pathFate(
    filterOf(at(entry.value, 'paths')),
    changed,
    entryAt(entry.value, 'paths')?.line ?? entry.line,
    line,
    t,
  );
  return join(started, paths);
}

function pullFate(
  tree: Tree,
  { name = '', changed }: Event,
  repos: 'github' | 'azure' | undefined,
  line: Line,
  t: Translate,
): Fate {
  const entry = entryAt(tree, 'pr');
  if (repos === 'azure')
    return {
      ...certainly,
      runs: 'unknown',
      decides: [t('the branch policy in Azure Repos')],
      lines: [line(entry?.line ?? 1)],
    };
  const assumes =
    repos === 'github' ? [] : [t('the repository is on GitHub or Bitbucket, where `pr` counts')];
  if (!entry || (entry.value.kind === 'scalar' && entry.value.value === null))
    return {
      ...certainly,
      reasons: [t('without a `pr`, a pull request into any branch starts it')],
      assumes: [...assumes, t('Azure’s default for a file without `pr` is not switched off in its settings')],
      lines: [line(1)],
    };
  const here = line(entry.line);
  if (isNone(entry.value)) return never(t('`pr: none`: no pull request starts it'), here);
  const branches =
    entry.value.kind === 'dict' ? filterOf(at(entry.value, 'branches')) : filterOf(entry.value);
  if (branches && !passes(branches, name, matchesBranch))
    return never(t('its `pr` does not let pull requests into `{0}` through', name), here);
  const started: Fate = {
    ...certainly,
    reasons: [t('a pull request into `{0}` starts it', name)],
    assumes: [
      ...assumes,
      ...(textAt(entry.value, 'drafts') === 'false' ? [t('the pull request is not a draft')] : []),
    ],
    lines: [here],
  };
  return join(
    started,
    pathFate(
      filterOf(at(entry.value, 'paths')),
      changed,
      entryAt(entry.value, 'paths')?.line ?? entry.line,
      line,
      t,
    ),
  );
}

const join = (first: Fate, second: Fate): Fate =>
  second.runs === 'no'
    ? second
    : {
        runs: second.runs,
        reasons: [...first.reasons, ...second.reasons],
        decides: second.decides,
        assumes: first.assumes,
        lines: [...first.lines, ...second.lines],
      };

/** Names that the filters speak of. */
export function namesIn(tree: Tree, kind: 'branches' | 'tags'): readonly string[] {
  const names: string[] = [];
  for (const key of kind === 'branches' ? ['trigger', 'pr'] : ['trigger']) {
    const value = at(tree, key);
    const filter =
      value?.kind === 'dict' ? filterOf(at(value, kind)) : kind === 'branches' ? filterOf(value) : undefined;
    names.push(...(filter?.include ?? []), ...(filter?.exclude ?? []));
    if (kind === 'branches') continue;
    const branches = value?.kind === 'dict' ? filterOf(at(value, 'branches')) : filterOf(value);
    names.push(...(branches?.include ?? []).filter(name => name.startsWith('refs/tags/')));
  }
  return names.filter(
    name => !/^\*+$/.test(name) && name !== 'none' && !(kind === 'branches' && name.startsWith('refs/tags/')),
  );
}

/** Paths of the `trigger`, as the file writes them. */
export const pathsIn = (tree: Tree): readonly string[] => {
  const filter = filterOf(at(tree, 'trigger', 'paths'));
  return filter ? [...(filter.include ?? []), ...filter.exclude.map(path => `!${path}`)] : [];
};
