/** Puts an Azure pipeline together: local templates, `${{ }}` conditions and parameters, for one event. */
import { at, dict, entriesOf, itemsOf, textAt, type Entry, type Tree } from '../../read/tree';
import type { Source } from '../../read/sources';
import { known, text as textOf, verdict, type Value } from '../github/values';
import { join } from '../scripts';
import { evaluateCall, parseCall, variable, type Surroundings } from './expressions';

/** Files that were read beforehand. */
export interface Library {
  readonly files: ReadonlyMap<string, { readonly source: Source; readonly tree: Tree }>;
  readonly origin: WeakMap<Tree, Source>;
}

export interface Assembled {
  readonly tree: Tree;
  /** Templates that are not in this repository. */
  readonly unseen: readonly { readonly what: string; readonly at: Tree }[];
  /** Parts that only a condition at run time decides: their trees. */
  readonly doubtful: ReadonlyMap<Tree, readonly string[]>;
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
    return items.flatMap(item => {
      if (--left < 0) return [];
      const [entry, ...more] = entriesOf(item);
      if (entry && /^\$\{\{/.test(entry.key))
        return [entry, ...more].flatMap(one => conditional(one, place, itemsOf(one.value)));
      const template = textAt(item, 'template');
      if (template !== undefined) return included(item, template, place);
      return [node(item, place)];
    });
  }

  /** `- ${{ if ... }}:` and `- ${{ each ... }}:` */
  function conditional(entry: Entry, place: Place, items: readonly Tree[]): readonly Tree[] {
    const answer = insertion(entry.key, place);
    if (answer === false) return [];
    const made = list(items, place);
    if (answer !== true) for (const one of made) doubtful.set(one, answer);
    return made;
  }

  /** Whether what follows is inserted: yes, no, or what decides it. */
  function insertion(key: string, { around: here }: Place): boolean | readonly string[] {
    const inside = /^\$\{\{\s*(.*?)\s*\}\}$/s.exec(key)?.[1] ?? '';
    const [, condition] = /^(?:if|elseif)\s+(.*)$/s.exec(inside) ?? [];
    if (condition === undefined) return inside === 'else' ? [here.t('another condition')] : true;
    const expression = parseCall(condition);
    if (!expression) return [here.t('the condition `{0}`', condition)];
    const value = evaluateCall(expression, { ...here, succeeded: undefined });
    const result = verdict(value);
    return result === 'unknown' ? value.decides : result === 'yes';
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
    const parameters = new Map([
      ...defaults(found.tree),
      ...entriesOf(at(item, 'parameters')).flatMap(({ key, value }) =>
        value.kind === 'scalar' ? [[key, valueOf(value, here)] as const] : [],
      ),
    ]);
    const place: Place = { file: path, around: { ...here, parameters }, depth: depth + 1 };
    for (const key of ['stages', 'jobs', 'steps', 'variables']) {
      const items = at(found.tree, key);
      if (items?.kind === 'list') return list(items.items, place);
    }
    return [];
  }

  function node(tree: Tree, place: Place): Tree {
    if (--left < 0) return tree;
    if (tree.kind === 'list') return keep({ ...tree, items: list(tree.items, place) }, tree);
    if (tree.kind === 'scalar') return keep(filled(tree, place.around), tree);
    const entries = entriesOf(tree).flatMap(entry => {
      if (/^\$\{\{\s*(if|elseif|else)\b/.test(entry.key)) {
        const answer = insertion(entry.key, place);
        return answer === true ? entriesOf(node(entry.value, place)) : [];
      }
      return [{ ...entry, value: node(entry.value, place) }];
    });
    return keep(dict(entries, tree.line), tree);
  }

  if (!main) return { tree: dict([], 1), unseen, doubtful };
  const own = { ...around, parameters: new Map([...defaults(main.tree), ...around.parameters]) };
  const place: Place = { file, around: own, depth: 0 };
  const extended = textAt(main.tree, 'extends', 'template');
  const body = node(main.tree, place);
  if (extended === undefined) return { tree: body, unseen, doubtful };
  const item = at(main.tree, 'extends') ?? main.tree;
  const path = localPath(extended, file);
  const base = path === undefined ? undefined : library.files.get(path);
  const inner = included(item, extended, place);
  const key = ['stages', 'jobs', 'steps'].find(one => at(base?.tree, one) !== undefined) ?? 'stages';
  const made = dict(
    [...entriesOf(body), { key, line: item.line, value: { kind: 'list', line: item.line, items: inner } }],
    1,
  );
  return { tree: keep(made, main.tree), unseen, doubtful };
}

/** Defaults of the parameters that a file declares, in either form. */
function defaults(tree: Tree): ReadonlyMap<string, Value> {
  const parameters = at(tree, 'parameters');
  if (parameters?.kind === 'dict')
    return new Map(
      entriesOf(parameters).flatMap(({ key, value }) =>
        value.kind === 'scalar' ? [[key, known(value.value)] as const] : [],
      ),
    );
  return new Map(
    itemsOf(parameters).flatMap(item => {
      const name = textAt(item, 'name');
      const value = at(item, 'default');
      return name !== undefined && value?.kind === 'scalar' ? [[name, known(value.value)] as const] : [];
    }),
  );
}

function valueOf(tree: Tree, around: Surroundings): Value {
  const made = tree.kind === 'scalar' ? filled(tree, around) : tree;
  return made.kind === 'scalar' ? known(made.value) : known(null);
}

/** `${{ parameters.x }}` and `${{ variables.x }}` in a text, where they are known. */
function filled<Node extends Tree>(tree: Node, around: Surroundings): Node {
  if (tree.kind !== 'scalar' || !tree.text.includes('${{')) return tree;
  const text = tree.text.replace(/\$\{\{\s*([^}]+?)\s*\}\}/g, (whole, inside: string) => {
    const [, context, name = ''] = /^(parameters|variables)(?:\.|\[')([\w.]+)(?:'\])?$/.exec(inside) ?? [];
    const value =
      context === 'parameters'
        ? around.parameters.get(name)
        : context === 'variables'
          ? variable(name, around)
          : undefined;
    return value?.known === undefined ? whole : textOf(value.known);
  });
  return text === tree.text ? tree : { ...tree, value: text, text };
}
