// first: it is what keeps the package from changing Date.prototype
import { dueItems, gradeOf, replay } from '../../../src/core/quiz/schedule';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import type { BankQuestion } from '../../../src/core/content/library';
import { chooseQuestions } from '../../../src/core/quiz/choose';
import { topicRange, wilson } from '../../../src/core/quiz/interval';
import { masteredTerms } from '../../../src/core/quiz/mastery';
import { showQuestion } from '../../../src/core/quiz/item';
import { logLine, type ReviewEntry } from '../../../src/core/quiz/log';
import { readLog } from '../../../src/core/quiz/readLog';
import {
  feedbackPage,
  promptLimit,
  questionPage,
  resultPage,
  whyNotPages,
} from '../../../src/core/quiz/pages';
import {
  answer,
  markGuessed,
  openItem,
  resultOf,
  startSession,
  type Session,
} from '../../../src/core/quiz/session';
import { english } from '../../../src/core/translate';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1, 9);
const question = (id: string, more: Partial<BankQuestion> = {}): BankQuestion => ({
  id,
  topic: 'merging',
  terms: ['merge'],
  level: 1,
  kind: 'situation',
  stem: `What now, ${id}?`,
  source: 'https://git-scm.com/docs',
  options: [
    { text: 'Ask', right: true, why: 'Asking is cheap.' },
    { text: 'Wait', why: 'Waiting costs a day.' },
    { text: 'Guess', why: 'A guess is no fact.' },
  ],
  ...more,
});
const entry = (number: number, more: Partial<ReviewEntry> = {}): ReviewEntry => ({
  entry: `entry-${String(number).padStart(4, '0')}`,
  item: 'a',
  version: '1',
  topic: 'merging',
  terms: ['merge'],
  level: 1,
  time: start + number * day,
  option: 0,
  correct: true,
  guessed: false,
  taken: 1000,
  ...more,
});
const inOrder = () => 0.999999;
const session = (...ids: string[]): Session =>
  startSession(
    'Merging quiz',
    ids.map(id => showQuestion(question(id), inOrder)),
  );

suite('schedule', () => {
  test('Date.prototype is as it was', () => {
    const fresh = readFileSync(createRequire(__filename).resolve('ts-fsrs'), 'utf8');
    assert.match(fresh, /Date\.prototype\./, 'the package still patches Date: otherwise this guard can go');
    for (const name of ['scheduler', 'diff', 'format', 'dueFormat'])
      assert.equal(Object.hasOwn(Date.prototype, name), false, name);
  });
  test('agrees with the package on its own reference sequence of ratings', () => {
    const reference = fsrs({ enable_short_term: false, enable_fuzz: false, request_retention: 0.9 });
    let card = createEmptyCard(new Date(start));
    const entries: ReviewEntry[] = [];
    const answers = [
      [true, false],
      [true, false],
      [false, false],
      [true, true],
      [true, false],
    ] as const;
    let time = start;
    answers.forEach(([correct, guessed], index) => {
      entries.push(entry(index, { time, correct, guessed }));
      card = reference.next(
        card,
        new Date(time),
        !correct ? Rating.Again : guessed ? Rating.Hard : Rating.Good,
      ).card;
      time = card.due.getTime();
    });
    const schedule = replay(entries).get('a');
    assert.equal(schedule?.due, card.due.getTime());
    assert.equal(schedule.stability, card.stability);
    assert.equal(schedule.lapses, card.lapses);
  });
  test('agrees with the reference vectors of the package’s own tests', () => {
    // ts-fsrs, packages/fsrs/__tests__/impl/long-term_scheduler.test.ts, "test1" (MIT)
    const w = [
      0.4197, 1.1869, 3.0412, 15.2441, 7.1434, 0.6477, 1.0007, 0.0674, 1.6597, 0.1712, 1.1178, 2.0225, 0.0904,
      0.3025, 2.1214, 0.2498, 2.9466, 0.4891, 0.6468,
      // what FSRS-6 added since, at values that change nothing
      0, 0.5,
    ];
    const ratings = 'GGGGGGAAGGGGG';
    const days = [3, 13, 48, 155, 445, 1158, 17, 3, 11, 37, 112, 307, 773];
    const stabilities = [
      3.0412, 13.09130698, 48.15848988, 154.93732625, 445.05562739, 1158.07779739, 16.63063166, 3.01732209,
      11.42247264, 37.37521902, 111.8752758, 306.5974569, 772.94026648,
    ];
    const scheduler = fsrs({ w, enable_short_term: false });
    const entries: ReviewEntry[] = [];
    let time = Date.UTC(2022, 11, 29, 12, 30);
    const seen = Array.from(ratings, (rating, index) => {
      entries.push(entry(index, { time, correct: rating === 'G' }));
      const { due = 0, stability } = replay(entries, scheduler).get('a') ?? {};
      const waited = (due - time) / day;
      time = due;
      return [waited, stability?.toFixed(7)];
    });
    assert.deepEqual(
      seen,
      days.map((count, index) => [count, stabilities[index]?.toFixed(7)]),
    );
  });
  test('Date.prototype is what it was before the package was loaded, property by property', () => {
    const untouched = runInNewContext('Reflect.ownKeys(Date.prototype).map(String).sort().join()') as string;
    assert.equal(Reflect.ownKeys(Date.prototype).map(String).sort().join(), untouched);
  });
  for (const [correct, guessed, grade] of [
    [true, false, Rating.Good],
    [true, true, Rating.Hard],
    [false, false, Rating.Again],
    [false, true, Rating.Again],
  ] as const) {
    test(`correct ${correct}, guessed ${guessed}`, () => assert.equal(gradeOf({ correct, guessed }), grade));
  }
  test('a wrong answer comes back before a right one', () => {
    const schedule = replay([
      entry(0, { item: 'right' }),
      entry(0, { item: 'wrong', correct: false, entry: 'entry-9999' }),
    ]);
    assert.ok((schedule.get('wrong')?.due ?? 0) < (schedule.get('right')?.due ?? 0));
  });
  test('what is longest overdue is due first', () => {
    const schedule = replay([entry(1, { item: 'b', entry: 'entry-b000' }), entry(0, { item: 'a' })]);
    assert.deepEqual(dueItems(schedule, start + 100 * day), ['a', 'b']);
    assert.deepEqual(dueItems(schedule, start), []);
  });
  test('a clock set back does not break the schedule', () => {
    const { due, lastReview } = replay([entry(10), entry(3)]).get('a') ?? { due: 0, lastReview: 0 };
    assert.equal(lastReview, start + 10 * day);
    assert.ok(due > lastReview);
  });
});

