import { isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type * as z from 'zod';
import type { Problem } from './types';

/** A parsed YAML text that still knows where every value stands. */
export interface Located {
  readonly value: unknown;
  /** The 1-based position of the value at `path` (or of the nearest parent that exists). */
  at(path: readonly PropertyKey[]): { line: number; column: number };
  readonly problems: readonly Problem[];
}

/**
 * Reads YAML with positions. `firstLine` is the line of the file on which the text begins. Aliases are limited, so a
 * "billion laughs" file is a problem, not a hang.
 */
export function readYaml(file: string, text: string, firstLine = 1): Located {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const position = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const problems: Problem[] = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    file,
    ...position(pos[0]),
    message,
  }));
  let value: unknown;
  if (document.errors.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: 50 });
    } catch (error) {
      problems.push({
        file,
        line: firstLine,
        column: 1,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return { value, problems, at: path => position(offsetOf(document, path)) };
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (hasRange(node)) return node.range[0];
  }
  return hasRange(document.contents) ? document.contents.range[0] : 0;
}

const hasRange = (node: unknown): node is { range: [number, number, number] } =>
  (isScalar(node) || (typeof node === 'object' && node !== null)) &&
  'range' in node &&
  Array.isArray(node.range);

/** Checks a located value against a schema; the problems stand at the values they are about. */
export function checked<Schema extends z.ZodType>(
  file: string,
  located: Located,
  schema: Schema,
  path: readonly PropertyKey[] = [],
  value: unknown = located.value,
): { value?: z.output<Schema>; problems: Problem[] } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, problems: [] };
  return {
    problems: result.error.issues.map(issue => ({
      file,
      ...located.at([...path, ...issue.path]),
      message: `${issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : ''}${issue.message}`,
    })),
  };
}

export interface Split {
  readonly header: string;
  /** The 1-based line of the file on which the header's YAML begins. */
  readonly headerLine: number;
  readonly body: string;
  readonly bodyLine: number;
}

/** Splits `---` front matter from the body; `undefined` where there is none. */
export function splitFrontMatter(text: string): Split | undefined {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) return undefined;
  const [whole, header = ''] = match;
  return { header, headerLine: 2, body: text.slice(whole.length), bodyLine: whole.split('\n').length };
}
