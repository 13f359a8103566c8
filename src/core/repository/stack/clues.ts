/** The technologies' clues, sorted once so that a path or a name is held against the few that can fit. */
import { ecosystems, type Ecosystem, type Technology } from '../../content/technologySchema';

/** A file that shows a technology by being there, or by holding one of `has`. */
export interface FileClue {
  readonly id: string;
  readonly has?: readonly string[];
}

export interface Clues {
  readonly byId: ReadonlyMap<string, Technology>;
  /** Ids by dependency. */
  readonly dependency: (ecosystem: Ecosystem, name: string) => readonly string[];
  file(path: string): readonly FileClue[];
  image(name: string): readonly string[];
  /** `detail` is the rest of a type such as `aws_db_instance:postgres`. */
  terraform(type: string): readonly { readonly id: string; readonly detail: string | undefined }[];
  action(name: string): readonly string[];
  readonly extensions: ReadonlyMap<string, string>;
}

const compiled = new WeakMap<readonly Technology[], Clues>();

/** The clues of `technologies`, made once for each list. */
export function cluesOf(technologies: readonly Technology[]): Clues {
  const known = compiled.get(technologies);
  if (known) return known;
  const images = names(technologies, ({ found }) => found.images);
  const actions = names(technologies, ({ found }) => found.actions?.map(name => name.toLowerCase()));
  const terraform = technologies.flatMap(({ id, found }) =>
    (found.terraform ?? []).map(text => {
      const [type = '', detail] = text.split(':');
      return { id, detail, fits: (other: string) => sameName(type, other) };
    }),
  );
  const clues: Clues = {
    byId: new Map(technologies.map(technology => [technology.id, technology])),
    dependency: dependencyIndex(technologies),
    file: fileIndex(technologies),
    image: name => {
      const parts = name.split('/');
      // `bitnami/redis` and `registry.acme.dev/tools/redis` are redis too
      const ids = parts.flatMap((_, index) => images(parts.slice(index).join('/'), index === 0));
      return [...new Set(ids)];
    },
    terraform: type => terraform.filter(({ fits }) => fits(type)),
    action: name => actions(name, true),
    extensions: new Map(
      technologies.flatMap(({ id, found }) =>
        (found.extensions ?? []).map(extension => [extension, id] as const),
      ),
    ),
  };
  compiled.set(technologies, clues);
  return clues;
}

/** `wanted` may end in `*`. */
const sameName = (wanted: string, name: string): boolean =>
  wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name;

/** Ids by exact name, and by what ends in `*` where `whole` says that the name is the whole one. */
function names(
  technologies: readonly Technology[],
  of: (technology: Technology) => readonly string[] | undefined,
): (name: string, whole: boolean) => readonly string[] {
  const exact = new Map<string, string[]>();
  const open: { readonly prefix: string; readonly id: string }[] = [];
  for (const technology of technologies)
    for (const name of of(technology) ?? [])
      if (name.endsWith('*')) open.push({ prefix: name.slice(0, -1), id: technology.id });
      else exact.set(name, [...(exact.get(name) ?? []), technology.id]);
  return (name, whole) => [
    ...(exact.get(name) ?? []),
    ...(whole ? open.filter(({ prefix }) => name.startsWith(prefix)).map(({ id }) => id) : []),
  ];
}

/** Ids by dependency, looked up by exact name first and then by what ends in `*`. */
function dependencyIndex(technologies: readonly Technology[]): Clues['dependency'] {
  const exact = new Map<string, string[]>();
  const open = new Map<Ecosystem, { readonly prefix: string; readonly id: string }[]>();
  for (const { id, found } of technologies)
    for (const ecosystem of ecosystems)
      for (const raw of found[ecosystem] ?? []) {
        const name = raw.toLowerCase();
        const key = `${ecosystem}:${name}`;
        if (name.endsWith('*'))
          open.set(ecosystem, [...(open.get(ecosystem) ?? []), { prefix: name.slice(0, -1), id }]);
        else exact.set(key, [...(exact.get(key) ?? []), id]);
      }
  return (ecosystem, raw) => {
    const name = raw.toLowerCase();
    const ids = new Set(exact.get(`${ecosystem}:${name}`));
    for (const { prefix, id } of open.get(ecosystem) ?? []) if (name.startsWith(prefix)) ids.add(id);
    // a Go module also stands for what is below it: `github.com/jackc/pgx/v5`
    if (ecosystem === 'go')
      for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1))
        for (const id of exact.get(`go:${name.slice(0, end)}`) ?? []) ids.add(id);
    return [...ids];
  };
}

