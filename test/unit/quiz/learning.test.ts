import assert from 'node:assert/strict';
import { compactLog, logOfCompact } from '../../../src/core/quiz/compact';
import { learnNext, type LearnNextParts } from '../../../src/core/quiz/learnNext';
import { joinLogs, logLine, type ReviewEntry } from '../../../src/core/quiz/log';
import { readLog, readLogFile } from '../../../src/core/quiz/readLog';
import { promptLimit } from '../../../src/core/quiz/pages';
import { dueItems, replay } from '../../../src/core/quiz/schedule';
import { answer, caughtUp, openItem, startSession } from '../../../src/core/quiz/session';
import { teachingPages, teachingParagraph } from '../../../src/core/quiz/teaching';
import { english } from '../../../src/core/translate';

const start = Date.UTC(2026, 0, 1, 9);
const entry = (number: number, more: Partial<ReviewEntry> = {}): ReviewEntry => ({
  entry: `3f0c8a52-77aa-4b1e-9d62-${String(number).padStart(12, '0')}`,
  item: `deploy-${number % 40}`,
  version: '1a2b3c4d',
  topic: 'deployment',
  terms: ['rollback', 'deployment'],
  level: 2,
  time: start + number * 60_000,
  option: 1,
  correct: number % 3 > 0,
  guessed: false,
  taken: 9000,
  ...more,
});
const option = (text: string, right = false) => ({
  text,
  why: `${text} because.`,
  index: 0,
  ...(right ? { right: true as const } : {}),
});
const item = (id: string) => ({
  id,
  topic: 'deployment',
  level: 1 as const,
  terms: ['rollback'],
  stem: 'Checkout fails after a deployment. What comes first?',
  options: [option('Roll back to the version before', true), option('Wait'), option('Guess')],
  version: 'v',
});

suite('a killed window', () => {
  const session = answer(
    startSession('Quiz', [item('a'), item('b'), item('c')], { started: start }),
    0,
    'entry-000a',
  );
  test('between log and session: the answer that was written is not asked for twice', () => {
    const written = entry(9, { item: 'b', entry: 'entry-000b', time: start + 5 });
    const resumed = caughtUp(session, [
      entry(1, { item: 'a', entry: 'entry-000a', time: start + 1 }),
      written,
    ]);
    assert.equal(openItem(resumed)?.id, 'c');
    assert.equal(resumed.answers[1]?.entry, 'entry-000b');
  });
  test('before the answer was written: the question is asked again', () =>
    assert.equal(openItem(caughtUp(session, []))?.id, 'b'));
  test('an answer of another day to the same question is none of this session', () => {
    const before = entry(9, { item: 'b', entry: 'entry-000b', time: start - 5 });
    assert.equal(openItem(caughtUp(session, [before]))?.id, 'b');
  });
});

suite('questions that are set aside or retired', () => {
  test('the latest word counts, in whatever file it stands', () => {
    const mark = (on: boolean, time: number) => logLine({ asideItem: 'deploy-1', on, time });
    assert.deepEqual([...readLog([mark(true, 5)]).aside], ['deploy-1']);
    assert.deepEqual([...readLog([mark(false, 9), mark(true, 5)]).aside], []);
  });
  test('keep their history and are not due', () => {
    const schedule = replay([entry(1, { item: 'gone' }), entry(2, { item: 'here' })]);
    assert.deepEqual(dueItems(schedule, start + 1e11, new Set(['here'])), ['here']);
    assert.equal(schedule.size, 2);
  });
});

suite('the compact form for Settings Sync', () => {
  const entries = Array.from({ length: 300 }, (_, number) =>
    entry(number, { guessed: number % 7 === 1 && number % 3 > 0 }),
  );
  test('says what the log says', () => {
    const read = logOfCompact(JSON.parse(JSON.stringify(compactLog(entries))));
    assert.deepEqual(joinLogs(read ? [read] : []).entries, entries);
  });
  test('merged with the log itself, every answer counts once', () => {
    const read = logOfCompact(compactLog(entries));
    const own = readLogFile(entries.map(logLine).join(''));
    assert.deepEqual(joinLogs(read ? [own, read] : []).entries, entries);
  });
  test('stays within its limit, and keeps the first answer to each question and then the newest', () => {
    const many = Array.from({ length: 6000 }, (_, number) =>
      entry(number, { item: `deploy-${number % 500}` }),
    );
    const compact = compactLog(many);
    const { length } = JSON.stringify(compact);
    assert.ok(length <= 128_000 && length > 120_000, String(length));
    const kept = logOfCompact(compact)?.entries ?? [];
    const times = new Set(kept.map(({ time }) => time));
    assert.ok(
      many.slice(0, 500).every(({ time }) => times.has(time)),
      'a first answer is missing',
    );
    assert.ok(
      many.slice(-400).every(({ time }) => times.has(time)),
      'a new answer is missing',
    );
  });
  test('foreign data is refused, and a row that makes no answer is reported', () => {
    assert.equal(logOfCompact({ v: 2 }), undefined);
    assert.equal(logOfCompact('text'), undefined);
    const broken = { ...compactLog(entries.slice(0, 2)), items: [] };
    assert.deepEqual(
      { entries: logOfCompact(broken)?.entries.length, unreadable: logOfCompact(broken)?.unreadable.length },
      { entries: 0, unreadable: 2 },
    );
  });
  test('carries what was set aside', () => {
    const read = logOfCompact(compactLog([], [{ asideItem: 'deploy-1', on: true, time: 5 }]));
    assert.deepEqual([...joinLogs(read ? [read] : []).aside], ['deploy-1']);
  });
});

