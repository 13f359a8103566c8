// `npm run bench:quiz`: what the level check is worth, on simulated people, and what replaying a long log costs.
import { readFileSync } from 'node:fs';
import { replay } from '../../src/core/quiz/schedule';
import type { ReviewEntry } from '../../src/core/quiz/log';
import { logLine } from '../../src/core/quiz/log';
import { readLog } from '../../src/core/quiz/readLog';
import { coverage, seeded } from './levelSimulation';
import { measureQuizOpening } from './quizOpening';
import { backtest, historiesOf, simulated } from './schedulerBacktest';

const random = seeded(20_261_125);
const { covered, people, questions, reliability } = coverage(random, 2000);
console.log(
  `"Check my level", ${people} simulated people, difficulties up to one logit off, guessing and slips:`,
);
console.table({
  'the 90 % range holds the truth': `${((100 * covered) / people).toFixed(1)} %`,
  'questions asked': questions.toFixed(1),
  'reliability (squared correlation of estimate and truth)': reliability.toFixed(2),
});

console.log('Scheduling, 300 simulated people over 180 days, next answer predicted from the ones before:');
console.table(backtest(simulated(seeded(7), 300)));

// `npm run bench:quiz -- answers.jsonl`: the same on answers that a reader exported
const exported = process.argv.slice(2).filter(each => each.endsWith('.jsonl'));
if (exported.length > 0) {
  const { entries, unreadable } = readLog(exported.map(file => readFileSync(file, 'utf8')));
  const histories = historiesOf(entries);
  console.log(
    `Scheduling, ${exported.join(', ')}: ${entries.length} answers, ${histories.length} questions answered more than once, ${unreadable.length} lines unreadable:`,
  );
  console.table(backtest(histories));
}

const lines = Array.from({ length: 10_000 }, (_, index): string => {
  const entry: ReviewEntry = {
    entry: `entry-${index}`,
    item: `q${index % 600}`,
    version: '00000000',
    topic: `t${index % 17}`,
    terms: ['merge'],
    level: 1 + (index % 3),
    time: 1_700_000_000_000 + index * 600_000,
    option: index % 4,
    correct: index % 3 > 0,
    guessed: false,
    taken: 9000,
  };
  return logLine(entry);
}).join('');
const median = (run: () => unknown): string => {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return `median ${times[4]?.toFixed(0)} ms`;
};
const { entries } = readLog([lines]);
console.log(`10,000 log entries replayed into a schedule: ${median(() => replay(entries))} (goal 50 ms)`);
console.log(`the same read from text and checked, once a window: ${median(() => readLog([lines]))}`);

// the last part needs a build, a browser and a VS Code server: `npm run bench:quiz -- without-window` leaves it out
if (!process.argv.includes('without-window')) void measureQuizOpening();
