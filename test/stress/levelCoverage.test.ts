import assert from 'node:assert/strict';
import { coverage, seeded } from '../bench/levelSimulation';

suite('the level, over many simulated people', () => {
  test('the range covers the truth where authors misjudge difficulty by up to a logit', () => {
    const { covered, people } = coverage(seeded(11), 200);
    assert.ok(covered / people >= 0.88, `${covered} of ${people}`);
  });
});
