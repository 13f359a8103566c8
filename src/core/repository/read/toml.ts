import { parseTOML, type AST } from 'toml-eslint-parser';
import { dict, scalar, Unreadable, type Entry, type Tree } from './tree';

interface Table {
  readonly line: number;
  readonly entries: Map<string, { key: string; line: number; value: Tree | Table | Table[] }>;
}

const isTable = (value: Tree | Table | Table[] | undefined): value is Table =>
  value !== undefined && !Array.isArray(value) && !('kind' in value);

export function readToml(text: string): Tree {
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text, { tomlVersion: '1.0.0' });
  } catch (error) {
    const line = (error as { lineNumber?: unknown }).lineNumber;
    throw new Unreadable('it is not valid TOML', typeof line === 'number' ? line : 1);
  }
  const root: Table = { line: 1, entries: new Map() };
  for (const part of program.body[0].body) {
    if (part.type === 'TOMLKeyValue') assign(root, part);
    else {
      const keys = part.key.keys.map(keyText);
      const line = part.loc.start.line;
      let table = root;
      keys.forEach(
        (key, index) => (table = step(table, key, line, part.kind === 'array' && index === keys.length - 1)),
      );
      for (const pair of part.body) assign(table, pair);
    }
  }
  return finish(root);
}

const keyText = (key: AST.TOMLBare | AST.TOMLQuoted): string =>
  key.type === 'TOMLBare' ? key.name : key.value;

/** The table below `key`, made where it is missing; `append` adds one more to an array of tables. */
function step(table: Table, key: string, line: number, append: boolean): Table {
  const fresh: Table = { line, entries: new Map() };
  const found = table.entries.get(key)?.value;
  if (append) {
    if (Array.isArray(found)) found.push(fresh);
    else table.entries.set(key, { key, line, value: [fresh] });
    return fresh;
  }
  if (Array.isArray(found)) return found.at(-1) ?? fresh;
  if (isTable(found)) return found;
  table.entries.set(key, { key, line, value: fresh });
  return fresh;
}

function assign(table: Table, pair: AST.TOMLKeyValue): void {
  const keys = pair.key.keys.map(keyText);
  const line = pair.loc.start.line;
  const last = keys.pop() ?? '';
  const owner = keys.reduce((at, key) => step(at, key, line, false), table);
  owner.entries.set(last, { key: last, line, value: content(pair.value) });
}

function content(node: AST.TOMLContentNode): Tree {
  const line = node.loc.start.line;
  if (node.type === 'TOMLArray') return { kind: 'list', line, items: node.elements.map(content) };
  if (node.type === 'TOMLInlineTable') {
    const table: Table = { line, entries: new Map() };
    for (const pair of node.body) assign(table, pair);
    return finish(table);
  }
  return node.value instanceof Date ? scalar(node.value.toISOString(), line) : scalar(node.value, line);
}

const finish = (table: Table): Tree =>
  dict(
    [...table.entries.values()].map<Entry>(({ key, line, value }) => ({
      key,
      line,
      value: Array.isArray(value)
        ? { kind: 'list', line, items: value.map(finish) }
        : isTable(value)
          ? finish(value)
          : value,
    })),
    table.line,
  );
