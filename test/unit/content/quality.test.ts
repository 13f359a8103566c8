import assert from 'node:assert/strict';
import { parseLibrary } from '../../../src/core/content/compile';
import { chiSquareP } from '../../../src/core/content/quality/chiSquare';
import { bankFigures, checkQuestions } from '../../../src/core/content/quality/questions';
import { readingEase } from '../../../src/core/content/quality/readability';
import { checkTerms } from '../../../src/core/content/quality/terms';
import type { LocatedQuestion } from '../../../src/core/content/questions';
import { librarySources, termText } from './fixtures';

const question = (id: string, stem: string, options: readonly string[], key = 0): LocatedQuestion => ({
  id,
  topic: 'merging',
  file: 'questions/merging.yaml',
  line: 1,
  terms: ['merge'],
  level: 1,
  kind: 'situation',
  stem,
  source: 'https://git-scm.com/docs',
  options: options.map((text, index) => ({
    text,
    why: 'Because.',
    ...(index === key ? { right: true as const } : {}),
  })),
});
const figure = (questions: readonly LocatedQuestion[], name: string) =>
  bankFigures(questions).find(candidate => candidate.name === name);
/** Forty items whose key is made by `make`; positions rotate, so that only the fault under test shows. */
const bank = (make: (index: number) => readonly [key: string, ...distractors: string[]]) =>
  Array.from({ length: 40 }, (_, index) => {
    const [key, ...distractors] = make(index);
    const position = index % 4;
    return question(
      `q-${index}`,
      `Stem number ${index} about ships and weather`,
      [...distractors.slice(0, position), key, ...distractors.slice(position)],
      position,
    );
  });
const even = bank(index => [
  'alpha beta',
  index % 2 === 0 ? 'gamma deltas' : 'gamma delta',
  'eta theta',
  'iota kappa',
]);

suite('quality of questions', () => {
  test('a fair bank passes every figure', () =>
    assert.deepEqual(
      bankFigures(even).filter(({ ok }) => !ok),
      [],
    ));
  test('keys that are the longest are noticed', () =>
    assert.equal(
      figure(
        bank(() => ['alpha beta gamma', 'one two', 'three four', 'five six']),
        'uniquely longest option is the key',
      )?.ok,
      false,
    ));
  test('keys that repeat the stem are noticed', () => {
    const biased = bank(() => ['ships weather', 'alpha gamma', 'delta thetas', 'iotas kappa']);
    assert.equal(figure(biased, 'words shared by stem and key')?.ok, false);
    assert.equal(figure(biased, 'bot: most stem overlap')?.ok, false);
  });
  test('keys in one position are noticed', () => {
    const biased = even.map(item =>
      question(item.id, item.stem, ['alpha beta', 'gamma delta', 'eta theta', 'iota kappa'], 1),
    );
    assert.equal(figure(biased, 'key position, chi-square p')?.ok, false);
    assert.equal(figure(biased, 'bot: commonest position')?.ok, false);
  });
  test('absolute words in distractors are noticed', () =>
    assert.equal(
      figure(
        bank(() => ['alpha betas', 'always one', 'never two', 'only three']),
        'always/never/only in distractors',
      )?.ok,
      false,
    ));
  for (const [what, item] of [
    ['options that are the same', question('a', 'Stem', ['yes', 'no', 'no '])],
    ['all of the above', question('a', 'Stem', ['red paint', 'blue paint', 'All of the above'])],
    [
      'a key much longer than the rest',
      question('a', 'Stem', ['a very long and careful answer indeed', 'no', 'yes']),
    ],
    [
      'a negative stem without NOT',
      question('a', 'Which of these is not a branch?', ['main', 'head', 'tags']),
    ],
  ] as const) {
    test(`${what} is a problem`, () => assert.equal(checkQuestions([item]).length, 1));
  }
  test('stems that nearly repeat each other', () =>
    assert.equal(
      checkQuestions([
        question('a', 'What does a merge queue do for main?', ['x', 'y', 'z']),
        question('b', 'What does a merge queue do for Main', ['x', 'y', 'z']),
      ]).length,
      1,
    ));
});

suite('quality of entries', () => {
  const problems = (body: (text: string) => string) =>
    checkTerms(
      parseLibrary(
        librarySources({ 'terms/merging/merge.md': body(termText({ id: 'merge', related: ['squash'] })) }),
      ).terms.filter(({ id }) => id === 'merge'),
    ).map(({ message }) => message);

  test('plain words pass', () =>
    assert.deepEqual(
      problems(text => text),
      [],
    ));
  test('a long first sentence of "Why it matters"', () =>
    assert.match(
      problems(text =>
        text.replace('After it, the date', `After it, ${'and then '.repeat(15)}the date`),
      ).join(),
      /characters; the limit is 110/,
    ));
  test('filler', () =>
    assert.match(
      problems(text => text.replace('It joins them.', 'It plays a crucial role.')).join(),
      /"plays a crucial role"/,
    ));
  test('hard words', () =>
    assert.match(
      problems(text =>
        text.replace(
          'You can plan on it.',
          'Organisational interoperability considerations necessitate comprehensive deliberation.',
        ),
      ).join(),
      /reading ease/,
    ));
});

suite('statistics', () => {
  test('reading ease follows the published formula', () => {
    // 6 words, 1 sentence, 6 syllables
    assert.equal(readingEase('The cat sat on the mat.').toFixed(1), (206.835 - 1.015 * 6 - 84.6).toFixed(1));
  });
  test('chi-square tail agrees with the tables', () => {
    for (const [statistic, freedom] of [
      [3.841, 1],
      [5.991, 2],
      [7.815, 3],
      [9.488, 4],
      [11.07, 5],
    ] as const) {
      assert.ok(
        Math.abs(chiSquareP(statistic, freedom) - 0.05) < 1e-4,
        `${statistic} with ${freedom}: ${chiSquareP(statistic, freedom)}`,
      );
    }
  });
});
