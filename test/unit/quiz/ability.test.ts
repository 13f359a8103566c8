import assert from 'node:assert/strict';
import { abilityOf, estimate, labelOf } from '../../../src/core/quiz/ability';
import { longestCheck, nextOfCheck } from '../../../src/core/quiz/adaptive';
import type { ReviewEntry } from '../../../src/core/quiz/log';
import { checkOnce, seeded, simulatedBank } from '../../bench/levelSimulation';

const entry = (item: string, topic: string, level: number, correct: boolean): ReviewEntry => ({
  entry: `entry-${item}`,
  item,
  version: 'v',
  topic,
  terms: [],
  level,
  time: 0,
  option: 0,
  correct,
  guessed: false,
  taken: 0,
});

suite('the level', () => {
  test('says nothing of the whole before 30 first answers over 8 topics', () => {
    const answers = (count: number, topics: number) =>
      Array.from({ length: count }, (_, index) =>
        entry(`q${index}`, `t${index % topics}`, 1 + (index % 3), index % 5 !== 0),
      );
    assert.equal(labelOf(abilityOf(answers(29, 9))), undefined);
    assert.equal(labelOf(abilityOf(answers(60, 7))), undefined);
    assert.notEqual(labelOf(abilityOf(answers(60, 9))), undefined);
  });

  test('repeating a question changes nothing', () => {
    const once = [entry('a', 't', 2, false)];
    const repeated = [...once, { ...entry('a', 't', 2, true), entry: 'entry-a2', time: 1 }];
    assert.deepEqual(abilityOf(repeated), abilityOf(once));
  });

  test('guessing everything stays at the bottom', () => {
    const random = seeded(5);
    const guesses = Array.from({ length: 60 }, (_, index) => ({
      level: 1 + (index % 3),
      correct: random() < 0.25,
    }));
    assert.ok(estimate(guesses).range[1] < 0, JSON.stringify(estimate(guesses)));
  });

  test('a check ends within thirty questions, never repeats one, and mixes topics', () => {
    const asked = checkOnce(0.3, seeded(3));
    assert.ok(asked.length <= longestCheck);
    assert.equal(new Set(asked.map(({ item }) => item)).size, asked.length);
    assert.ok(new Set(asked.map(({ topic }) => topic)).size >= 8);
    const known = new Set(simulatedBank.map(({ id }) => id));
    assert.equal(nextOfCheck(simulatedBank, [], known, seeded(1)), undefined);
  });
});
