import type { FileListing, Files } from '../ports';
import type { Evidence, SkippedFile } from '../types';
import { Asked, ListedPaths, type ListName, type Parse } from './asked';
import { attempt, Kept, type Parsed, type Step } from './kept';
import { maySet, withoutAsides } from './paths';

/** Text with its lines at hand. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Line `line` (1-based) as evidence. */
  readonly evidence: (line: number) => Evidence;
  /** The lines, without their ends. */
  readonly lines: readonly string[];
}

/** The files of a repository as the detectors see them: listed once, each read once. */
export interface Sources {
  /** Every path that belongs to the product; examples, fixtures and vendored code are left out. */
  readonly paths: ListedPaths;
  /** Those of them that could configure something: no code, no pictures, no prose. */
  readonly settings: ListedPaths;
  /** Those too that are left out of `paths`: a pipeline may name them. */
  readonly everyPath: ListedPaths;
  readonly omitted: readonly string[];
  has(path: string): boolean;
  /** Paths whose last part is one of `names`. */
  named(...names: readonly string[]): readonly string[];
  read(path: string): Promise<Source | undefined>;
  /** Reads several, side by side; those that cannot be read are left out. */
  readAll(paths: readonly string[]): Promise<readonly Source[]>;
  /**
   * Reads and interprets a file; one that cannot be understood is noted and `undefined`. `parse` is a named function:
   * what it made of a text is kept under it.
   */
  parsed<T>(path: string, parse: (text: string) => T): Promise<{ source: Source; value: T } | undefined>;
  /** Like `parsed`, for the little of a file that matters here: a change of the rest changes nothing. */
  part<T>(path: string, parse: (text: string) => T): Promise<T | undefined>;
  /** Those of `candidates` that hold one of `texts`, or may: the others need not be read. */
  holding(texts: readonly string[], candidates: readonly string[]): Promise<readonly string[]>;
  skip(file: string, why: string): void;
  readonly skipped: readonly SkippedFile[];
  /** A step of the work: done again only where a file that it asked for has changed. */
  step<T>(name: string, work: (sources: Sources) => Promise<T>): Promise<T>;
}

/** Longer files are data or generated; no detector needs them. */
export const longestText = 1_500_000;
const longestEvidence = 240;
/** Enough to keep a disk busy, little enough not to open a thousand files at once. */
const sideBySide = 48;

/** A source from a path and its text. */
export function sourceOf(path: string, text: string): Source {
  let lines: readonly string[] | undefined;
  const all = (): readonly string[] => (lines ??= text.split(/\r\n|\n|\r/));
  return {
    path,
    text,
    get lines() {
      return all();
    },
    evidence: line => ({ file: path, line, text: (all()[line - 1] ?? '').trim().slice(0, longestEvidence) }),
  };
}

/** Files that some detector reads in any case. */
const certain =
  /(^|\/)(package\.json|requirements[^/]*\.txt|pyproject\.toml|Gemfile|go\.mod|Cargo\.toml|pom\.xml|composer\.json|Dockerfile[^/]*|[^/]*compose[^/]*\.ya?ml|[^/]+\.tf|[^/]+\.csproj)$|^\.github\/workflows\/[^/]+\.ya?ml$/;

/** What the names of the files tell, worked out once for a listing. */
export interface Paths extends Readonly<Record<ListName, readonly string[]>> {
  readonly omitted: readonly string[];
  has(path: string): boolean;
  named(name: string): readonly string[];
  /** Also of those that are left out. */
  readonly listed: (path: string) => boolean;
}

export function pathsOf({ files, omitted }: FileListing): Paths {
  const everyPath = files.map(({ path }) => path);
  const paths = withoutAsides(everyPath);
  return fromLists({ everyPath, paths, settings: paths.filter(maySet) }, omitted);
}

/** The same paths after some came and others went. */
export function pathsAfter(before: Paths, come: readonly string[], gone: readonly string[]): Paths {
  const after = (list: ListName): readonly string[] => {
    const all = before[list].filter(path => !gone.includes(path));
    for (const path of come.filter(one => listsOf(one).includes(list))) {
      const place = all.findIndex(other => other > path);
      all.splice(place === -1 ? all.length : place, 0, path);
    }
    return all;
  };
  const lists = { everyPath: after('everyPath'), paths: after('paths'), settings: after('settings') };
  return fromLists(lists, before.omitted);
}

/** The lists that a path belongs to. */
export const listsOf = (path: string): readonly ListName[] =>
  withoutAsides([path]).length === 0
    ? ['everyPath']
    : maySet(path)
      ? ['everyPath', 'paths', 'settings']
      : ['everyPath', 'paths'];

