/**
 * GitHub's own parser. Loaded with `import()` although it is bundled with this module, because it is published as an
 * ES module only, and one that takes a moment to start.
 */
import { scalar, Unreadable, type Dict, type Entry, type Tree } from '../../read/tree';

export function loadActions() {
  return (loaded ??= load());
}
let loaded: ReturnType<typeof load> | undefined;

async function load() {
  const [parser, expressions] = await Promise.all([
    import('@actions/workflow-parser'),
    import('@actions/expressions'),
  ]);
  return { parser, expressions };
}
export type Actions = Awaited<ReturnType<typeof load>>;

type Token = NonNullable<ReturnType<Actions['parser']['parseWorkflow']>['value']>;

/** A workflow as a tree. Throws {@link Unreadable} where GitHub would refuse the file. */
export function readWorkflow(actions: Actions, content: string): Dict {
  const { parser } = actions;
  const { context, value } = parser.parseWorkflow(
    { name: 'workflow', content },
    new parser.NoOperationTraceWriter(),
  );
  const [error] = context.errors.getErrors();
  if (error) throw new Unreadable(plain(error.rawMessage), error.range?.start.line);
  const tree = value && convert(value, 1);
  if (tree?.kind !== 'dict') throw new Unreadable('it is not a workflow');
  return tree;

  function convert(token: Token, above: number): Tree {
    const line = token.range?.start.line ?? above;
    if (parser.isMapping(token)) {
      const entries = new Map<string, Entry>();
      for (let index = 0; index < token.count; index++) {
        const pair = token.get(index);
        const keyLine = pair.key.range?.start.line ?? line;
        const key = parser.isString(pair.key) ? pair.key.value : pair.key.toString();
        entries.set(key, { key, line: keyLine, value: convert(pair.value, keyLine) });
      }
      return { kind: 'dict', line, entries };
    }
    if (parser.isSequence(token)) {
      const items: Tree[] = [];
      for (let index = 0; index < token.count; index++) items.push(convert(token.get(index), line));
      return { kind: 'list', line, items };
    }
    if (parser.isBasicExpression(token)) {
      const text = token.source ?? `\${{ ${token.expression} }}`;
      return { kind: 'scalar', line, value: text, text, expression: token.expression };
    }
    if (parser.isString(token)) return scalar(token.value, line);
    if (parser.isBoolean(token)) return scalar(token.value, line);
    // `1.20` stays as it is written
    if (parser.isNumber(token)) return { ...scalar(token.value, line), text: token.toString() };
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
export function parseExpression({ expressions }: Actions, text: string): Expression | undefined {
  const { Lexer, Parser } = expressions;
  try {
    const { tokens } = new Lexer(text).lex();
    const extra = functions.map(name => ({ name, minArgs: 0, maxArgs: 255 }));
    return simplify(new Parser(tokens, contexts, extra).parse());
  } catch {
    return undefined;
  }
}

type Node = ReturnType<InstanceType<Actions['expressions']['Parser']>['parse']>;

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
