/** Puts an Azure pipeline together: local templates, `${{ }}` conditions and parameters, for one event. */
import { at, dict, entriesOf, itemsOf, textAt, type Entry, type Tree } from '../../read/tree';
import type { Source } from '../../read/sources';
import { verdict } from '../github/values';
import { join } from '../scripts';
import { evaluateCall, parseCall, type Surroundings } from './expressions';
import { defaults, filled, openOr, pair, treeOf, treesOf, variablesOf } from './parameters';

/** Files that were read beforehand. */
export interface Library {
  readonly files: ReadonlyMap<string, { readonly source: Source; readonly tree: Tree }>;
  readonly origin: WeakMap<Tree, Source>;
}

export interface Assembled {
  readonly tree: Tree;
  /** Variables of the whole pipeline, conditions on them worked out. */
  readonly variables: ReadonlyMap<string, string>;
  /** Templates that are not in this repository. */
  readonly unseen: readonly { readonly what: string; readonly at: Tree }[];
  /** Parts that only a condition at run time decides: their trees. */
  readonly doubtful: ReadonlyMap<Tree, readonly string[]>;
}

/** Whether something is put in: yes, no, or what decides it. */
type Answer = boolean | readonly string[];

interface Loop {
  readonly name: string;
  readonly source: string;
  readonly over: Tree | undefined;
}

const insideOf = (key: string): string => /^\$\{\{\s*([\s\S]*?)\s*\}\}$/.exec(key)?.[1] ?? '';

/** The chain of `if`, `elseif` and `else` after one more of them. */
function behind(key: string, chain: Answer, answer: Answer): Answer {
  const word = /^\w+/.exec(insideOf(key))?.[0];
  if (word === 'if' || chain === false || answer === true) return answer;
  return chain === true ? true : answer === false ? chain : [...chain, ...answer];
}

const mostNodes = 60_000;
const deepest = 12;

/** Templates that a file names, as paths of this repository. */
export function templatesIn(tree: Tree, file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Tree): void => {
    if (node.kind === 'list') node.items.forEach(visit);
    for (const { key, value } of entriesOf(node)) {
      const path = key === 'template' ? localPath(textAt(value) ?? '', file) : undefined;
      if (path !== undefined) found.push(path);
      visit(value);
    }
  };
  visit(tree);
  return found;
}

function localPath(template: string, file: string): string | undefined {
  if (template === '' || template.includes('${{')) return undefined;
  const [path = '', repository] = template.split('@');
  if (repository !== undefined && repository !== 'self') return undefined;
  return path.startsWith('/')
    ? join('', path)
    : join(file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '', path);
}