suite('log', () => {
  test('windows are merged by entry id, in the order of time', () => {
    const first = logLine(entry(2)) + logLine(entry(0));
    const second = logLine(entry(1)) + logLine(entry(2));
    assert.deepEqual(
      readLog([first, second]).entries.map(({ time }) => (time - start) / day),
      [0, 1, 2],
    );
  });
  test('"I guessed" is a later line', () =>
    assert.equal(
      readLog([logLine(entry(0)) + logLine({ guessedEntry: 'entry-0000' })]).entries[0]?.guessed,
      true,
    ));
  test('lines that cannot be read are reported, the others count', () => {
    const { entries, unreadable } = readLog([
      `${logLine(entry(0))}{"half":\n${logLine(entry(1)).replace('true', '"yes"')}`,
    ]);
    assert.equal(entries.length, 1);
    assert.equal(unreadable.length, 2);
  });
  test('any split of the lines over files gives the same log', () => {
    const lines = Array.from({ length: 12 }, (_, number) => logLine(entry(number)));
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }), owners => {
        const files = [0, 1, 2].map(file => lines.filter((_, index) => owners[index] === file).join(''));
        assert.deepEqual(readLog(files).entries, readLog([lines.join('')]).entries);
      }),
      { numRuns: 30 },
    );
  });
});

suite('mastery', () => {
  const mastered = (...answers: Partial<ReviewEntry>[]) => [
    ...masteredTerms(answers.map((more, index) => entry(index, more))),
  ];
  test('two right answers in a row', () => {
    assert.deepEqual(mastered({}), []);
    assert.deepEqual(mastered({}, {}), ['merge']);
  });
  test('a wrong or guessed answer takes it back', () => {
    assert.deepEqual(mastered({}, {}, { correct: false }), []);
    assert.deepEqual(mastered({}, { guessed: true }), []);
  });
});

suite('choosing questions', () => {
  const bank = ['a', 'b', 'c', 'd'].map((id, index) =>
    question(id, { topic: index < 2 ? 'merging' : 'deployment', level: index === 1 ? 3 : 1 }),
  );
  const ids = (entries: readonly ReviewEntry[], now: number, count = 10) =>
    chooseQuestions(bank, replay(entries), count, now, inOrder).map(({ id }) => id);

  test('due ones first, then new ones, then those that come due later', () => {
    const entries = [entry(0, { item: 'd' }), entry(40, { item: 'a', entry: 'entry-a000' })];
    assert.deepEqual(ids(entries, start + 40 * day + 1), ['d', 'c', 'b', 'a']);
  });
  test('new ones mix topics and begin with the first level', () =>
    assert.deepEqual(ids([], start, 3), ['a', 'c', 'b']));
});

