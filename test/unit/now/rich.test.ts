import assert from 'node:assert/strict';
import { claim, links, plain, rich } from '../../../src/core/now/rich';
import { ago, counted, numberWord } from '../../../src/core/now/words';
import { english } from '../../../src/core/translate';

suite('sentences of the sidebar', () => {
  test('marks are read in the message, never in what is filled in', () => {
    assert.deepEqual(rich(english, 'Merging into `{0}` starts **{1}**.', '**x**`y`', 'deploy'), [
      'Merging into ',
      { kind: 'code', text: '**x**`y`' },
      ' starts ',
      { kind: 'strong', text: 'deploy' },
      '.',
    ]);
  });

  test('a placeholder in repository text stays as it is written', () => {
    assert.equal(plain(rich(english, 'On {0}: {1}', '{1}', 'x')), 'On {1}: x');
  });

  test('a claim keeps its code and nothing else', () => {
    assert.deepEqual(claim('push to `main`, **not** a tag'), [
      'push to ',
      { kind: 'code', text: 'main' },
      ', **not** a tag',
    ]);
  });

  test('a line is linked once', () => {
    const same = { file: 'a/b.yml', line: 3, text: '' };
    assert.equal(plain(links([same, same, { ...same, line: 4 }])), ' b.yml:3 b.yml:4');
  });

  test('ages are said in the unit a person would use', () => {
    const now = new Date('2026-11-25T12:00:00Z');
    const cases: readonly (readonly [string, string])[] = [
      ['2026-11-25T12:05:00Z', 'just now'],
      ['2026-11-25T11:59:00Z', '1 minute ago'],
      ['2026-11-25T09:00:00Z', '3 hours ago'],
      ['2026-11-24T10:00:00Z', 'yesterday'],
      ['2026-11-22T12:00:00Z', '3 days ago'],
      ['2026-08-25T12:00:00Z', '3 months ago'],
      ['2023-11-25T12:00:00Z', '3 years ago'],
    ];
    for (const [then, words] of cases) assert.equal(ago(english, new Date(then), now), words);
  });

  test('numbers are words up to ten and digits after', () => {
    assert.deepEqual(
      [0, 1, 10, 11].map(count => numberWord(english, count)),
      ['no', 'one', 'ten', '11'],
    );
    assert.equal(counted(english, 1, '1 file of {1}', '{0} files of {1}', 'x'), '1 file of x');
  });
});
