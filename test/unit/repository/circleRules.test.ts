import assert from 'node:assert/strict';
import { traceEvent } from '../../../src/core/repository/engine';
import { deploysOf, gitOf, jobsOf, pipelinesOf, pull, push, tag, trace } from './scratch';

const step = '{ docker: [{ image: cimg/base:2024.1 }], steps: [{ run: make }] }';
const jobs = `jobs: { a: ${step}, b: ${step}, c: ${step}, d: { parameters: { v: { type: string }, w: { type: string, default: x } }, docker: [{ image: cimg/base:2024.1 }], steps: [{ run: "flyctl deploy --app << parameters.v >>" }] } }\n`;
const config = (workflow: string, head = ''): Record<string, string> => ({
  '.circleci/config.yml': `version: 2.1\n${head}${jobs}workflows:\n  main:\n${workflow.replace(/^/gm, '    ')}\n`,
});
const git = gitOf('main', 'https://github.com/acme/shop.git');

/** Jobs on a push to `main`, to `feature/x`, for the tag `v1.0.0` and for a pull request from `feature/x`. */
type Row = readonly [workflow: string, main: string, feature: string, onTag: string, request?: string];
const table = (rows: readonly Row[], head = ''): void => {
  for (const [workflow, main, feature, onTag, request = feature] of rows)
    test(workflow.replace(/\n\s*/g, ' '), async () => {
      const model = await pipelinesOf(config(workflow, head), git);
      assert.equal(jobsOf(traceEvent(model, push('main'))), main, 'main');
      assert.equal(jobsOf(traceEvent(model, push('feature/x'))), feature, 'feature');
      assert.equal(jobsOf(traceEvent(model, tag('v1.0.0'))), onTag, 'tag');
      assert.equal(jobsOf(traceEvent(model, pull('main'))), request, 'pull request');
    });
};
const filtered = (filters: string): string => `jobs: [{ a: { filters: ${filters} } }]`;

