/** Reads `.gitlab-ci.yml` with the files of the repository that it includes. */
import { matchesGlob } from '../globs';
import type { Source, Sources } from '../../read/sources';
import { at, dict, entriesOf, entryAt, listOf, textAt, type Dict, type Tree } from '../../read/tree';
import { readYaml } from '../../read/yaml';
import type { Evidence } from '../../types';
import { join } from '../scripts';

/** Something that the configuration takes in from outside of the repository. */
export interface Unseen {
  readonly what: string;
  readonly evidence: Evidence;
}

/** One file, and the includes that lead to others, in order. */
export interface Part {
  readonly source: Source;
  readonly tree: Dict;
  readonly includes: readonly Include[];
}

export interface Include {
  readonly rules: Tree | undefined;
  readonly parts: readonly Part[];
  readonly unseen: Unseen | undefined;
}

/** Which file a value stands in. */
export type Origin = WeakMap<Tree, Source>;

const mostFiles = 150;

export interface Loader {
  readonly origin: Origin;
  load(path: string, inputs?: Tree): Promise<Part | undefined>;
}

export function openLoader(sources: Sources): Loader {
  const origin: Origin = new WeakMap();
  let count = 0;
  const note = (tree: Tree, source: Source): void => {
    if (origin.has(tree)) return;
    origin.set(tree, source);
    if (tree.kind === 'list') for (const item of tree.items) note(item, source);
    else for (const { value } of entriesOf(tree)) note(value, source);
  };

  async function load(path: string, inputs: Tree | undefined, above: readonly string[]) {
    if (above.includes(path) || ++count > mostFiles) return undefined;
    const file = await sources.parsed(path, text => readYaml(withInputs(text, inputs)));
    if (!file) return undefined;
    // a header document describes the inputs; the pipeline is the document behind it
    const tree = file.value.filter(one => one.kind === 'dict').at(-1);
    if (tree?.kind !== 'dict') return undefined;
    note(tree, file.source);
    const includes: Include[] = [];
    for (const item of listOf(at(tree, 'include')))
      includes.push(await include(item, file.source, [...above, path]));
    return { source: file.source, tree, includes } satisfies Part;
  }

  async function include(item: Tree, source: Source, above: readonly string[]): Promise<Include> {
    const text = textAt(item);
    const remote = text !== undefined && /^https?:\/\//.test(text);
    const local = remote ? undefined : (text ?? textAt(item, 'local'));
    const rules = at(item, 'rules');
    if (local === undefined || local.includes('$'))
      return { rules, parts: [], unseen: { what: nameOf(item), evidence: source.evidence(item.line) } };
    const parts: Part[] = [];
    for (const path of filesOf(local, sources)) {
      const part = await load(path, at(item, 'inputs'), above);
      if (part) parts.push(part);
    }
    const missing = parts.length === 0 && !local.includes('*') && !above.includes(join('', local));
    return {
      rules,
      parts,
      unseen: missing ? { what: local, evidence: source.evidence(item.line) } : undefined,
    };
  }

  return { origin, load: (path, inputs) => load(path, inputs, []) };
}

function nameOf(item: Tree): string {
  for (const key of ['template', 'component', 'remote', 'project', 'local', 'artifact']) {
    const text = textAt(item, key);
    if (text !== undefined) return text;
  }
  return textAt(item) ?? 'include';
}

/** `*` stands for names in one folder, `**` for folders too. */
function filesOf(local: string, sources: Sources): readonly string[] {
  const path = join('', local);
  return local.includes('*')
    ? sources.everyPath.filter(one => /\.ya?ml$/.test(one) && matchesGlob(path, one, 'shell'))
    : [path];
}

/** `$[[ inputs.name ]]`, filled in from what the include gives or the file's own defaults. */
function withInputs(text: string, inputs: Tree | undefined): string {
  if (!text.includes('$[[')) return text;
  const [header] = safely(text.slice(0, text.search(/^---\s*$/m)));
  return text.replace(/\$\[\[\s*inputs\.([\w-]+)[^\]\n]*\]\]/g, (whole, name: string) => {
    const given = textAt(inputs, name) ?? textAt(header, 'spec', 'inputs', name, 'default');
    return given === undefined || given.includes('\n') ? whole : given;
  });
}

function safely(text: string): readonly Tree[] {
  try {
    return readYaml(text.replace(/^---\s*$/m, ''));
  } catch {
    // a broken file is reported where it is read
    return [];
  }
}

const reserved = new Set(['spec', 'include']);

/** Later wins; maps are merged key by key, lists are replaced. */
export function deepMerge(under: Tree | undefined, over: Tree, origin: Origin): Tree {
  if (under?.kind !== 'dict' || over.kind !== 'dict') return over;
  const entries = new Map(under.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    entries.set(key, { ...entry, value: deepMerge(below?.value, entry.value, origin) });
  }
  const merged: Dict = { kind: 'dict', line: over.line, entries };
  const source = origin.get(over) ?? origin.get(under);
  if (source) origin.set(merged, source);
  return merged;
}

/** All files as one configuration; `takes` says which includes count for an event. */
export function flatten(
  part: Part,
  origin: Origin,
  takes: (include: Include) => 'yes' | 'no' | 'unknown',
): { readonly tree: Dict; readonly unseen: readonly Unseen[]; readonly doubtful: ReadonlySet<string> } {
  const unseen: Unseen[] = [];
  const doubtful = new Set<string>();
  const visit = ({ tree, includes }: Part): Dict => {
    let whole: Tree = dict([], 1);
    for (const include of includes) {
      const verdict = takes(include);
      if (verdict === 'no') continue;
      if (include.unseen) unseen.push(include.unseen);
      for (const inner of include.parts) {
        const added = visit(inner);
        if (verdict === 'unknown') for (const key of added.entries.keys()) doubtful.add(key);
        whole = deepMerge(whole, added, origin);
      }
    }
    const own = dict(
      [...tree.entries.values()].filter(({ key }) => !reserved.has(key)),
      tree.line,
    );
    const source = origin.get(tree);
    if (source) origin.set(own, source);
    const merged = deepMerge(whole, own, origin);
    return merged.kind === 'dict' ? merged : own;
  };
  return { tree: visit(part), unseen, doubtful };
}

/** Every include below, for those that look whether there are conditions. */
export const allIncludes = (part: Part): readonly Include[] =>
  part.includes.flatMap(include => [include, ...include.parts.flatMap(allIncludes)]);

export const lineOf = (owner: Tree, key: string): number => entryAt(owner, key)?.line ?? owner.line;
