/**
 * GitHub's own parser: its YAML reader, its schema and its expressions. Only the modules that reading takes are
 * imported; what turns a workflow into GitHub's own model is not needed here and is as large again.
 */
import { Lexer } from '@actions/expressions/lexer';
import { Parser } from '@actions/expressions/parser';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import * as tokens from '@actions/workflow-parser/templates/tokens/type-guards';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { parseWorkflow } from '@actions/workflow-parser/workflows/workflow-parser';
import { scalar, Unreadable, type Dict, type Entry, type Tree } from '../../read/tree';
import { workflowSchema } from './actionsSchema';

export function loadActions(): Promise<Actions> {
  return Promise.resolve((loaded ??= { schema: workflowSchema() }));
}
let loaded: Actions | undefined;

/** The parser with its schema, which takes a moment to start. */
export interface Actions {
  readonly schema: ReturnType<typeof workflowSchema>;
}

/** A workflow as a tree. Throws {@link Unreadable} where GitHub would refuse the file. */
export function readWorkflow({ schema }: Actions, content: string): Dict {
  const { context, value } = parseWorkflow(
    { name: 'workflow', content },
    new TemplateContext(new TemplateValidationErrors(), schema, new NoOperationTraceWriter()),
  );
  const [error] = context.errors.getErrors();
  if (error) throw new Unreadable(plain(error.rawMessage), error.range?.start.line);
  const tree = value && convert(value, 1);
  if (tree?.kind !== 'dict') throw new Unreadable('it is not a workflow');
  return tree;

  function convert(token: TemplateToken, above: number): Tree {
    const line = token.range?.start.line ?? above;
    if (tokens.isMapping(token)) {
      const entries = new Map<string, Entry>();
      for (let index = 0; index < token.count; index++) {
        const pair = token.get(index);
        const keyLine = pair.key.range?.start.line ?? line;
        const key = tokens.isString(pair.key) ? pair.key.value : pair.key.toString();
        entries.set(key, { key, line: keyLine, value: convert(pair.value, keyLine) });
      }
      return { kind: 'dict', line, entries };
    }
    if (tokens.isSequence(token)) {
      const items: Tree[] = [];
      for (let index = 0; index < token.count; index++) items.push(convert(token.get(index), line));
      return { kind: 'list', line, items };
    }
    if (tokens.isBasicExpression(token)) {
      const text = token.source ?? `\${{ ${token.expression} }}`;
      return { kind: 'scalar', line, value: text, text, expression: token.expression };
    }
    if (tokens.isString(token)) return scalar(token.value, line);
    if (tokens.isBoolean(token)) return scalar(token.value, line);
    // `1.20` stays as it is written
    if (tokens.isNumber(token)) return { ...scalar(token.value, line), text: token.toString() };
    return scalar(null, line);
  }
}

/** The parser's messages name rules of its schema in a second sentence that tells a reader nothing. */
const plain = (message: string): string => message.split('\n')[0] ?? message;

/** The parts of an expression's syntax tree, without the library's classes. */
export type Expression =
  | { readonly kind: 'value'; readonly value: Plain }
  | { readonly kind: 'context'; readonly path: readonly string[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'compare';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

const contexts = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
];
const functions = ['success', 'failure', 'always', 'cancelled', 'hashfiles'];

/** `undefined` where GitHub's parser does not accept it. */
export function parseExpression(_: Actions, text: string): Expression | undefined {
  try {
    const { tokens } = new Lexer(text).lex();
    const extra = functions.map(name => ({ name, minArgs: 0, maxArgs: 255 }));
    return simplify(new Parser(tokens, contexts, extra).parse());
  } catch {
    return undefined;
  }
}

type Node = ReturnType<Parser['parse']>;

function simplify(node: Node): Expression {
  return node.accept<Expression>({
    visitLiteral: ({ literal }) => ({
      kind: 'value',
      value: 'value' in literal ? literal.value : null,
    }),
    visitUnary: ({ expr }) => ({ kind: 'not', of: simplify(expr) }),
    visitBinary: ({ left, operator, right }) => ({
      kind: 'compare',
      operator: operator.lexeme,
      left: simplify(left),
      right: simplify(right),
    }),
    visitLogical: ({ operator, args }) => ({
      kind: operator.lexeme === '&&' ? 'all' : 'any',
      of: args.map(simplify),
    }),
    visitGrouping: ({ group }) => simplify(group),
    visitContextAccess: ({ name }) => ({ kind: 'context', path: [name.lexeme.toLowerCase()] }),
    visitIndexAccess: ({ expr, index }) => {
      const owner = simplify(expr);
      const path = owner.kind === 'context' ? owner.path : [owner.kind];
      return { kind: 'context', path: [...path, keyOf(index)] };
    },
    visitFunctionCall: ({ functionName, args }) => ({
      kind: 'call',
      name: functionName.lexeme.toLowerCase(),
      args: args.map(simplify),
    }),
  });
}

/** The key of an index access; `*` for what is not a literal. */
function keyOf(index: Node): string {
  // the library's Star has no visitor: only a literal may be looked into
  if (!('literal' in index)) return '*';
  const key = simplify(index);
  return key.kind === 'value' && (typeof key.value === 'string' || typeof key.value === 'number')
    ? String(key.value)
    : '*';
}
