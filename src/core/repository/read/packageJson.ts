import { readJson } from './json';
import { at, entriesOf, entryAt, textAt, type Entry } from './tree';

/** What a `package.json` starts, apart from what it asks for. */
export interface PackageJson {
  readonly scripts: readonly Line[];
  /** The version of Node.js that it asks for. */
  readonly node: Line | undefined;
}

/** An entry, with its line as it is written. */
export interface Line {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  readonly written: string;
}

export function readPackageJson(text: string): PackageJson {
  const tree = readJson(text);
  const lines = text.split(/\r\n|\n|\r/);
  const lineOf = ({ key, line, value }: Entry): Line => ({
    name: key,
    text: textAt(value) ?? '',
    line,
    written: (lines[line - 1] ?? '').trim().slice(0, 240),
  });
  const node = entryAt(tree, 'engines', 'node');
  return { scripts: entriesOf(at(tree, 'scripts')).map(lineOf), node: node && lineOf(node) };
}
