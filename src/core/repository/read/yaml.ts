import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
} from 'yaml';
import { dict, scalar, Unreadable, type Entry, type Tree } from './tree';

/** More than this, aliases unfolded, is no configuration that a person wrote. */
const mostNodes = 100_000;
const deepest = 80;

/** The documents of a YAML file. Throws {@link Unreadable} where it is broken or unfolds without end. */
export function readYaml(text: string): readonly Tree[] {
  const counter = new LineCounter();
  const documents = documentsOf(text, counter);
  const count = { nodes: 0 };
  return documents.map(document =>
    convert(document.contents, { counter, count, anchors: new Map(), unfolding: false }, 0),
  );
}

interface Reading {
  readonly counter: LineCounter;
  readonly count: { nodes: number };
  /** The last node that bore each name: looking an alias up in the whole document again makes bombs slow. */
  readonly anchors: Map<string, unknown>;
  /** Inside what an alias stands for: its anchors are known already. */
  readonly unfolding: boolean;
}

const mostRepairs = 30;

/** Parses, mending what other parsers read without complaint. */
function documentsOf(text: string, counter: LineCounter): readonly Document.Parsed[] {
  let mended = text;
  for (let repair = 0; ; repair++) {
    counter.lineStarts.length = 0;
    // uniqueKeys: a repeated key is a mistake, not a reason to know nothing
    const parsed = parseAllDocuments(mended, {
      lineCounter: counter,
      uniqueKeys: false,
      logLevel: 'silent',
      strict: false,
    });
    if (!Array.isArray(parsed)) return [];
    const documents = parsed as readonly Document.Parsed[];
    // indentation that other parsers accept is not worth losing the file for; a list that never ends is
    const error = documents
      .flatMap(({ errors }) => errors)
      .find(({ code, message }) => code !== 'BAD_INDENT' || message.includes('end with a'));
    if (!error) return documents;
    const line = error.linePos?.[0].line;
    const next =
      error.code === 'BAD_INDENT' && line !== undefined && repair < mostRepairs
        ? indented(mended, line)
        : undefined;
    if (next === undefined) throw new Unreadable(error.message.split('\n')[0] ?? error.message, line);
    mended = next;
  }
}

/** The closing bracket of a line further in: CloudFormation's and Ansible's parsers take it where it stands. */
function indented(text: string, line: number): string | undefined {
  const lines = text.split('\n');
  const closing = lines[line - 1];
  if (closing === undefined || !/^\s{0,60}[}\]]/.test(closing)) return undefined;
  lines[line - 1] = ' '.repeat(80) + closing;
  return lines.join('\n');
}

/** The first document: what configuration files hold. */
export const readFirstYaml = (text: string): Tree | undefined => readYaml(text)[0];

function convert(node: unknown, reading: Reading, depth: number): Tree {
  const { counter, count, anchors, unfolding } = reading;
  if (++count.nodes > mostNodes || depth > deepest) throw new Unreadable('its aliases unfold into too much');
  const offset = (node as Node | null)?.range?.[0];
  const line = offset === undefined ? 1 : counter.linePos(offset).line;
  const next = (child: unknown): Tree => convert(child, reading, depth + 1);
  if (isAlias(node)) {
    const named = anchors.get(node.source) ?? null;
    return convert(named, unfolding ? reading : { ...reading, unfolding: true }, depth + 1);
  }
  if (!unfolding) name(node, anchors);
  if (isSeq(node)) {
    const items = node.items.map(next);
    return { kind: 'list', line, items, ...(node.tag !== undefined && { tag: node.tag }) };
  }
  if (isMap(node)) {
    const entries: Entry[] = [];
    for (const pair of node.items) {
      const keyOffset = (pair.key as Node | null)?.range?.[0];
      const keyLine = keyOffset === undefined ? line : counter.linePos(keyOffset).line;
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      if (!unfolding) name(pair.key, anchors);
      const value = next(pair.value);
      // merge keys: what is merged in gives way to what stands in the map
      if (key === '<<') entries.unshift(...merged(value));
      else entries.push({ key, line: keyLine, value });
    }
    return dict(entries, line);
  }
  if (!isScalar(node)) return scalar(null, line);
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    // `1.10` must stay "1.10": versions are written as numbers
    const text = typeof value === 'number' && node.source !== undefined ? node.source : String(value);
    return { kind: 'scalar', line, value, text };
  }
  return scalar(value === null ? null : (node.source ?? null), line);
}

function name(node: unknown, anchors: Map<string, unknown>): void {
  if (isNode(node) && !isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
}

function merged(value: Tree): Entry[] {
  if (value.kind === 'dict') return [...value.entries.values()];
  return value.kind === 'list' ? value.items.flatMap(merged) : [];
}