function fromLists(lists: Readonly<Record<ListName, readonly string[]>>, omitted: readonly string[]): Paths {
  const { everyPath, paths, settings } = lists;
  const every = new Set(everyPath);
  const known = paths.length === everyPath.length ? every : new Set(paths);
  // nearly always files that configure something are asked for by name: they are few
  const byName = new Map<string, string[]>();
  for (const path of settings) {
    const group = byName.get(nameOf(path));
    if (group) group.push(path);
    else byName.set(nameOf(path), [path]);
  }
  return {
    ...lists,
    omitted,
    has: path => known.has(path),
    listed: path => every.has(path),
    named: name => (maySet(name) ? (byName.get(name) ?? []) : paths.filter(path => nameOf(path) === name)),
  };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export function openSources(files: Files, paths: Paths, kept = new Kept()): Sources {
  const load = async (path: string): Promise<Source | undefined> => {
    if (!paths.listed(path)) return undefined;
    const text = await files.read(path);
    if (text !== undefined && text.length <= longestText) return sourceOf(path, text);
    kept.unreadable.set(
      path,
      text === undefined ? 'it is binary, too large or cannot be opened' : 'it is too long to be read',
    );
    return undefined;
  };
  const fetch = (path: string): Promise<Source | undefined> => {
    const found = kept.sources.get(path) ?? load(path);
    kept.sources.set(path, found);
    return found;
  };
  // detectors ask for one file after the other: what is certain to be asked for is fetched side by side
  for (const path of paths.settings) if (certain.test(path)) void fetch(path);
  return view({ files, paths, kept, fetch }, new Asked());
}

interface Store {
  readonly files: Files;
  readonly paths: Paths;
  readonly kept: Kept;
  readonly fetch: (path: string) => Promise<Source | undefined>;
}

/** The sources as one step sees them; `asked` notes what it asks for. */
function view(store: Store, asked: Asked): Sources {
  const { files, paths, kept, fetch } = store;
  const skipped: SkippedFile[] = [];
  const skip = (file: string, why: string): void => {
    if (!skipped.some(other => other.file === file)) skipped.push({ file, why });
  };
  const get = async (path: string): Promise<Source | undefined> => {
    const source = await fetch(path);
    const why = source ? undefined : kept.unreadable.get(path);
    if (why !== undefined) skip(path, why);
    return source;
  };
  const read = (path: string): Promise<Source | undefined> => {
    asked.note(path);
    return get(path);
  };
  const interpret = (source: Source, parse: Parse): Parsed => {
    const found = kept.interpret(source.path, source.text, parse);
    if ('why' in found) skip(source.path, found.why);
    return found;
  };
  const list = (name: ListName): ListedPaths =>
    new ListedPaths(paths[name], test => asked.noteTest(name, test));
  return {
    paths: list('paths'),
    settings: list('settings'),
    everyPath: list('everyPath'),
    omitted: paths.omitted,
    has(path) {
      asked.noteTest('paths', other => other === path);
      return paths.has(path);
    },
    named(...names) {
      asked.noteTest('paths', path => names.includes(nameOf(path)));
      return names.flatMap(name => paths.named(name));
    },
    skipped,
    skip,
    read,
    async readAll(wanted) {
      const all: Source[] = [];
      for (let start = 0; start < wanted.length; start += sideBySide) {
        const some = await Promise.all(wanted.slice(start, start + sideBySide).map(read));
        for (const source of some) if (source) all.push(source);
      }
      return all;
    },
    async parsed<T>(path: string, parse: (text: string) => T) {
      const source = await read(path);
      const found = source && interpret(source, parse);
      // kept under the function that made it, so it is what that function gives
      return found && 'value' in found ? { source, value: found.value as T } : undefined;
    },
    async part<T>(path: string, parse: (text: string) => T) {
      const source = await get(path);
      const found = source && interpret(source, parse);
      asked.note(path, { parse, json: jsonOf(found) });
      return found && 'value' in found ? (found.value as T) : undefined;
    },
    async holding(texts, candidates) {
      const key = texts.join('\0');
      const known = kept.holding.get(key) ?? (await files.holding?.(texts));
      // what is not among them today may be tomorrow
      for (const path of candidates) asked.note(path);
      if (!known) return candidates;
      const found = new Set(known);
      kept.holding.set(key, found);
      return candidates.filter(path => found.has(path));
    },
    async step<T>(name: string, work: (sources: Sources) => Promise<T>) {
      let done = kept.steps.get(name);
      if (!done) {
        const own = new Asked();
        const inner = view(store, own);
        const value = await work(inner);
        done = { value, asked: own, skipped: inner.skipped } satisfies Step;
        kept.steps.set(name, done);
      }
      asked.noteAll(done.asked);
      for (const { file, why } of done.skipped) skip(file, why);
      return done.value as T;
    },
  };
}

const jsonOf = (found: Parsed | undefined): string => JSON.stringify(found ?? null);

/** What a part of a file is now, to compare with what it was. */
export const partNow =
  (sources: Sources) =>
  async (path: string, parse: Parse): Promise<string> => {
    const source = await sources.read(path);
    return jsonOf(source && attempt(parse, source.text));
  };