suite('session', () => {
  test('ends when every question is answered', () => {
    const done = answer(answer(session('a', 'b'), 0, 'entry-0001'), 1, 'entry-0002');
    assert.equal(openItem(done), undefined);
    assert.deepEqual(
      { ...resultOf(done), missed: resultOf(done).missed.map(({ id }) => id) },
      { right: 1, wrong: 1, unknown: 0, missed: ['b'] },
    );
  });
  test('"I don\'t know" is neither right nor wrong', () =>
    assert.deepEqual(resultOf(answer(session('a'), -1, 'entry-0001')).unknown, 1));
  test('a session survives being kept as JSON', () => {
    const half = answer(session('a', 'b'), 0, 'entry-0001');
    assert.deepEqual(openItem(JSON.parse(JSON.stringify(half)) as Session)?.id, 'b');
  });
});

suite('pages', () => {
  test('the question: stem as prompt, numbered options, "I don\'t know" below a line', () => {
    const page = questionPage(session('a', 'b'), english);
    assert.equal(page?.prompt, 'What now, a?');
    assert.deepEqual(
      page.items.map(({ label }) => label),
      ['1  Ask', '2  Wait', '3  Guess', '', "4  I don't know"],
    );
    assert.deepEqual([page.step, page.steps], [1, 2]);
  });
  test('a wrong answer: the chosen misconception first, then what is right', () => {
    const page = feedbackPage(answer(session('a'), 1, 'entry-0001'), english);
    assert.equal(
      page?.prompt,
      '$(error) You chose 2. Waiting costs a day. $(pass) Right is 1: Ask. Asking is cheap.',
    );
    assert.equal(page.title, 'Merging quiz · not quite');
  });
  test('explanations that do not fit go to a page of their own', () => {
    const long = 'because '.repeat(18).trim() + '.';
    const options = question('a').options.map(option => ({ ...option, why: long }));
    const page = feedbackPage(
      answer(startSession('Q', [showQuestion(question('a', { options }), inOrder)]), 1, 'entry-0001'),
      english,
    );
    assert.ok((page?.prompt.length ?? 0) <= promptLimit);
    assert.ok(page?.items.some(({ label }) => label.includes('Why 2 is not right')));
  });
  test('a right answer: the reason, and a way to say it was a guess', () => {
    const right = answer(session('a'), 0, 'entry-0001');
    assert.equal(feedbackPage(right, english)?.prompt, '$(pass) Asking is cheap.');
    assert.ok(feedbackPage(right, english)?.items.some(({ label }) => label.includes('I guessed')));
    assert.ok(feedbackPage(markGuessed(right), english)?.items.some(({ label }) => label.includes('Noted')));
  });
  test('"I don\'t know" gets the answer, no verdict', () => {
    const page = feedbackPage(answer(session('a'), -1, 'entry-0001'), english);
    assert.equal(page?.title, 'Merging quiz · the answer');
    assert.match(page.prompt, /^\$\(pass\) Right is 1: Ask/);
  });
  test('why not the others: the chosen one first', () =>
    assert.deepEqual(
      whyNotPages(answer(session('a'), 2, 'entry-0001'), english).map(({ prompt }) => prompt),
      ['$(error) 3  Guess: A guess is no fact.', '$(error) 2  Wait: Waiting costs a day.'],
    ));
  test('the result: counts and a range, never a grade', () => {
    const done = answer(session('a'), 0, 'entry-0001');
    const page = (answered: number, right: number) =>
      resultPage(
        done,
        {
          topic: 'Merging',
          range: { answered, right, range: answered < 12 ? undefined : wilson(right, answered) },
          nextReview: undefined,
          lesson: undefined,
        },
        english,
      ).prompt;
    assert.equal(
      page(13, 8),
      '1 right, 0 not yet, 0 not known. You would answer about 39 to 80 % of the Merging questions (8 of 13 first answers right).',
    );
    assert.equal(
      page(8, 8),
      '1 right, 0 not yet, 0 not known. Not enough answers yet for Merging (8 of 12).',
    );
  });
});

suite('range of a topic', () => {
  test('counts first answers only', () => {
    const entries = Array.from({ length: 13 }, (_, number) =>
      entry(number, { item: `item-${number}`, correct: number < 8 }),
    );
    const again = entry(20, { item: 'item-12', correct: true });
    assert.deepEqual(topicRange([...entries, again], 'merging').right, 8);
    assert.equal(topicRange(entries.slice(0, 11), 'merging').range, undefined);
  });
});