suite('the paragraph that teaches', () => {
  const html = [
    '<p>A branch is a line of work beside the main one, where changes are tried without a risk for others.</p>',
    '<p>A <strong>rollback</strong> puts the version before a failed deployment back, so that checkout works again &amp; customers can pay.</p>',
    '<ul><li>Ask how long a rollback takes, and who decides that it is time for one, day and night.</li></ul>',
  ];
  const source = { kind: 'term' as const, id: 'rollback', title: 'Rollback', html };
  test('is the one that speaks of what was asked, as plain text', () =>
    assert.match(
      teachingParagraph(item('a'), [source])?.text ?? '',
      /^A rollback puts .* again & customers can pay\.$/,
    ));
  test('is missing where there is nothing to read', () =>
    assert.equal(teachingParagraph(item('a'), []), undefined));
  test('a long one is cut between sentences and loses no word', () => {
    const text = 'This sentence has some words in it, and ends. '.repeat(20).trim();
    const pages = teachingPages('Quiz', { kind: 'term', id: 'a', title: 'A', text }, english);
    assert.ok(
      pages.length > 1 && pages.every(({ prompt }) => prompt.length <= promptLimit && prompt.endsWith('.')),
    );
    assert.equal(pages.map(({ prompt }) => prompt.replace('$(book) ', '')).join(' '), text);
  });
});

suite('what to learn next', () => {
  const lesson = (id: string, topic: string, level: 1 | 2 | 3, ...terms: string[]) => ({
    id,
    topic,
    level,
    terms,
    title: `About ${id}`,
    minutes: 4,
    summary: '',
  });
  const term = (id: string) => ({
    id,
    topic: 'deployment',
    term: id,
    aliases: [],
    level: 1 as const,
    related: [],
    summary: '',
  });
  const index = {
    topics: [
      { id: 'deployment', title: 'Deployment', summary: '' },
      { id: 'merging', title: 'Merging', summary: '' },
    ],
    terms: ['rollback', 'canary', 'merge', 'webhook'].map(term),
    lessons: [
      lesson('merging', 'merging', 1, 'merge'),
      lesson('rollbacks', 'deployment', 1, 'rollback', 'canary'),
      lesson('first', 'merging', 1),
    ],
    paths: [{ id: 'p', title: 'The path', summary: '', lessons: ['first', 'merging'] }],
  };
  const next = (more: Partial<LearnNextParts>) =>
    learnNext({ index, entries: [], specs: [], done: new Set(), ...more }, 5, english).map(
      ({ id, why }) => `${id}: ${why}`,
    );

  test('the terms of the reader’s own specs come first, those without a lesson too', () =>
    assert.deepEqual(next({ specs: [{ name: 'prd.md', terms: ['canary', 'rollback', 'webhook'] }] }), [
      'rollbacks: In prd.md: rollback, canary.',
      'webhook: In prd.md, and not answered right twice yet.',
    ]));
  test('what is known well needs no lesson', () => {
    const known = [1, 2].map(number => entry(number, { correct: true, terms: ['canary', 'rollback'] }));
    const specs = [{ name: 'prd.md', terms: ['canary', 'rollback'] }];
    assert.deepEqual(next({ entries: known, specs, done: new Set(['first']) }), [
      'merging: Next in the path “The path”.',
    ]);
  });
  test('what was missed, then a topic with few right first answers', () => {
    const missed = [entry(1, { correct: false, terms: ['merge'], topic: 'merging' })];
    assert.deepEqual(next({ entries: missed }), ['merging: You missed: merge.']);
    const weak = Array.from({ length: 12 }, (_, number) =>
      entry(number, { item: `q${number}`, correct: number < 4, terms: ['other'] }),
    );
    assert.deepEqual(next({ entries: weak }), ['rollbacks: Deployment: 4 of 12 first answers right.']);
  });
  test('without answers and specs: the paths, in their order; a lesson that is done is not proposed', () => {
    assert.deepEqual(next({}), [
      'first: Next in the path “The path”.',
      'merging: Next in the path “The path”.',
    ]);
    assert.deepEqual(next({ done: new Set(['first', 'merging']) }), []);
  });
});
