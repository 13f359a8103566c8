import assert from 'node:assert/strict';
import { traceEvent } from '../../../src/core/repository/engine';
import { deploysOf, jobsOf, pipelinesOf, pull, push, tag, trace } from './scratch';

const jobs = `jobs:
  build: { docker: [{ image: cimg/node:22.1 }], steps: [checkout, { run: make }] }
  ship: { docker: [{ image: cimg/node:22.1 }], steps: [{ run: flyctl deploy --app shop }] }
`;
const config = (workflow: string): Record<string, string> => ({
  '.circleci/config.yml': `version: 2.1\n${jobs}workflows:\n  main:\n    jobs:\n${workflow.replace(/^/gm, '      ')}\n`,
});

suite('CircleCI', () => {
  // https://circleci.com/docs/workflows/ and /docs/configuration-reference/#filters
  const cases: readonly (readonly [string, string, string, string])[] = [
    // without a tag filter, tags never run
    ['- build', 'build', 'build', ''],
    ['- build: { filters: { branches: { only: main } } }', 'build', '', ''],
    ['- build: { filters: { branches: { only: [main, /feature\\/.*/] } } }', 'build', 'build', ''],
    // a pattern must match the whole name
    ['- build: { filters: { branches: { only: /feature/ } } }', '', '', ''],
    ['- build: { filters: { branches: { ignore: main } } }', '', 'build', ''],
    ['- build: { filters: { tags: { only: /^v.*/ } } }', 'build', 'build', 'build'],
    ['- build: { filters: { tags: { only: /^v.*/ }, branches: { ignore: /.*/ } } }', '', '', 'build'],
    ['- build: { filters: { tags: { ignore: /^v.*/ } } }', 'build', 'build', ''],
    // what a job requires needs the same tag filter
    [
      '- build\n- ship: { requires: [build], filters: { tags: { only: /.*/ } } }',
      'build, ship',
      'build, ship',
      '',
    ],
    [
      '- build: { filters: { tags: { only: /.*/ } } }\n- ship: { requires: [build], filters: { tags: { only: /.*/ } } }',
      'build, ship',
      'build, ship',
      'build, ship',
    ],
    ['- hold: { type: approval }\n- ship: { requires: [hold] }', 'hold?, ship?', 'hold?, ship?', ''],
    ['- some/orb-job', 'some/orb-job', 'some/orb-job', ''],
  ];
  for (const [workflow, onMain, onFeature, onTag] of cases)
    test(workflow.replace(/\n/g, ' '), async () => {
      const model = await pipelinesOf(config(workflow));
      assert.equal(jobsOf(traceEvent(model, push('main'))), onMain);
      assert.equal(jobsOf(traceEvent(model, push('feature/x'))), onFeature);
      assert.equal(
        jobsOf(traceEvent(model, pull('main'))),
        onFeature,
        'a pull request is a push to its branch',
      );
      assert.equal(jobsOf(traceEvent(model, tag('v1.0.0'))), onTag);
    });

  const conditions: readonly (readonly [string, string])[] = [
    ['when: { equal: [main, << pipeline.git.branch >>] }', 'build'],
    ['when: { equal: [other, << pipeline.git.branch >>] }', ''],
    ['unless: { equal: [main, << pipeline.git.branch >>] }', ''],
    ['when: << pipeline.parameters.on >>', 'build'],
    ['when: { not: << pipeline.parameters.on >> }', ''],
    ['when: { and: [true, { equal: [x, << pipeline.git.branch >>] }] }', ''],
    ['when: { or: [false, << pipeline.parameters.on >>] }', 'build'],
    ['when: { matches: { pattern: "^ma", value: << pipeline.git.branch >> } }', 'build?'],
    ['when: pipeline.git.branch == "main"', 'build'],
    ['when: pipeline.git.branch == "next"', ''],
    ['when: << pipeline.parameters.elsewhere >>', 'build?'],
    ['triggers: [{ schedule: { cron: "0 0 * * *" } }]', ''],
  ];
  for (const [condition, expected] of conditions)
    test(condition, async () => {
      const text = `version: 2.1\nparameters: { on: { type: boolean, default: true } }\n${jobs}workflows:\n  main:\n    ${condition}\n    jobs: [build]\n`;
      assert.equal(jobsOf(await trace({ '.circleci/config.yml': text }, push('main'))), expected);
    });

  test('deployments wait for an approval job, and name their line', async () => {
    const files = config(`- build
- hold: { type: approval, requires: [build], filters: { branches: { only: main } } }
- ship: { name: ship-production, requires: [hold], filters: { branches: { only: main } } }`);
    const [found, ...rest] = (await pipelinesOf(files)).deployments;
    assert.deepEqual(rest, []);
    assert.deepEqual(
      [found?.environment, found?.target, found?.approval, found?.trigger.branches, found?.evidence[0]?.line],
      ['production', 'shop', 'manual', ['main'], 4],
    );
    assert.equal(deploysOf(await trace(files, push('main'))), 'production (manual)');
  });

  test('commands with parameters and conditional steps are followed', async () => {
    const text = `version: 2.1
commands:
  ship:
    parameters: { app: { type: string }, go: { type: boolean, default: false } }
    steps:
      - when: { condition: << parameters.go >>, steps: [{ run: flyctl deploy --app << parameters.app >> }] }
jobs:
  a: { steps: [{ ship: { app: one, go: true } }] }
  b: { steps: [{ ship: { app: two } }] }
workflows: { main: { jobs: [a, b] } }
`;
    const { deployments } = await pipelinesOf({ '.circleci/config.yml': text });
    assert.deepEqual(
      deployments.map(({ target }) => target),
      ['one'],
    );
  });

  test('orbs are named; one that nobody knows is unclear', async () => {
    const text = `version: 2.1
orbs: { aws-ecs: circleci/aws-ecs@4.0, own: acme/own@1 }
workflows:
  main:
    jobs:
      - aws-ecs/deploy_service_update: { service_name: shop, filters: { branches: { only: main } } }
      - own/deploy-production
`;
    const model = await pipelinesOf({ '.circleci/config.yml': text });
    assert.deepEqual(
      model.deployments.map(({ provider, target, confidence, kind }) => [provider, target, confidence, kind]),
      [
        ['AWS ECS', 'shop', 'stated', 'server'],
        [undefined, undefined, 'unknown', 'unclear'],
      ],
    );
    assert.match(model.skipped[0]?.why ?? '', /line 2: what the orbs circleci\/aws-ecs@4.0, acme\/own@1/);
  });

  test('without workflows the job build runs', async () => {
    const text = 'version: 2\njobs: { build: { steps: [{ run: make }] } }\n';
    assert.equal(jobsOf(await trace({ '.circleci/config.yml': text }, push('x'))), 'build');
  });

  test('a configuration made at run time is open', async () => {
    const text =
      'version: 2.1\nsetup: true\njobs: { s: { steps: [{ run: make }] } }\nworkflows: { w: { jobs: [s] } }\n';
    assert.equal(jobsOf(await trace({ '.circleci/config.yml': text }, push('x'))), 's, continuation?');
  });
});