suite('CircleCI: filters after its documentation', () => {
  // circleci.com/docs/reference/configuration-reference/, `branches` and `tags` of a job's filters
  table([
    [filtered('{ branches: { only: [main, /feat.*/] } }'), 'a', 'a', ''],
    [filtered('{ branches: { only: /feat/ } }'), '', '', ''],
    [filtered('{ branches: { only: "/feature/.*/" } }'), '', 'a', ''],
    [filtered('{ branches: { only: /ma(?:in)?$/ } }'), 'a', '', ''],
    [filtered('{ branches: { ignore: [main, next] } }'), '', 'a', ''],
    [filtered('{ branches: { ignore: /.*/ } }'), '', '', ''],
    [filtered('{ branches: { only: main, ignore: /feat.*/ } }'), 'a', '', ''],
    // both speak of the same branch: the pages do not agree on which counts
    [filtered('{ branches: { only: /.*/, ignore: main } }'), 'a?', 'a', ''],
    [filtered('{ tags: { only: /^v.*/ } }'), 'a', 'a', 'a'],
    [filtered('{ tags: { only: /^v/ } }'), 'a', 'a', ''],
    [filtered('{ tags: { only: v1.0.0 } }'), 'a', 'a', 'a'],
    [filtered('{ tags: { ignore: /^w.*/ } }'), 'a', 'a', 'a'],
    // neither `only` nor `ignore`: no tag
    [filtered('{ tags: {} }'), 'a', 'a', ''],
    [filtered('{ branches: { ignore: /.*/ }, tags: { only: /.*/ } }'), '', '', 'a'],
    [filtered('{ branches: { only: main } }'), 'a', '', ''],
  ]);

  // the same page, "Expression-based job filters" and "Expression operators"
  table(
    [
      [filtered('pipeline.git.branch == "main"'), 'a', '', ''],
      [filtered('pipeline.git.branch == "main" or pipeline.git.branch starts-with "feat"'), 'a', 'a', ''],
      [filtered('pipeline.git.branch != "main" and pipeline.git.branch != "next"'), '', 'a', 'a?'],
      [filtered('pipeline.git.branch == "main" or pipeline.git.tag starts-with "v"'), 'a', '', 'a'],
      [
        filtered('pipeline.git.branch == "main" and not (pipeline.trigger_source starts-with "api")'),
        'a',
        '',
        '',
      ],
      [filtered('pipeline.git.branch matches /^feature.*/'), '', 'a', ''],
      [filtered('pipeline.git.branch matches /^feat/'), '', '', ''],
      [filtered('pipeline.parameters.on or pipeline.git.branch == "feature/x"'), 'a', 'a', 'a?'],
      [filtered('pipeline.parameters.off or pipeline.git.branch == "feature/x"'), '', 'a', ''],
      // `not` binds more tightly than anything else
      [filtered('not pipeline.parameters.on and pipeline.parameters.off'), '', '', ''],
      [filtered('not (pipeline.parameters.on and pipeline.parameters.off)'), 'a', 'a', 'a?'],
      [
        filtered('pipeline.git.branch == "main" and pipeline.parameters.custom starts-with "DEPLOY:"'),
        '',
        '',
        '',
      ],
      // different kinds are never the same
      [filtered('pipeline.parameters.on == "true"'), '', '', ''],
      [filtered('pipeline.parameters.on != "true"'), 'a', 'a', 'a?'],
      [filtered('pipeline.parameters.count >= 3 and pipeline.parameters.count < 4'), 'a', 'a', 'a?'],
      [filtered('pipeline.number > 100'), 'a?', 'a?', 'a?'],
      [filtered('pipeline.git.branch.is_default'), 'a', '', ''],
      [filtered('pipeline.git.branch ~ "x"'), 'a?', 'a?', 'a?'],
    ],
    'parameters: { on: { type: boolean, default: true }, off: { type: boolean, default: false }, custom: { type: string, default: "" }, count: { type: integer, default: 3 } }\n',
  );
});

