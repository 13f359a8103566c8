import { linesOf } from '../text/lines';

export type Dialect = 'sql' | 'kql';

/** A query, and where it begins in its document. */
export interface Query {
  readonly dialect: Dialect;
  readonly start: number;
  readonly text: string;
}

const opening = /^\s*(?:>\s*)*(`{3,}|~{3,})\s*\{?\.?([\w-]+)/;
const dialects: Readonly<Record<string, Dialect>> = {
  sql: 'sql',
  postgres: 'sql',
  postgresql: 'sql',
  pgsql: 'sql',
  mysql: 'sql',
  tsql: 'sql',
  bigquery: 'sql',
  snowflake: 'sql',
  kql: 'kql',
  kusto: 'kql',
};

/** The dialect of a fence, a language or a file by its name. */
export const dialectNamed = (name: string): Dialect | undefined =>
  Object.hasOwn(dialects, name.toLowerCase()) ? dialects[name.toLowerCase()] : undefined;

/** The dialect of a text that is no document and no fence of its own, as far as its first words tell. */
export function dialectOf(text: string): Dialect | undefined {
  if (/^[\s(]*(?:--[^\n]*\n\s*)*(?:select|with|insert|update|delete)\b/i.test(text)) return 'sql';
  return /^\s*\|\s*[a-z-]+/m.test(text) ? 'kql' : undefined;
}

/** The SQL and KQL fences of a document. */
export function queriesIn(text: string): Query[] {
  const queries: Query[] = [];
  const lines = linesOf(text);
  for (let index = 0; index < lines.length; index++) {
    const [, mark = '', language = ''] = opening.exec(lines[index]?.text ?? '') ?? [];
    if (mark === '') continue;
    const closing = new RegExp(`^\\s*(?:>\\s*)*${mark[0] ?? ''}{${mark.length},}\\s*$`);
    let last = index + 1;
    while (last < lines.length && !closing.test(lines[last]?.text ?? '')) last++;
    const start = lines[index + 1]?.start ?? text.length;
    const dialect = dialectNamed(language);
    if (dialect) queries.push({ dialect, start, text: text.slice(start, lines[last]?.start ?? text.length) });
    index = last;
  }
  return queries;
}

/** The SQL or KQL fence that holds an offset. */
export const queryAt = (text: string, offset: number): Query | undefined =>
  queriesIn(text).find(
    query => offset >= query.start && offset < query.start + Math.max(1, query.text.length),
  );
