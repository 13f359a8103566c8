import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { dict, scalar, Unreadable, type Entry, type Tree } from './tree';

const deepest = 100;

/** JSON, with comments and trailing commas where people write them. */
export function readJson(text: string): Tree {
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const starts = lineStarts(text);
  const [error] = errors;
  if (!root || error) throw new Unreadable('it is not valid JSON', lineAt(starts, error?.offset ?? 0));
  return convert(root, starts, 0);
}

/** Offsets at which the lines begin. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1))
    starts.push(index + 1);
  return starts;
}

/** The 1-based line of an offset. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function convert(node: Node, starts: readonly number[], depth: number): Tree {
  if (depth > deepest) throw new Unreadable('it is nested too deeply');
  const line = lineAt(starts, node.offset);
  const children = node.children ?? [];
  if (node.type === 'array')
    return { kind: 'list', line, items: children.map(child => convert(child, starts, depth + 1)) };
  if (node.type === 'object') {
    const entries = children.flatMap<Entry>(({ children: [key, value] = [] }) =>
      key && value
        ? [
            {
              key: String(key.value),
              line: lineAt(starts, key.offset),
              value: convert(value, starts, depth + 1),
            },
          ]
        : [],
    );
    return dict(entries, line);
  }
  return scalar((node.value as string | number | boolean | null | undefined) ?? null, line);
}