suite('CircleCI: requires and approvals after its documentation', () => {
  // the same page, `requires`
  const main = '{ branches: { only: main } }';
  table([
    ['jobs: [a, { b: { requires: [a] } }, { c: { requires: [a, b] } }]', 'a, b, c', 'a, b, c', ''],
    // a filtered job is no longer waited for, unless all are filtered
    [`jobs: [a, { b: { filters: ${main} } }, { c: { requires: [a, b] } }]`, 'a, b, c', 'a, c', ''],
    [
      `jobs: [{ a: { filters: ${main} } }, { b: { filters: ${main} } }, { c: { requires: [a, b] } }]`,
      'a, b, c',
      '',
      '',
    ],
    [
      `jobs: [{ a: { filters: ${main} } }, { b: { requires: [a] } }, { c: { requires: [b] } }]`,
      'a, b, c',
      '',
      '',
    ],
    // tags: what it requires needs a filter of its own, or nothing is left to wait for
    ['jobs: [a, { b: { requires: [a], filters: { tags: { only: /.*/ } } } }]', 'a, b', 'a, b', ''],
    [
      'jobs: [a, { b: { filters: { tags: { only: /.*/ } } } }, { c: { requires: [a, b], filters: { tags: { only: /.*/ } } } }]',
      'a, b, c',
      'a, b, c',
      'b, c',
    ],
    // the state that is asked for
    ['jobs: [a, { b: { requires: [{ a: success }] } }]', 'a, b', 'a, b', ''],
    ['jobs: [a, { b: { requires: [{ a: failed }] } }]', 'a, b?', 'a, b?', ''],
    ['jobs: [a, { b: { requires: [{ a: canceled }] } }]', 'a, b?', 'a, b?', ''],
    ['jobs: [a, { b: { requires: [{ a: [success, failed] }] } }]', 'a, b', 'a, b', ''],
    ['jobs: [a, { b: { requires: [{ a: terminal }] } }]', 'a, b', 'a, b', ''],
    [
      'jobs: [{ hold: { type: approval } }, { a: { requires: [hold] } }, b]',
      'hold?, a?, b',
      'hold?, a?, b',
      '',
    ],
    [
      `jobs: [{ hold: { type: approval, filters: ${main} } }, { a: { requires: [hold] } }]`,
      'hold?, a?',
      '',
      '',
    ],
  ]);

  // the same page, `matrix`
  table([
    ['jobs: [{ d: { matrix: { parameters: { v: [one, two] } } } }]', 'd-one, d-two', 'd-one, d-two', ''],
    [
      'jobs: [{ d: { matrix: { parameters: { v: [one, two], w: [x, y] }, exclude: [{ v: two, w: y }] } } }]',
      'd-one-x, d-one-y, d-two-x',
      'd-one-x, d-one-y, d-two-x',
      '',
    ],
    [
      'jobs: [{ d: { name: go-<< matrix.v >>, matrix: { parameters: { v: [one, two] } } } }, { a: { requires: [go-two] } }]',
      'go-one, go-two, a',
      'go-one, go-two, a',
      '',
    ],
    // the whole matrix is required by the name of the job, or by its alias
    [
      `jobs: [{ d: { filters: ${main}, matrix: { parameters: { v: [one, two] } } } }, { a: { requires: [d] } }]`,
      'd-one, d-two, a',
      '',
      '',
    ],
    [
      `jobs: [{ d: { filters: ${main}, matrix: { alias: all, parameters: { v: [one, two] } } } }, { a: { requires: [all] } }]`,
      'd-one, d-two, a',
      '',
      '',
    ],
    // each waits for its own
    [
      'jobs: [{ d: { name: b-<< matrix.v >>, matrix: { parameters: { v: [one] } } } }, { d: { name: e-<< matrix.v >>, matrix: { parameters: { v: [one] } }, requires: [b-<< matrix.v >>] } }]',
      'b-one, e-one',
      'b-one, e-one',
      '',
    ],
  ]);

  test('each job of a matrix deploys with its own values', async () => {
    const files = config('jobs: [{ d: { matrix: { parameters: { v: [shop, blog] } } } }]');
    const { deploys } = await trace(files, push('main'), git);
    assert.deepEqual(
      deploys.map(({ target }) => target),
      ['shop', 'blog'],
    );
  });

  test('approval reaches through the jobs behind it, by the name that the file gives', async () => {
    const files = config(`jobs:
  - { wait-for-it: { type: approval } }
  - { a: { requires: [wait-for-it] } }
  - { d: { name: ship-production, v: shop, requires: [a] } }`);
    assert.equal(deploysOf(await trace(files, push('main'), git)), 'production (manual)');
  });
});

