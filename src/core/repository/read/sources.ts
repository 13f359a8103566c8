import type { FileListing, Files } from '../ports';
import type { Evidence, SkippedFile } from '../types';
import { Unreadable } from './tree';

/** Text with its lines at hand. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Line `line` (1-based) as evidence. */
  evidence(line: number): Evidence;
  /** The lines, without their ends. */
  readonly lines: readonly string[];
}

/** The files of a repository as the detectors see them: listed once, each read once. */
export interface Sources {
  /** Every path that belongs to the product; examples, fixtures and vendored code are left out. */
  readonly paths: readonly string[];
  /** Those too: a pipeline may name them. */
  readonly everyPath: readonly string[];
  readonly omitted: readonly string[];
  has(path: string): boolean;
  /** Paths whose last part is one of `names`. */
  named(...names: readonly string[]): readonly string[];
  read(path: string): Promise<Source | undefined>;
  /** Reads and interprets a file; one that cannot be understood is noted and `undefined`. */
  parsed<T>(path: string, parse: (text: string) => T): Promise<{ source: Source; value: T } | undefined>;
  skip(file: string, why: string): void;
  readonly skipped: readonly SkippedFile[];
}

/** Longer files are data or generated; no detector needs them. */
const longestText = 1_500_000;
const longestEvidence = 240;

const asides =
  /(^|\/)(node_modules|vendor|third[_-]party|bower_components|\.venv|venv|site-packages|Pods|examples?|samples?|demos?|fixtures?|__fixtures__|__mocks__|testdata|test-data|testassets|e2e-fixtures|cookiecutter[^/]*|skeletons?|boilerplates?)\//i;
/** A path with a placeholder is a template of a project, not part of one. */
const placeholder = /\{\{|\}\}|\$\{|<%|%\w+%|__\w+__\//;

/** Whether a path is an example, a fixture, a template or somebody else's code. */
export const isAside = (path: string): boolean =>
  asides.test(path) || placeholder.test(path.replace(/__(tests|mocks|snapshots|init)__/g, ''));

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

export function openSources(files: Files, listing: FileListing): Sources {
  const everyPath = listing.files.map(({ path }) => path);
  const paths = everyPath.filter(path => !isAside(path));
  const known = new Set(paths);
  const every = new Set(everyPath);
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const group = byName.get(name);
    if (group) group.push(path);
    else byName.set(name, [path]);
  }
  const cache = new Map<string, Promise<Source | undefined>>();
  const skipped: SkippedFile[] = [];
  const skip = (file: string, why: string): void => {
    if (!skipped.some(other => other.file === file)) skipped.push({ file, why });
  };
  const load = async (path: string): Promise<Source | undefined> => {
    if (!every.has(path)) return undefined;
    const text = await files.read(path);
    if (text === undefined) {
      skip(path, 'it is binary, too large or cannot be opened');
      return undefined;
    }
    if (text.length > longestText) {
      skip(path, 'it is too long to be read');
      return undefined;
    }
    return sourceOf(path, text);
  };
  const read = (path: string): Promise<Source | undefined> => {
    const found = cache.get(path) ?? load(path);
    cache.set(path, found);
    return found;
  };
  // every detector asks for one file after the other: what is certain to be asked for is fetched side by side
  for (const path of paths) if (certain.test(path)) void read(path);
  return {
    paths,
    everyPath,
    omitted: listing.omitted,
    skipped,
    skip,
    read,
    has: path => known.has(path),
    named: (...names) => names.flatMap(name => byName.get(name) ?? []),
    async parsed(path, parse) {
      const source = await read(path);
      if (!source) return undefined;
      try {
        return { source, value: parse(source.text) };
      } catch (error) {
        if (!(error instanceof Unreadable)) skip(path, 'it cannot be understood');
        else skip(path, `line ${error.line}: ${error.message}`);
        return undefined;
      }
    },
  };
}
