import type { Translate } from '../translate';
import type { Dialect } from './fences';
import { bareQuery } from './words';

/** What a clause of a query does, for somebody who reads the result. */
export interface Clause {
  readonly name: string;
  readonly says: string;
  /** What to ask, or to look out for. */
  readonly ask: string;
  /** The entry of the library that says more. */
  readonly term: string | undefined;
}

type Row = readonly [pattern: string, says: string, ask: string, term?: string];

const sql = (t: Translate): readonly Row[] => [
  [
    'WITH',
    t('Names an intermediate result that the rest of the query uses like a table.'),
    t('Read these first: each is a step of the calculation.'),
  ],
  [
    'SELECT DISTINCT',
    t('Shows each different row once.'),
    t('Are duplicates real (one customer, two orders), or do they hide a wrong join?'),
  ],
  ['SELECT', t('Says which columns the result has.'), t('Is each figure a row, a sum, or an average?')],
  [
    'FROM',
    t('Says from which table the rows come.'),
    t('What is one row of this table: an order, an order line, an event?'),
  ],
  [
    'LEFT (?:OUTER )?JOIN',
    t('Adds columns of a second table; rows without a match stay, with empty values.'),
    t('How many rows have no match, and are they counted below?'),
    'sql-join',
  ],
  [
    'RIGHT (?:OUTER )?JOIN',
    t('Adds columns of a second table and keeps all of its rows, matched or not.'),
    t('Which rows have no match on the left?'),
    'sql-join',
  ],
  [
    'FULL (?:OUTER )?JOIN',
    t('Puts two tables side by side and keeps the rows of both, matched or not.'),
    t('Are unmatched rows expected, or a sign of missing data?'),
    'sql-join',
  ],
  [
    'CROSS JOIN',
    t('Pairs every row of one table with every row of the other.'),
    t('Is that wanted? The number of rows multiplies.'),
    'sql-join',
  ],
  [
    '(?:INNER )?JOIN',
    t('Adds columns of a second table; rows without a match drop out.'),
    t(
      'Who drops out here: customers without an order, users without a plan? And can one row match several, and be counted twice?',
    ),
    'sql-join',
  ],
  [
    'ON',
    t('Says which rows of the two tables belong together.'),
    t('Is that key unique on one side? Otherwise rows multiply.'),
  ],
  [
    'USING',
    t('Says by which column of the same name two tables belong together.'),
    t('Is that key unique on one side? Otherwise rows multiply.'),
  ],
  [
    'WHERE',
    t('Keeps only the rows that meet a condition.'),
    t('Who is left out: test accounts, refunds, cancelled orders? In which time zone are the dates?'),
  ],
  [
    'GROUP BY',
    t('Makes one row of the result for each different value, and counts or sums within it.'),
    t('One row for each what? A rate needs the same grouping above and below the line.'),
    'group-by',
  ],
  [
    'HAVING',
    t('Keeps only the groups that meet a condition, after counting.'),
    t('Do the small groups that drop out add up to something?'),
  ],
  ['ORDER BY', t('Sorts the result.'), t('Is a "top" list sorted by the figure you care about?')],
  ['LIMIT|FETCH FIRST|TOP', t('Shows only so many rows.'), t('What is below the cut?')],
  [
    'OFFSET',
    t('Leaves out the first rows, to show the next page.'),
    t('Is the order fixed? Otherwise pages overlap.'),
  ],
  [
    'UNION ALL',
    t('Puts two results below each other, duplicates included.'),
    t('Can the same thing be in both, and be counted twice?'),
  ],
  [
    'UNION',
    t('Puts two results below each other and drops duplicates.'),
    t('Are those duplicates the same thing, or only look alike?'),
  ],
  [
    'COUNT ?\\( ?DISTINCT',
    t('Counts different values: customers, not their visits.'),
    t('By which id? One person with two devices may count twice.'),
  ],
  [
    'COUNT',
    t('Counts rows, or the rows in which a column is filled.'),
    t('Rows of what? After a join it may be order lines, not orders.'),
  ],
  ['SUM', t('Adds up a column.'), t('Gross or net, in which currency, refunds included?')],
  [
    'AVG',
    t('The average of a column; empty values are left out.'),
    t('Would a few large values pull it up? Ask for the median too.'),
  ],
  [
    'PERCENTILE_CONT|PERCENTILE_DISC|APPROX_QUANTILES|MEDIAN',
    t('The value that a given share of the rows stays below.'),
    t('Which percentile, over which period? The average of percentiles is not a percentile.'),
    'percentile',
  ],
  [
    'CASE',
    t('Chooses a value by conditions, such as a segment by its size.'),
    t('What happens to rows that meet none of the conditions?'),
  ],
  [
    'COALESCE|IFNULL|NVL',
    t('Puts another value where one is missing.'),
    t('Is a missing value really a zero?'),
  ],
  [
    'IS NOT NULL|IS NULL',
    t('Asks whether a value is missing.'),
    t('Does missing mean "no", or "not known"?'),
  ],
  [
    'OVER',
    t('Calculates over neighbouring rows (a running total, a rank) without merging them.'),
    t('Over which rows, in which order?'),
    'window-function',
  ],
  [
    'PARTITION BY',
    t('Starts the calculation anew for each group.'),
    t('One start for each what?'),
    'window-function',
  ],
  [
    'LIKE|ILIKE',
    t('Compares with a pattern; % stands for anything.'),
    t('Does the pattern catch more than it should?'),
  ],
  [
    'BETWEEN',
    t('Keeps a range, both ends included.'),
    t('With dates and times: is the last day in it to its end?'),
  ],
  ['INSERT INTO', t('Adds rows to a table.'), t('What if the same row is added twice?')],
  ['UPDATE', t('Changes rows of a table.'), t('How many rows, and is there a way back?')],
  ['DELETE FROM', t('Removes rows of a table.'), t('How many rows, and is there a backup?')],
];