function fileIndex(technologies: readonly Technology[]): Clues['file'] {
  const all = technologies.flatMap(({ id, found }) => [
    ...(found.files ?? []).flatMap(glob => unfolded(glob).map(one => ({ glob: one, clue: { id } }))),
    ...(found.text ?? []).flatMap(({ file, has }) =>
      unfolded(file).map(one => ({ glob: one, clue: { id, has } })),
    ),
  ]);
  const byName = new Map<string, FileClue[]>();
  const byEnd = new Map<string, { readonly clue: FileClue; readonly pattern: RegExp }[]>();
  const byStart = new Map<string, { readonly clue: FileClue; readonly pattern: RegExp }[]>();
  for (const { glob, clue } of all) {
    const add = <T>(map: Map<string, T[]>, key: string, one: T): void =>
      void map.set(key, [...(map.get(key) ?? []), one]);
    const name = glob.slice(glob.lastIndexOf('/') + 1);
    if (!/[*?]/.test(glob) && !glob.includes('/')) add(byName, glob, clue);
    else if (!name.endsWith('*') && endOf(name) !== '')
      add(byEnd, endOf(name), { clue, pattern: patternOf(glob) });
    else add(byStart, startOf(name), { clue, pattern: patternOf(glob) });
  }
  const starts = likeness([...byName.keys(), ...byStart.keys()], startKey);
  const ends = likeness([...byEnd.keys()], endKey);
  return path => {
    const start = path.lastIndexOf('/') + 1;
    const [mayStart, mayEnd] = [starts(path, start), ends(path, start)];
    if (!mayStart && !mayEnd) return none;
    const name = path.slice(start);
    const found = mayStart ? [...(byName.get(name) ?? [])] : [];
    if (mayEnd)
      for (const { clue, pattern } of byEnd.get(endOf(name)) ?? []) if (pattern.test(path)) found.push(clue);
    if (mayStart)
      for (const { clue, pattern } of byStart.get(startOf(name)) ?? [])
        if (pattern.test(path)) found.push(clue);
    return found;
  };
}

const none: readonly FileClue[] = [];
type Key = (text: string, start: number) => number;
const looked = 3;
const startKey: Key = (text, start) =>
  (text.charCodeAt(start) * 961 + text.charCodeAt(start + 1) * 31 + text.charCodeAt(start + 2)) & 4095;
const endKey: Key = (text, start) => startKey(text, Math.max(start, text.length - looked));

/**
 * Whether the name that begins at `start` begins (or ends) like one of `names`, told from three characters: most paths
 * are like none of them, and need not be cut up and looked for.
 */
function likeness(names: readonly string[], key: Key): (path: string, start: number) => boolean {
  const marks = new Set(names.map(name => key(name, 0)));
  const short = names.some(name => name.length < looked);
  return (path, start) => short || marks.has(key(path, start));
}

/** `*.{yml,yaml}` → `*.yml`, `*.yaml` */
function unfolded(glob: string): readonly string[] {
  const [whole, before = '', body = '', after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(glob) ?? [];
  return whole === undefined ? [glob] : body.split(',').flatMap(one => unfolded(before + one + after));
}

/** A glob of ours (never of a repository) as a pattern over whole paths. */
function patternOf(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, part =>
      part === '**/' ? '(?:.*/)?' : part === '**' ? '.*' : part === '*' ? '[^/]*' : '[^/]',
    );
  return new RegExp(`(?:^|/)${source}$`);
}

/** The ending of a name, with its dot. */
const endOf = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot);
};
/** What stands before the first dot that is not the first character: `eslint.config.js` and `.eslintrc.json` alike. */
const startOf = (name: string): string => /^\.?[^.*?]*/.exec(name)?.[0] ?? '';
