import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { clauseAt } from '../../../src/core/query/clauses';
import { explainQuery } from '../../../src/core/query/explainQuery';
import { dialectOf, queriesIn, queryAt, type Dialect } from '../../../src/core/query/fences';
import { clauseHover } from '../../../src/core/query/hover';
import { english } from '../../../src/core/translate';

/** `¦` marks the place. */
const clause = (marked: string, dialect: Dialect = 'sql'): string | undefined =>
  clauseAt(marked.replace('¦', ''), dialect, marked.indexOf('¦'), english)?.name;
const never = (): never => assert.fail();
const steps = (query: string, dialect: Dialect = 'sql'): string[] =>
  explainQuery(query, dialect, english)
    .split('\n')
    .filter(line => /^\d+\. /.test(line))
    .map(line => line.replace(/^\d+\. /, ''));

suite('queries in documents', () => {
  test('the hover says what a clause does, what to ask, and where to read on', () => {
    const text = 'a\n```sql\nSELECT 1 GROUP BY x\n```';
    const found = clauseHover(queriesIn(text)[0] ?? never(), 'file:///a.md', text.indexOf('BY'), english);
    assert.equal(found && text.slice(found.start, found.end), 'GROUP BY');
    const shown = found?.pieces
      .map(piece => (piece.kind === 'link' ? `[${piece.label}]` : piece.value))
      .join('');
    assert.match(
      shown ?? '',
      /^\*\*GROUP BY\*\* · SQL {2}\n.+\n\n\*\*Ask engineering\*\* .+\?.*\n\n\[Explain this query\] · \[Open in sidebar\]$/,
    );
  });
  test('the entries that clauses lead to are there', () => {
    const entries = readdirSync('content/terms', { recursive: true }).map(String);
    for (const [query, dialect] of [
      ['JOIN GROUP BY MEDIAN OVER', 'sql'],
      ['| summarize percentile | join', 'kql'],
    ] as const) {
      const ids = query
        .split(/(?<!GROUP) /)
        .map(word => clauseAt(query, dialect, query.indexOf(word) + 1, english)?.term);
      assert.ok(
        ids.some(id => id !== undefined),
        query,
      );
      for (const id of ids)
        if (id !== undefined)
          assert.ok(
            entries.some(path => path.endsWith(`${id}.md`)),
            id,
          );
    }
  });
  test('a text that is no fence is told apart by its first words', () => {
    assert.equal(dialectOf('-- revenue\nselect 1'), 'sql');
    assert.equal(dialectOf('requests\n| where x'), 'kql');
    assert.equal(dialectOf('We select a | b'), undefined);
  });
  test('the fence around a place', () => {
    const text = 'a\n```sql\nSELECT 1\n```\nb\n> ~~~ kusto\n> T | count\n> ~~~\n```js\nx\n```';
    const at = (word: string) => queryAt(text, text.indexOf(word))?.dialect;
    assert.deepEqual([at('SELECT'), at('count'), at('b'), at('x')], ['sql', 'kql', undefined, undefined]);
    assert.equal(queryAt('```sql\nSELECT', 9)?.text, 'SELECT');
  });
  test('the clause under the pointer', () => {
    assert.equal(clause('select a fr¦om b'), 'from');
    assert.equal(clause('x LEFT  ou¦ter\njoin y'), 'LEFT outer join');
    assert.equal(clause('GROUP B¦Y a'), 'GROUP BY');
    assert.equal(clause('COUNT(DIST¦INCT x)'), 'COUNT(DISTINCT)');
    assert.equal(clause('SUM¦(x)'), 'SUM');
    assert.equal(clause('| summar¦ize percentile(d, 95) by bin(t, 1h)', 'kql'), 'summarize');
    assert.equal(clause('| summarize perc¦entile(d, 95)', 'kql'), 'percentile');
    assert.equal(clause('| project-a¦way x', 'kql'), 'project-away');
  });
  test('names, strings and comments are no clauses', () => {
    for (const text of ["'fr¦om'", '-- fr¦om', '/* fr¦om */', 'fr¦om_date', 'a.fr¦om'])
      assert.equal(clause(text), undefined, text);
  });
  test('what is not closed costs no more than its length', () => {
    for (const part of ["'", '"', "\\'", '/*', '--', '(', "''"])
      assert.equal(clauseAt(part.repeat(20_000), 'sql', 5, english), undefined, part);
  });
  test('SQL in the order of the data', () =>
    assert.deepEqual(
      steps(
        "SELECT c.country, COUNT(*) AS n -- how many\nFROM orders o LEFT JOIN customers c ON c.id = o.customer_id\nWHERE o.note <> 'a, from b' AND o.id IN (SELECT id FROM x)\nGROUP BY c.country HAVING COUNT(*) > 10 ORDER BY n DESC, 1 LIMIT 5;",
      ),
      [
        '**Takes** the rows of `orders o`.',
        '**Adds** what `customers c` knows of each row (`c.id = o.customer_id`); rows without a match stay.',
        "**Keeps** only rows where `o.note <> 'a, from b' AND o.id IN (SELECT id FROM x)`.",
        '**Makes one row** for each `c.country`.',
        '**Keeps** only groups where `COUNT(*) > 10`.',
        '**Shows**: `c.country`, `COUNT(*) AS n`.',
        '**Sorts** by `n`, largest first, `1`.',
        '**Stops** after `5` rows.',
      ],
    ));
  test('steps before, and results below each other', () =>
    assert.deepEqual(
      steps('WITH a AS (SELECT 1), b AS (SELECT 2) SELECT DISTINCT x FROM a UNION ALL SELECT x FROM b'),
      [
        '**First**, intermediate results: `a`, `b`.',
        '**Takes** the rows of `a`.',
        '**Shows**, each combination once: `x`.',
        '**Below that** it puts a second result:',
        '**Takes** the rows of `b`.',
        '**Shows**: `x`.',
      ],
    ));
  test('KQL step by step; what is not known is said', () =>
    assert.deepEqual(
      steps(
        'requests\n| where timestamp > ago(1d)\n| summarize p95 = percentile(duration, 95) by bin(timestamp, 1h), name\n| sort by p95\n| evaluate autocluster()',
        'kql',
      ),
      [
        '**Takes** the rows of `requests`.',
        '**Keeps** only rows where `timestamp > ago(1d)`.',
        '**Makes one row** for each `bin(timestamp, 1h)`, `name`: `p95 = percentile(duration, 95)`.',
        '**Sorts** by `p95`, largest first.',
        'This step is not explained: `evaluate autocluster()`',
      ],
    ));
  test('any text is explained without a fault', () => {
    const words = fc.constantFrom(
      'select',
      'FROM',
      '(',
      ')',
      "'",
      '"',
      '--',
      ';',
      ',',
      'join',
      'on',
      '|',
      'by',
      '`',
      '\n',
      'x',
      '/*',
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 20 }),
        fc.constantFrom<Dialect>('sql', 'kql'),
        (list, dialect) => {
          assert.match(explainQuery(list.join(' '), dialect, english), /^# What this query returns/);
        },
      ),
    );
  });
});
