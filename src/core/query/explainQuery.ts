import type { Translate } from '../translate';
import type { Dialect } from './fences';
import { bareQuery, splitOutside, withoutComments } from './words';

/**
 * What a query returns, step by step, in the order in which the data flows. The words of the query are quoted as code;
 * what is not understood is said to be so, not guessed.
 */
export function explainQuery(query: string, dialect: Dialect, t: Translate): string {
  const clean = withoutComments(query);
  const statements = splitOutside(clean, /;/y).filter(statement => statement.trim() !== '');
  const explained = statements.map(statement =>
    dialect === 'sql' ? explainSql(statement, t) : explainKql(statement, t),
  );
  const parts = explained.map((steps, index) =>
    [
      ...(explained.length > 1 ? [`## ${t('Query {0}', index + 1)}`, ''] : []),
      ...steps.map((step, number) => `${number + 1}. ${step}`),
    ].join('\n'),
  );
  const fence = '`'.repeat(Math.max(3, ...(query.match(/`+/g) ?? []).map(({ length }) => length + 1)));
  return (
    [`# ${t('What this query returns')}`, ...parts, `${fence}${dialect}\n${query.trim()}\n${fence}`].join(
      '\n\n',
    ) + '\n'
  );
}

const code = (text: string): string => {
  const plain = text.trim().replace(/\s+/g, ' ');
  return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``;
};
const codes = (list: string): string => splitOutside(list, /,/y).map(code).join(', ');

const sqlClause =
  /\b(?:WITH|SELECT|FROM|(?:(?:LEFT|RIGHT|FULL|INNER|CROSS)\s+)?(?:OUTER\s+)?JOIN|WHERE|GROUP\s+BY|HAVING|ORDER\s+BY|LIMIT|OFFSET|UNION(?:\s+ALL)?|INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b/iy;

interface Part {
  readonly keyword: string;
  readonly text: string;
}

/** The clauses of a statement, outside of brackets. */
function sqlParts(statement: string): Part[] {
  const bare = bareQuery(statement);
  const parts: { keyword: string; start: number; end: number }[] = [];
  let depth = 0;
  for (let index = 0; index < bare.length; index++) {
    const character = bare.charAt(index);
    if (character === '(') depth++;
    else if (character === ')') depth--;
    if (depth > 0 || !/[a-z]/i.test(character) || /\w/.test(bare.charAt(index - 1))) continue;
    sqlClause.lastIndex = index;
    const match = sqlClause.exec(bare);
    if (!match) continue;
    parts.push({
      keyword: match[0].toUpperCase().replace(/\s+/g, ' '),
      start: index,
      end: index + match[0].length,
    });
    index += match[0].length - 1;
  }
  return parts.map(({ keyword, end }, index) => ({
    keyword,
    text: statement.slice(end, parts[index + 1]?.start ?? statement.length).trim(),
  }));
}

/** The order in which a database works, which is not the order in which SQL is written. */
const order = [
  'WITH',
  'FROM',
  'JOIN',
  'WHERE',
  'GROUP BY',
  'HAVING',
  'SELECT',
  'ORDER BY',
  'OFFSET',
  'LIMIT',
];
const rank = (keyword: string): number => order.findIndex(name => keyword.endsWith(name));

function explainSql(statement: string, t: Translate): string[] {
  const parts = sqlParts(statement);
  if (parts.length === 0) return [t('This statement is not understood: {0}', code(statement.slice(0, 200)))];
  const steps: string[] = [];
  let block: Part[] = [];
  const close = () => {
    const sorted = block
      .map((part, index) => ({ part, index }))
      .sort((a, b) => rank(a.part.keyword) - rank(b.part.keyword) || a.index - b.index);
    steps.push(...sorted.map(({ part }) => sqlStep(part, t)));
    block = [];
  };
  for (const part of parts) {
    if (!part.keyword.startsWith('UNION')) {
      block.push(part);
      continue;
    }
    close();
    steps.push(
      part.keyword === 'UNION'
        ? t('**Below that** it puts a second result, and drops rows that are the same:')
        : t('**Below that** it puts a second result:'),
    );
  }
  close();
  return steps;
}

function sqlStep({ keyword, text }: Part, t: Translate): string {
  switch (keyword) {
    case 'WITH':
      return t(
        '**First**, intermediate results: {0}.',
        splitOutside(text, /,/y)
          .map(step => code(step.split(/\s+as\s*\(/i)[0] ?? step))
          .join(', '),
      );
    case 'FROM':
      return t('**Takes** the rows of {0}.', codes(text));
    case 'WHERE':
      return t('**Keeps** only rows where {0}.', code(text));
    case 'GROUP BY':
      return t('**Makes one row** for each {0}.', codes(text));
    case 'HAVING':
      return t('**Keeps** only groups where {0}.', code(text));
    case 'SELECT':
      return /^distinct\b/i.test(text)
        ? t('**Shows**, each combination once: {0}.', codes(text.replace(/^distinct\s+/i, '')))
        : t('**Shows**: {0}.', codes(text));
    case 'ORDER BY':
      return t(
        '**Sorts** by {0}.',
        splitOutside(text, /,/y)
          .map(column => sorted(column, t))
          .join(', '),
      );
    case 'LIMIT':
      return t('**Stops** after {0} rows.', code(text));
    case 'OFFSET':
      return t('**Leaves out** the first {0} rows.', code(text));
    case 'INSERT INTO':
      return t('**Adds** rows to a table: {0}.', code(text));
    case 'UPDATE':
      return t('**Changes** rows of a table: {0}.', code(text));
    case 'DELETE FROM':
      return t('**Removes** rows of a table: {0}.', code(text));
  }
  const [table = '', condition] = splitOutside(text, /\b(?:on|using)\b/iy);
  const where = condition === undefined ? '' : ` (${code(condition)})`;
  if (keyword.startsWith('LEFT'))
    return t('**Adds** what {0} knows of each row{1}; rows without a match stay.', code(table), where);
  if (keyword.startsWith('RIGHT'))
    return t('**Adds** {0}{1}, and keeps all of its rows.', code(table), where);
  if (keyword.startsWith('FULL'))
    return t('**Adds** {0}{1}, and keeps the rows of both sides.', code(table), where);
  if (keyword.startsWith('CROSS')) return t('**Pairs** each row with every row of {0}.', code(table));
  return t('**Adds** what {0} knows of each row{1}; rows without a match drop out.', code(table), where);
}

function sorted(column: string, t: Translate): string {
  const [, name = column, direction] = /^([\s\S]*?)\s+(asc|desc)\b/i.exec(column.trim()) ?? [];
  if (direction === undefined) return code(name);
  return direction.toLowerCase() === 'desc'
    ? t('{0}, largest first', code(name))
    : t('{0}, smallest first', code(name));
}

function explainKql(statement: string, t: Translate): string[] {
  return splitOutside(statement, /\|/y)
    .map(step => step.trim())
    .filter(step => step !== '')
    .map((step, index) => {
      const [, operator = '', rest = ''] = /^([\w-]+)\s*([\s\S]*)$/.exec(step) ?? [];
      return index === 0 && operator !== 'let' && operator !== 'union' && operator !== 'print'
        ? t('**Takes** the rows of {0}.', code(step))
        : kqlStep(operator, rest, step, t);
    });
}

function kqlStep(operator: string, rest: string, step: string, t: Translate): string {
  const [before = '', by] = splitOutside(rest, /\bby\b/y);
  switch (operator) {
    case 'where':
    case 'filter':
      return t('**Keeps** only rows where {0}.', code(rest));
    case 'summarize':
      return by === undefined
        ? t('**Makes one row** of all: {0}.', codes(before))
        : t(
            '**Makes one row** for each {0}: {1}.',
            codes(by),
            before.trim() === '' ? t('nothing is counted') : codes(before),
          );
    case 'project':
      return t('**Shows**: {0}.', codes(rest));
    case 'project-away':
      return t('**Leaves out** the columns {0}.', codes(rest));
    case 'extend':
      return t('**Adds** a column: {0}.', codes(rest));
    case 'join':
      return t('**Adds** columns of another table: {0}.', code(rest));
    case 'union':
      return t('**Puts below each other**: {0}.', code(rest));
    case 'sort':
    case 'order':
      return t(
        '**Sorts** by {0}.',
        splitOutside(by ?? rest, /,/y)
          .map(column => sorted(/\basc\b|\bdesc\b/.test(column) ? column : `${column} desc`, t))
          .join(', '),
      );
    case 'top':
      return t('**Stops** after the first {0} rows, by {1}.', code(before), code(by ?? ''));
    case 'take':
    case 'limit':
      return t('**Stops** after {0} rows, no matter which.', code(rest));
    case 'distinct':
      return t('**Shows**, each combination once: {0}.', codes(rest));
    case 'count':
      return t('**Counts** the rows.');
    case 'render':
      return t('**Draws** it as {0}.', code(rest));
    case 'let':
      return t('**First**, it names {0}.', code(rest));
    default:
      return t('This step is not explained: {0}', code(step));
  }
}
