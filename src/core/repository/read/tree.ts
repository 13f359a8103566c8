/**
 * One shape for YAML, JSON and TOML: values that know their line. Reading is forgiving (a wrong type reads as absent),
 * because a repository may hold anything.
 */
export interface Scalar {
  readonly kind: 'scalar';
  readonly line: number;
  readonly value: string | number | boolean | null;
  /** The value as text; '' for null. */
  readonly text: string;
  /** GitHub Actions: the expression that gives the value. */
  readonly expression?: string;
}

export interface List {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly Tree[];
  /** A YAML tag such as `!reference`. */
  readonly tag?: string;
}

export interface Entry {
  readonly key: string;
  readonly line: number;
  readonly value: Tree;
}

export interface Dict {
  readonly kind: 'dict';
  readonly line: number;
  readonly entries: ReadonlyMap<string, Entry>;
}

export type Tree = Scalar | List | Dict;

/** A file that cannot be read as what its name promises; `message` is for a reader, `line` where it shows. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(
    message: string,
    readonly line = 1,
  ) {
    super(message);
  }
}

export const scalar = (value: Scalar['value'], line: number): Scalar => ({
  kind: 'scalar',
  line,
  value,
  text: value === null ? '' : String(value),
});

export const dict = (entries: Iterable<Entry>, line: number): Dict => ({
  kind: 'dict',
  line,
  entries: new Map([...entries].map(entry => [entry.key, entry])),
});

/** The entry at the end of `path`, with its key's line. */
export function entryAt(tree: Tree | undefined, ...path: readonly string[]): Entry | undefined {
  let entry: Entry | undefined;
  let at = tree;
  for (const key of path) {
    if (at?.kind !== 'dict') return undefined;
    entry = at.entries.get(key);
    at = entry?.value;
  }
  return entry;
}

export const at = (tree: Tree | undefined, ...path: readonly string[]): Tree | undefined =>
  entryAt(tree, ...path)?.value;

/** Text of the scalar at `path`; `undefined` where there is none or it is null. */
export function textAt(tree: Tree | undefined, ...path: readonly string[]): string | undefined {
  const found = path.length === 0 ? tree : at(tree, ...path);
  return found?.kind === 'scalar' && found.value !== null ? found.text : undefined;
}

export const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);

/** A list, or the single value that stands for a list of one. */
export const listOf = (tree: Tree | undefined): readonly Tree[] =>
  tree === undefined || (tree.kind === 'scalar' && tree.value === null)
    ? []
    : tree.kind === 'list'
      ? tree.items
      : [tree];

export const entriesOf = (tree: Tree | undefined): readonly Entry[] =>
  tree?.kind === 'dict' ? [...tree.entries.values()] : [];

/** The texts of a list of scalars, or of a single one. */
export const textsOf = (tree: Tree | undefined): readonly string[] =>
  listOf(tree).flatMap(item => (item.kind === 'scalar' && item.value !== null ? [item.text] : []));
