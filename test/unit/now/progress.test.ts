import assert from 'node:assert/strict';
import { pageAsMarkdown } from '../../../src/core/now/markdown';
import { progressPage } from '../../../src/core/now/progress/progressPage';
import type { ReviewEntry } from '../../../src/core/quiz/log';
import { replay } from '../../../src/core/quiz/schedule';
import { english } from '../../../src/core/translate';
import { now } from './fixtures';

const day = 86_400_000;
const topics = [
  { id: 'merging', title: 'Merging', summary: '' },
  { id: 'deployment', title: 'Deployment', summary: '' },
];
const entry = (index: number, correct: boolean, topic: string, daysAgo: number): ReviewEntry => ({
  entry: `entry-${index}`,
  item: `q${index}`,
  version: 'v',
  topic,
  terms: ['fast-forward'],
  level: 2,
  time: now.getTime() - daysAgo * day,
  option: 0,
  correct,
  guessed: false,
  taken: 1,
});

function page(entries: readonly ReviewEntry[]) {
  const shown = progressPage(
    {
      index: { topics, terms: [], questions: {} },
      entries,
      schedule: replay(entries),
      asked: new Set(entries.map(({ item }) => item)),
      next: [],
      now,
      dayName: date => date.toUTCString().slice(0, 3),
    },
    english,
  );
  return { shown, text: pageAsMarkdown(shown, english) };
}

suite('Progress', () => {
  test('before the first answer it says what it will show', () => {
    assert.match(page([]).text, /No answers yet[\s\S]*Answers stay on this computer/);
  });

  test('a range with thirteen first answers, none with eight, and no label for the whole', () => {
    const thirteen = Array.from({ length: 13 }, (_, index) => entry(index, index < 8, 'deployment', 2));
    const eight = Array.from({ length: 8 }, (_, index) => entry(20 + index, true, 'merging', 1));
    const { text } = page([...thirteen, ...eight]);
    assert.match(text, /Deployment.*39 to 80 %.*13 first answers, 8 right/s);
    assert.match(text, /Merging.*8 of 12.*not enough answers yet/s);
    assert.match(text, /Not enough answers yet\*\* for one overall level.*You have 21 over 2/s);
  });

  test('what is due today, and days in a row that today has not broken yet', () => {
    const { text } = page([
      entry(1, false, 'merging', 3),
      entry(2, true, 'merging', 2),
      entry(3, true, 'merging', 1),
    ]);
    assert.match(text, /Due today[\s\S]*\b[12]\b/);
    assert.match(text, /3 days in a row/);
  });
});
