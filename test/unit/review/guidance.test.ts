import assert from 'node:assert/strict';
import { parseGuidance } from '../../../src/core/content/guidance';
import { readGuidance } from '../../reviewSources';

const guidance = readGuidance();

suite('guidance', () => {
  test('a rule that is on by default has a measured precision of at least .7', () => {
    const weak = guidance.rules
      .filter(({ on, precision }) => on === 'default' && precision !== undefined && precision.share < 0.7)
      .map(({ id }) => id);
    assert.deepEqual(weak, []);
  });
  test('ids are unique', () => {
    const ids = [...guidance.rules, ...guidance.prompts].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
  test('questions are questions or say what to do', () => {
    for (const { ask } of guidance.sections) assert.match(ask, /\?$/);
    for (const { ask } of guidance.prompts) for (const { question } of ask) assert.match(question, /\?$/);
  });
  test('a mistake is told with its line', () => {
    const { problems } = parseGuidance([
      {
        path: 'guidance/prompts.yaml',
        text: '- id: x\n  name: an x\n  any: [x]\n  why: because\n  ask: []\n',
      },
    ]);
    assert.deepEqual(
      problems.map(({ file, line }) => `${file}:${line}`),
      ['guidance/prompts.yaml:5'],
    );
  });
  test('an expression that is none is told', () => {
    const { problems } = parseGuidance([
      {
        path: 'guidance/prompts.yaml',
        text: "- id: x\n  name: an x\n  any: [x]\n  unless: ['(']\n  why: w\n  ask: []\n",
      },
    ]);
    assert.ok(problems.some(({ message }) => message.includes('is no regular expression')));
  });
});