export function assemble(file: string, library: Library, around: Surroundings): Assembled {
  const main = library.files.get(file);
  const unseen: { what: string; at: Tree }[] = [];
  const doubtful = new Map<Tree, readonly string[]>();
  let left = mostNodes;
  type Place = { readonly file: string; readonly around: Surroundings; readonly depth: number };

  const keep = <Made extends Tree>(made: Made, from: Tree): Made => {
    const source = library.origin.get(from);
    if (source) library.origin.set(made, source);
    return made;
  };

  function list(items: readonly Tree[], place: Place): readonly Tree[] {
    let chain: Answer = true;
    return items.flatMap(item => {
      if (--left < 0) return [];
      const entries = entriesOf(item);
      if (entries[0] && /^\$\{\{/.test(entries[0].key))
        return entries.flatMap(entry => {
          const loop = loopOf(entry.key, place);
          if (loop) return repeated(loop, entry, place);
          const answer = insertion(entry.key, place, chain);
          chain = behind(entry.key, chain, answer);
          return conditional(answer, place, itemsOf(entry.value));
        });
      const template = textAt(item, 'template');
      if (template !== undefined) return included(item, template, place);
      // a parameter that is a list stands for its items
      const given = item.kind === 'scalar' ? treeOf(item.text, place) : undefined;
      return given?.kind === 'list' ? given.items : [node(item, place)];
    });
  }

  /** `- ${{ if ... }}:` and its kin */
  function conditional(answer: Answer, place: Place, items: readonly Tree[]): readonly Tree[] {
    if (answer === false) return [];
    const made = list(items, place);
    if (answer !== true) for (const one of made) doubtful.set(one, answer);
    return made;
  }

  /** Whether what follows is inserted. `chain`: what became of the `if` and `elseif` before. */
  function insertion(key: string, { around: here }: Place, chain: Answer): Answer {
    const inside = insideOf(key);
    const [, word = '', condition] = /^(if|elseif|else)\b\s*([\s\S]*)$/.exec(inside) ?? [];
    if (word === '') return true;
    if (word !== 'if' && chain === true) return false;
    const before = word === 'if' || chain === false ? [] : chain === true ? [] : chain;
    if (word === 'else') return before.length > 0 ? before : true;
    const expression = parseCall(condition ?? '');
    if (!expression) return [...before, here.t('the condition `{0}`', condition ?? '')];
    const value = evaluateCall(expression, { ...here, succeeded: undefined });
    const result = verdict(value);
    if (result === 'no') return false;
    return result === 'unknown' ? [...before, ...value.decides] : before.length > 0 ? before : true;
  }

  /** `${{ each name in parameters.list }}` */
  function loopOf(key: string, place: Place): Loop | undefined {
    const [, name, source = ''] = /^each\s+([A-Za-z_]\w*)\s+in\s+([\s\S]+)$/.exec(insideOf(key)) ?? [];
    return name === undefined
      ? undefined
      : { name, source: source.trim(), over: treeOf(`\${{ ${source} }}`, place) };
  }

  function repeated({ name, source, over }: Loop, entry: Entry, place: Place): readonly Tree[] {
    const { around: here } = place;
    if (!over || over.kind === 'scalar') return conditional([`\`${source}\``], place, itemsOf(entry.value));
    const items =
      over.kind === 'list'
        ? over.items
        : entriesOf(over).map(({ key, line, value }) => pair(key, line, value));
    return items.flatMap(item => {
      const trees = new Map([...here.trees, [name.toLowerCase(), item]]);
      return list(itemsOf(entry.value), { ...place, around: { ...here, trees } });
    });
  }

  function included(
    item: Tree,
    template: string,
    { file: from, around: here, depth }: Place,
  ): readonly Tree[] {
    const path = localPath(template, from);
    const found = path === undefined ? undefined : library.files.get(path);
    if (!found || path === undefined || depth >= deepest) {
      unseen.push({ what: template, at: item });
      return [];
    }
    const given = entriesOf(at(item, 'parameters')).map(entry => ({
      ...entry,
      value: node(entry.value, { file: from, around: here, depth }),
    }));
    const parameters = new Map([
      ...defaults(found.tree),
      ...given.flatMap(({ key, value }) =>
        value.kind === 'scalar' ? [[key, openOr(value, here)] as const] : [],
      ),
    ]);
    const trees = new Map([
      ...treesOf(found.tree),
      ...given.flatMap(({ key, value }) => {
        const tree = value.kind === 'scalar' ? treeOf(value.text, { around: here }) : value;
        return tree && tree.kind !== 'scalar' ? [[`parameters.${key}`, tree] as const] : [];
      }),
    ]);
    // a text and a tree of the same name: what is given counts
    for (const { key, value } of given)
      if (value.kind !== 'scalar' || trees.has(`parameters.${key}`)) parameters.delete(key);
    const place: Place = { file: path, around: { ...here, parameters, trees }, depth: depth + 1 };
    for (const key of ['stages', 'jobs', 'steps', 'variables']) {
      const items = at(found.tree, key);
      if (items?.kind === 'list') return list(items.items, place);
      if (items?.kind === 'dict' && key === 'variables')
        return entriesOf(node(items, place)).map(({ key: name, line, value }) =>
          dict(
            [
              { key: 'name', line, value: { kind: 'scalar', line, value: name, text: name } },
              { key: 'value', line, value },
            ],
            line,
          ),
        );
    }
    return [];
  }

  function node(tree: Tree, place: Place): Tree {
    if (--left < 0) return tree;
    if (tree.kind === 'list') return keep({ ...tree, items: list(tree.items, place) }, tree);
    if (tree.kind === 'scalar') return keep(filled(tree, place.around), tree);
    let chain: Answer = true;
    const entries = entriesOf(tree).flatMap(entry => {
      if (/^\$\{\{\s*(if|elseif|else)\b/.test(entry.key)) {
        const answer = insertion(entry.key, place, chain);
        chain = behind(entry.key, chain, answer);
        return answer === true ? entriesOf(node(entry.value, place)) : [];
      }
      return [{ ...entry, value: node(entry.value, place) }];
    });
    return keep(dict(entries, tree.line), tree);
  }

  if (!main) return { tree: dict([], 1), variables: around.variables, unseen, doubtful };
  const parameters = new Map([...defaults(main.tree), ...around.parameters]);
  const trees = new Map([...around.trees, ...treesOf(main.tree)]);
  const own = { ...around, parameters, trees };
  const first: Place = { file, around: own, depth: 0 };
  const declared = at(main.tree, 'variables');
  const variables = declared ? variablesOf(node(declared, first)) : own.variables;
  const place: Place = { ...first, around: { ...own, variables } };
  unseen.length = 0;
  const body = node(main.tree, place);
  const extended = textAt(main.tree, 'extends', 'template');
  if (extended === undefined) return { tree: body, variables, unseen, doubtful };
  const item = at(main.tree, 'extends') ?? main.tree;
  const path = localPath(extended, file);
  const base = path === undefined ? undefined : library.files.get(path);
  const inner = included(item, extended, place);
  const key = ['stages', 'jobs', 'steps'].find(one => at(base?.tree, one) !== undefined) ?? 'stages';
  const made = dict(
    [...entriesOf(body), { key, line: item.line, value: { kind: 'list', line: item.line, items: inner } }],
    1,
  );
  return { tree: keep(made, main.tree), variables, unseen, doubtful };
}