suite('CircleCI: when, unless and schedules after its documentation', () => {
  const one = (condition: string): string => `${condition}\njobs: [a]`;
  // the same page, "Logic statement syntax"
  table(
    [
      [one('when: true'), 'a', 'a', ''],
      [one('when: false'), '', '', ''],
      [one('when: 0'), '', '', ''],
      [one('when: 42'), 'a', 'a', ''],
      [one('when: ""'), '', '', ''],
      [one('when: text'), 'a', 'a', ''],
      [one('when: << pipeline.git.branch >>'), 'a', 'a', ''],
      [one('when: { and: [true, true, false] }'), '', '', ''],
      [one('when: { or: [false, true, false] }'), 'a', 'a', ''],
      [one('when: { not: true }'), '', '', ''],
      [one('when: { equal: [42, << pipeline.number >>] }'), 'a?', 'a?', ''],
      [one('when: { equal: [main, << pipeline.git.branch >>] }'), 'a', '', ''],
      [
        one(
          'when: { or: [{ equal: [main, << pipeline.git.branch >>] }, { equal: [staging, << pipeline.git.branch >>] }] }',
        ),
        'a',
        '',
        '',
      ],
      [
        one('when: { not: { matches: { pattern: "^main$", value: << pipeline.git.branch >> } } }'),
        '',
        'a',
        '',
      ],
      [one('when: { matches: { pattern: "^feature.+$", value: << pipeline.git.branch >> } }'), '', 'a', ''],
      // the page asks for a pattern of the whole and warns of matches in part
      [one('when: { matches: { pattern: "feat", value: << pipeline.git.branch >> } }'), '', 'a?', ''],
      [
        one(
          'when: { and: [{ equal: [main, << pipeline.git.branch >>] }, { not: << pipeline.parameters.off >> }, { or: [<< pipeline.parameters.off >>, << pipeline.parameters.on >>] }] }',
        ),
        'a',
        '',
        '',
      ],
      [one('unless: << pipeline.parameters.off >>'), 'a', 'a', ''],
      [one('unless: { equal: [main, << pipeline.git.branch >>] }'), '', 'a', ''],
      [one('when: pipeline.git.branch == "main" or pipeline.git.branch == "staging"'), 'a', '', ''],
      [
        one(
          'when: (pipeline.git.branch == "main" or pipeline.parameters.on) and not pipeline.parameters.off',
        ),
        'a',
        'a',
        '',
      ],
      [one('when: << pipeline.git.branch == "main" and pipeline.parameters.on >>'), 'a', '', ''],
      // examples of the page start a workflow for a tag by this, the page on tags asks for a filter
      [one('when: pipeline.git.tag starts-with "v" and pipeline.trigger_source == "webhook"'), '', '', 'a?'],
      [one('when: { equal: [v9, << pipeline.git.tag >>] }'), '', '', ''],
      // schedules: not by a push
      [
        one('triggers: [{ schedule: { cron: "0 0 * * *", filters: { branches: { only: [main] } } } }]'),
        '',
        '',
        '',
      ],
    ],
    'parameters: { on: { type: boolean, default: true }, off: { type: boolean, default: false } }\n',
  );

  test('a schedule runs on the branches that it names', async () => {
    const by = async (branches: string) => {
      const files = config(
        `triggers: [{ schedule: { cron: "0 0 * * *", filters: { branches: ${branches} } } }]\njobs: [{ d: { v: shop } }]`,
      );
      return (await pipelinesOf(files, git)).deployments.map(({ trigger }) => trigger.event).join();
    };
    assert.equal(await by('{ only: [main] }'), 'schedule');
    assert.equal(await by('{ only: [other] }'), 'schedule');
    assert.equal(await by('{ ignore: [other] }'), 'schedule');
  });

  test('steps under when and unless', async () => {
    const of = async (steps: string) =>
      deploysOf(
        await trace(
          {
            '.circleci/config.yml': `version: 2.1
parameters: { on: { type: boolean, default: true } }
jobs: { a: { steps: [${steps}] } }
workflows: { w: { jobs: [a] } }
`,
          },
          push('main'),
          git,
        ),
      );
    const ship = 'steps: [{ run: flyctl deploy --app shop }]';
    assert.equal(await of(`{ when: { condition: << pipeline.parameters.on >>, ${ship} } }`), 'not named');
    assert.equal(await of(`{ unless: { condition: << pipeline.parameters.on >>, ${ship} } }`), '');
    assert.equal(await of(`{ when: { condition: { not: << pipeline.parameters.on >> }, ${ship} } }`), '');
    assert.equal(
      await of(`{ when: { condition: { equal: [main, << pipeline.git.branch >>] }, ${ship} } }`),
      'not named',
    );
    assert.equal(
      await of(`{ when: { condition: { equal: [next, << pipeline.git.branch >>] }, ${ship} } }`),
      '',
    );
  });
});
