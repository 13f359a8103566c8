import assert from 'node:assert/strict';
import { decisionTables, numberIn } from '../../../src/core/review/tables/decision';
import { english } from '../../../src/core/translate';

const tables = (text: string) => decisionTables(text, english);
const computed = (...lines: string[]) => tables(lines.join('\n'))[0]?.computed?.split('\n');

suite('decision tables', () => {
  test('RICE: computed, and the best first', () =>
    assert.deepEqual(
      computed(
        '| Idea | Reach | Impact | Confidence | Effort |',
        '|---|---|---|---|---|',
        '| A | 100 | 1 | 50% | 2 |',
        '| B | 1,000 | 2 | 80 | 4 weeks |',
      ),
      [
        '| Idea | Reach | Impact | Confidence | Effort | RICE |',
        '|---|---|---|---|---|---|',
        '| B | 1,000 | 2 | 80 | 4 weeks | 400 |',
        '| A | 100 | 1 | 50% | 2 | 25 |',
      ],
    ));
  test('computing again changes nothing', () => {
    const once = computed(
      '| Idea | Reach | Impact | Confidence | Effort |',
      '|---|---|---|---|---|',
      '| A | 3 | 1 | 1 | 2 |',
      '| B | 9 | 1 | 1 | 2 |',
    );
    assert.ok(once);
    assert.deepEqual(computed(...once), once);
  });
  test('WSJF', () =>
    assert.equal(
      computed(
        '| Job | Business value | Time criticality | Risk reduction | Job size |',
        '|---|---|---|---|---|',
        '| A | 5 | 3 | 2 | 4 |',
      )?.[2],
      '| A | 5 | 3 | 2 | 4 | 2.50 |',
    ));
  test('a weighted matrix, criteria as rows', () =>
    assert.deepEqual(
      computed(
        '| Criterion | Weight | Build | Buy |',
        '|---|---|---|---|',
        '| Speed | 25 | 2 | 4 |',
        '| Fit | 75 | 4 | 2 |',
      )?.slice(2),
      ['| Fit | 75 | 4 | 2 |', '| Speed | 25 | 2 | 4 |', '| **Total** | 100 | 3.50 | 2.50 |'],
    ));
  test('a weighted matrix, options as rows below their weights', () =>
    assert.deepEqual(
      computed(
        '| Option | Fit | Cost |',
        '|---|---|---|',
        '| Weight | 3 | 1 |',
        '| A | 1 | 5 |',
        '| B | 5 | 1 |',
      )?.slice(2),
      ['| Weight | 3 | 1 |  |', '| B | 5 | 1 | 4 |', '| A | 1 | 5 | 2 |'],
    ));
  test('costs over the years, the cheapest first', () =>
    assert.deepEqual(
      computed(
        '| Option | Once | Year 1 | Year 2 |',
        '|---|---|---|---|',
        '| Build | 100k | 10k | 10k |',
        '| Buy | € 5,000 | 20,000 | 20,000 |',
      )?.slice(2),
      ['| Buy | € 5,000 | 20,000 | 20,000 | 45000 |', '| Build | 100k | 10k | 10k | 120000 |'],
    ));
  test('a wrong cell is shown, and nothing is computed', () => {
    const text =
      '| Idea | Reach | Impact | Confidence | Effort |\n|---|---|---|---|---|\n| A | many | 1 | 1 | 0 |';
    const [table] = tables(text);
    assert.equal(table?.computed, undefined);
    assert.deepEqual(
      table?.problems.map(({ start, end, message }) => [text.slice(start, end), message]),
      [
        ['many', '"many" is no number.'],
        ['0', 'This must be more than 0: it divides the rest.'],
      ],
    );
  });
  for (const [what, text] of [
    ['any other table', '| Name | Value |\n|---|---|\n| a | 1 |'],
    [
      'a table in a fence',
      '```\n| Reach | Impact | Confidence | Effort |\n|---|---|---|---|\n| 1 | 1 | 1 | 1 |\n```',
    ],
    ['a table without rows', '| Reach | Impact | Confidence | Effort |\n|---|---|---|---|'],
  ] as const)
    test(`silent: ${what}`, () => assert.deepEqual(tables(text), []));
  test('numbers as people write them', () => {
    for (const [text, value] of [
      ['80 %', 0.8],
      ['1.5k', 1500],
      ['$2m', 2_000_000],
      ["1'000", 1000],
      ['-3', -3],
      ['3 months', 3],
    ] as const)
      assert.equal(numberIn(text), value, text);
    for (const text of ['', 'abc', '1 or 2', '5/7', '1e400x']) assert.equal(numberIn(text), undefined, text);
  });
});
