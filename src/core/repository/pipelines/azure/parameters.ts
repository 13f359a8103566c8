/** Parameters and variables of an Azure pipeline, and texts with them put in. */
import { at, dict, entriesOf, itemsOf, textAt, type Tree } from '../../read/tree';
import { known, type Value } from '../github/values';
import { evaluateCall, parseCall, type Surroundings } from './expressions';
import { written } from './functions';

/** Defaults of the parameters that a file declares, in either form. */
export function defaults(tree: Tree): ReadonlyMap<string, Value> {
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

/** Defaults that are lists or maps. */
export const treesOf = (tree: Tree): ReadonlyMap<string, Tree> =>
  new Map(
    (at(tree, 'parameters')?.kind === 'dict'
      ? entriesOf(at(tree, 'parameters')).map(({ key, value }) => [key, value] as const)
      : itemsOf(at(tree, 'parameters')).map(
          item => [textAt(item, 'name') ?? '', at(item, 'default')] as const,
        )
    ).flatMap(([name, value]) =>
      value && value.kind !== 'scalar' ? [[`parameters.${name}`, value] as const] : [],
    ),
  );

/** A list or map that a text stands for: `${{ parameters.places }}`, `${{ item.steps }}`. */
export function treeOf(text: string, { around }: { readonly around: Surroundings }): Tree | undefined {
  const [, path = ''] = /^\s*\$\{\{\s*([\w.]+)\s*\}\}\s*$/.exec(text) ?? [];
  const [first = '', ...rest] = path.split('.');
  const tree =
    first === 'parameters'
      ? around.trees.get(`parameters.${rest.shift() ?? ''}`)
      : around.trees.get(first.toLowerCase());
  return rest.length === 0 ? tree : at(tree, ...rest);
}

export const pair = (key: string, line: number, value: Tree): Tree =>
  dict(
    [
      { key: 'key', line, value: { kind: 'scalar', line, value: key, text: key } },
      { key: 'value', line, value },
    ],
    line,
  );

/** A parameter that is given; one that is still an expression is open. */
export const openOr = (tree: Tree, around: Surroundings): Value =>
  tree.kind !== 'scalar'
    ? known(null)
    : tree.text.includes('${{')
      ? { decides: [around.t('the condition `{0}`', tree.text)], assumes: [] }
      : known(tree.value);

/** `${{ ... }}` in a text, where it is known. */
export function filled<Node extends Tree>(tree: Node, around: Surroundings): Node {
  if (tree.kind !== 'scalar' || !tree.text.includes('${{')) return tree;
  const text = tree.text.replace(/\$\{\{\s*((?:(?!\}\})[\s\S])+?)\s*\}\}/g, (whole, inside: string) => {
    const expression = parseCall(inside);
    const value = expression && evaluateCall(expression, { ...around, succeeded: undefined });
    return value?.known === undefined ? whole : written(value.known);
  });
  return text === tree.text ? tree : { ...tree, value: text, text };
}

/** Variables as a file declares them: a map, or a list of names and values. */
export function variablesOf(tree: Tree | undefined): ReadonlyMap<string, string> {
  if (tree?.kind === 'dict')
    return new Map(
      entriesOf(tree).flatMap(({ key, value }) =>
        value.kind === 'scalar' ? [[key, value.text] as const] : [],
      ),
    );
  return new Map(
    itemsOf(tree).flatMap(item => {
      const name = textAt(item, 'name');
      const value = textAt(item, 'value');
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}