const kql = (t: Translate): readonly Row[] => [
  [
    'where|filter',
    t('Keeps only the rows that meet a condition.'),
    t('Who is left out: test traffic, internal users, bots?'),
  ],
  [
    'ago',
    t('A moment so long before now.'),
    t('The figure moves with the clock: is the last hour complete yet?'),
  ],
  [
    'summarize',
    t('Makes one row for each group and counts, sums or averages within it.'),
    t('One row for each what? See what stands after "by".'),
    'group-by',
  ],
  [
    'by',
    t('Says for what there is one row (or, after sort, what decides the order).'),
    t('Is one group missing when it has no events?'),
  ],
  [
    'bin',
    t('Rounds down, so that times fall into steps such as an hour or a day.'),
    t('Are the first and the last step whole?'),
  ],
  [
    'percentiles?',
    t('The value that a given share of the rows stays below: 95 means 95 % are faster.'),
    t('Is it over users or over requests? The average of percentiles is not a percentile.'),
    'percentile',
  ],
  [
    'dcountif|dcount',
    t('Estimates how many different values there are: users, not their visits.'),
    t('It is an estimate, often within 1 to 2 %: is that enough here?'),
  ],
  ['countif|count', t('Counts rows.'), t('Rows of what? One visit may write several.')],
  [
    'avgif|avg',
    t('The average; a few large values pull it up.'),
    t('What is the median, and the 95th percentile?'),
  ],
  [
    'sumif|sum',
    t('Adds up a column.'),
    t('Are sampled rows weighted? Some logs keep only a share of the events.'),
  ],
  ['project-away', t('Leaves out columns.'), t('Nothing to count here: rows stay.')],
  ['project', t('Says which columns the result has.'), t('Is each figure a row, a sum or an average?')],
  ['extend', t('Adds a calculated column.'), t('From what is it calculated, and what if that is missing?')],
  [
    'join',
    t(
      'Adds columns of a second table. Without a kind, KQL keeps one row for each key on the left (innerunique).',
    ),
    t('Which kind, and which rows drop out?'),
    'sql-join',
  ],
  ['union', t('Puts tables below each other.'), t('Can the same event be in both?')],
  [
    'order|sort',
    t('Sorts the result, largest first unless it says asc.'),
    t('Is it sorted by the figure you care about?'),
  ],
  ['top', t('Shows only the first rows in an order.'), t('What is below the cut?')],
  ['take|limit', t('Shows some rows, no matter which.'), t('Fine for a look, wrong for a figure.')],
  ['distinct', t('Shows each different combination once.'), t('By which columns?')],
  ['let', t('Names a value or a step for later.'), t('Read these first.')],
  ['render', t('Draws a chart of the result.'), t('Does the axis begin at zero?')],
  [
    'make-series',
    t('Makes a series over time, with a value for empty steps.'),
    t('What stands for "no data": zero, or a gap?'),
  ],
  [
    'mv-expand',
    t('Makes several rows of one, one for each value in a list.'),
    t('Are things counted several times after it?'),
  ],
  ['parse', t('Cuts values out of a text.'), t('What happens to lines that look different?')],
];

const rowsOf = (dialect: Dialect, t: Translate): readonly Row[] => (dialect === 'sql' ? sql(t) : kql(t));

/** A clause, and where it stands in its query. */
export type PlacedClause = Clause & { readonly start: number; readonly end: number };

/** The clause whose words hold an offset, or end there. Strings and comments hold none. */
export function clauseAt(
  query: string,
  dialect: Dialect,
  offset: number,
  t: Translate,
): PlacedClause | undefined {
  const text = bareQuery(query);
  const found = rowsOf(dialect, t).flatMap(row => clausesOf(row, text, dialect));
  const within = (at: number) => found.find(({ start, end }) => start <= at && at < end);
  return within(offset) ?? within(offset - 1);
}

function clausesOf([pattern, says, ask, term]: Row, text: string, dialect: Dialect): PlacedClause[] {
  const words = new RegExp(
    `(?<![\\w.-])(?:${pattern.replaceAll(/ (?!\?)/g, '\\s+')})(?![\\w-])`,
    dialect === 'sql' ? 'gi' : 'g',
  );
  return [...text.matchAll(words)].map(({ 0: match, index }) => ({
    // "COUNT(DISTINCT" is closed as a reader would
    name: match.replace(/\s+/g, ' ') + (match.includes('(') ? ')' : ''),
    says,
    ask,
    term,
    start: index,
    end: index + match.length,
  }));
}
