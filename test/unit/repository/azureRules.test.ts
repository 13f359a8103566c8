import assert from 'node:assert/strict';
import { traceEvent } from '../../../src/core/repository/engine';
import { deploysOf, gitOf, jobsOf, pipelinesOf, pull, push, tag, trace } from './scratch';

const git = gitOf('main', 'https://github.com/acme/shop.git');
const file = (text: string, more: Record<string, string> = {}): Record<string, string> => ({
  'azure-pipelines.yml': `${text}\n`,
  ...more,
});
const job = 'jobs: [{ job: a, steps: [{ script: make }] }]';

suite('Azure Pipelines: triggers after its documentation', () => {
  // learn.microsoft.com/azure/devops/pipelines/repos/github, "CI triggers" and "Wildcards"; .../yaml-schema/trigger
  const names: readonly (readonly [trigger: string, starts: readonly string[], quiet: readonly string[]])[] =
    [
      ['[main, releases/*]', ['main', 'releases/1', 'releases/a/b'], ['next', 'release/1']],
      [
        '{ branches: { include: [main, releases/*], exclude: [releases/old*] } }',
        ['main', 'releases/new'],
        ['releases/old1', 'next'],
      ],
      ['{ branches: { include: ["*"], exclude: [topic/*-wip] } }', ['a', 'a/b', 'topic/x'], ['topic/x-wip']],
      ['{ branches: { exclude: [next] } }', ['main', 'a/b'], ['next']],
      ['{ branches: { include: ["*-releases"] } }', ['a-releases', 'x/a-releases'], ['releases']],
      ['{ branches: { include: [v?] } }', ['v1'], ['v', 'v12']],
      ['{ branches: { include: [refs/heads/main] } }', ['main'], ['next']],
      ['{ batch: true, branches: { include: [main] } }', ['main'], ['next']],
      ['none', [], ['main']],
      ['[none]', [], ['main']],
      // a tag is no branch, whatever it is called
      ['[refs/tags/v1]', [], ['v1', 'main']],
      ['{ tags: { include: [v*] } }', [], ['v1', 'main']],
    ];
  for (const [trigger, starts, quiet] of names)
    test(`trigger: ${trigger}`, async () => {
      const model = await pipelinesOf(file(`trigger: ${trigger}\n${job}`), git);
      for (const name of starts) assert.equal(jobsOf(traceEvent(model, push(name))), 'a', name);
      for (const name of quiet) assert.equal(jobsOf(traceEvent(model, push(name))), '', name);
    });

  // the same page, "Tags"
  const tags: readonly (readonly [trigger: string, starts: readonly string[], quiet: readonly string[]])[] = [
    ['{ tags: { include: [v2.*], exclude: [v2.0] } }', ['v2.1'], ['v2.0', 'v1.0']],
    ['{ tags: { exclude: [v1*] } }', ['v2', 'x/y'], ['v1.0']],
    ['{ branches: { include: [refs/tags/v*], exclude: [refs/tags/v1] } }', ['v2'], ['v1', 'x']],
    ['[refs/tags/v1]', ['v1'], ['v2']],
    ['[main, v1]', [], ['v1']],
    ['["*"]', [], ['v1']],
    ['none', [], ['v1']],
    // either of both is enough
    ['{ branches: { include: [refs/tags/v*] }, tags: { include: [x*] } }', ['v1', 'x1'], ['y1']],
    // files are not asked about for tags
    ['{ tags: { include: [v*] }, paths: { include: [docs] } }', ['v1'], []],
  ];
  for (const [trigger, starts, quiet] of tags)
    test(`trigger: ${trigger} for tags`, async () => {
      const model = await pipelinesOf(file(`trigger: ${trigger}\n${job}`), git);
      for (const name of starts) assert.equal(jobsOf(traceEvent(model, tag(name))), 'a', name);
      for (const name of quiet) assert.equal(jobsOf(traceEvent(model, tag(name))), '', name);
    });

  // the same page, "Paths"; for pull requests, "PR triggers"
  const paths: readonly (readonly [paths: string, starts: readonly string[], quiet: readonly string[]])[] = [
    [
      '{ include: [docs/*], exclude: [docs/README.md] }',
      ['docs/a.md', 'docs/a/b.md'],
      ['docs/README.md', 'src/a'],
    ],
    ['{ include: [docs] }', ['docs/a.md', 'docs/a/b.md'], ['docs2/a.md', 'x/docs/a.md']],
    ['{ include: [docs/] }', ['docs/a.md'], ['src/a']],
    ['{ include: ["*"], exclude: [docs/*] }', ['a', 'src/a/b'], ['docs/a', 'docs/a/b']],
    ['{ include: [/], exclude: [docs] }', ['a', 'src/a/b'], ['docs/a']],
    ['{ exclude: [README.md] }', ['a.md', 'x/README.md'], ['README.md']],
    ['{ include: [/src/app] }', ['src/app/a.ts'], ['src/a.ts']],
    ['{ include: [src/**/*.ts] }', ['src/a/b.ts'], ['src/a/b.js']],
    // a deeper folder counts again
    ['{ include: [tools/keep], exclude: [tools] }', ['tools/keep/a'], ['tools/a', 'src/a']],
    // names are compared with their case
    ['{ include: [Docs] }', ['Docs/a'], ['docs/a']],
  ];
  for (const [filter, starts, quiet] of paths)
    test(`paths: ${filter}`, async () => {
      const head = `trigger: { branches: { include: [main] }, paths: ${filter} }\npr: { branches: { include: [main] }, paths: ${filter} }`;
      const model = await pipelinesOf(file(`${head}\n${job}`), git);
      for (const event of [push, pull]) {
        for (const path of starts) assert.equal(jobsOf(traceEvent(model, event('main', path))), 'a', path);
        for (const path of quiet) assert.equal(jobsOf(traceEvent(model, event('main', path))), '', path);
        assert.equal(jobsOf(traceEvent(model, event('main', ...quiet, ...starts))), 'a');
      }
    });

  // .../yaml-schema/pr
  const requests: readonly (readonly [pr: string, into: readonly string[], quiet: readonly string[]])[] = [
    ['none', [], ['main']],
    ['[main, develop]', ['main', 'develop'], ['next']],
    [
      '{ branches: { include: [features/*], exclude: [features/x/*] } }',
      ['features/a'],
      ['features/x/a', 'main'],
    ],
    ['{ branches: { exclude: [next] } }', ['main'], ['next']],
    ['{ paths: { exclude: [README.md] } }', ['main', 'any'], []],
    ['{ autoCancel: false, branches: { include: [main] } }', ['main'], ['next']],
    ['{ drafts: false }', ['main', 'any'], []],
  ];
  for (const [pr, into, quiet] of requests)
    test(`pr: ${pr}`, async () => {
      const model = await pipelinesOf(file(`trigger: none\npr: ${pr}\n${job}`), git);
      for (const name of into) assert.equal(jobsOf(traceEvent(model, pull(name))), 'a', name);
      for (const name of quiet) assert.equal(jobsOf(traceEvent(model, pull(name))), '', name);
      assert.equal(jobsOf(traceEvent(model, push('main'))), '', 'push');
    });
  test('that a pull request is no draft is taken for granted where that decides', async () => {
    const { runs } = await trace(file(`pr: { drafts: false }\n${job}`), pull('main'), git);
    assert.match(runs[0]?.why ?? '', /draft/);
  });
});

suite('Azure Pipelines: conditions after its documentation', () => {
  // .../process/expressions and .../process/conditions; a push to `main`, to `users/ann/x`, a pull request into `main`
  const cases: readonly (readonly [condition: string, main: string, other: string, request: string])[] = [
    ["eq(variables['Build.SourceBranch'], 'refs/heads/main')", 'a', '', ''],
    ["and(succeeded(), ne(variables['Build.SourceBranch'], 'refs/heads/main'))", '', 'a', 'a'],
    ["and(succeeded(), startsWith(variables['Build.SourceBranch'], 'refs/heads/users/'))", '', 'a', ''],
    ["and(succeeded(), in(variables['Build.Reason'], 'IndividualCI', 'BatchedCI'))", 'a', 'a', ''],
    ["eq(variables['Build.Reason'], 'IndividualCI')", 'a', 'a', ''],
    ["eq(variables['Build.Reason'], 'Schedule')", '', '', ''],
    ["and(failed(), eq(variables['Build.Reason'], 'PullRequest'))", '', '', 'a?'],
    ["eq(variables['system.debug'], true)", 'a?', 'a?', 'a?'],
    ["eq(variables['System.PullRequest.TargetBranch'], 'main')", '', '', 'a?'],
    ["eq(variables['System.PullRequest.TargetBranchName'], 'main')", '', '', 'a'],
    // variables of the file are text, and compared as such
    ['eq(variables.yes, true)', 'a', 'a', 'a'],
    ["eq(variables['yes'], 'TRUE')", 'a', 'a', 'a'],
    ['ne(variables.yes, false)', 'a', 'a', 'a'],
    ["eq(variables.empty, '')", 'a', 'a', 'a'],
    ['eq(variables.three, 3)', 'a', 'a', 'a'],
    ['eq(true, variables.yes)', 'a', 'a', 'a'],
    ['eq(variables.isMain, true)', 'a', '', ''],
    ["eq(variables.isMain, 'true')", 'a', '', ''],
    // functions
    ["contains('ABCDE', 'bcd')", 'a', 'a', 'a'],
    ["contains(variables['Build.SourceBranch'], 'users')", '', 'a', ''],
    ["endsWith('ABCDE', 'de')", 'a', 'a', 'a'],
    ["in('B', 'A', 'b', 'C')", 'a', 'a', 'a'],
    ["notIn('D', 'A', 'B', 'C')", 'a', 'a', 'a'],
    ['or(eq(1, 1), eq(2, 3))', 'a', 'a', 'a'],
    ['xor(true, false)', 'a', 'a', 'a'],
    ['xor(true, true)', '', '', ''],
    ['not(eq(1, 2))', 'a', 'a', 'a'],
    ['and(ge(5, 5), gt(5, 2), le(2, 2), lt(2, 5))', 'a', 'a', 'a'],
    ["eq(coalesce(variables.empty, '', 'last'), 'last')", 'a', 'a', 'a'],
    ["eq(format('{0}-{1}', 'a', 'b'), 'a-b')", 'a', 'a', 'a'],
    ["eq(lower('ABC'), 'abc')", 'a', 'a', 'a'],
    ["eq(upper('abc'), 'ABC')", 'a', 'a', 'a'],
    ["eq(length('abc'), 3)", 'a', 'a', 'a'],
    ["eq(replace('a/b', '/', '-'), 'a-b')", 'a', 'a', 'a'],
    ["eq(trim(' a '), 'a')", 'a', 'a', 'a'],
    ["eq(iif(eq(variables['Build.SourceBranchName'], 'main'), 'x', 'y'), 'x')", 'a', '', ''],
    // status functions with nothing before
    ['succeeded()', 'a', 'a', 'a'],
    ['succeededOrFailed()', 'a', 'a', 'a'],
    ['always()', 'a', 'a', 'a'],
    ['canceled()', '', '', ''],
    // parameters are put in before
    ['and(succeeded(), ${{ eq(parameters.go, true) }})', 'a', 'a', 'a'],
    ["eq('${{ parameters.go }}', 'true')", 'a', 'a', 'a'],
    ["and(succeeded(), eq('${{ parameters.place }}', 'live'))", 'a', 'a', 'a'],
    ["${{ ne(parameters.place, 'live') }}", '', '', ''],
  ];
  const head = `parameters: [{ name: go, type: boolean, default: true }, { name: place, type: string, default: live }]
variables:
  yes: true
  empty: ''
  three: 3
  isMain: $[eq(variables['Build.SourceBranch'], 'refs/heads/main')]
`;
  for (const [condition, main, other, request] of cases)
    test(condition, async () => {
      const text = `${head}jobs:\n  - job: a\n    condition: ${JSON.stringify(condition)}\n    steps: [{ script: make }]`;
      const model = await pipelinesOf(file(text), git);
      assert.equal(jobsOf(traceEvent(model, push('main'))), main, 'main');
      assert.equal(jobsOf(traceEvent(model, push('users/ann/x'))), other, 'other');
      assert.equal(jobsOf(traceEvent(model, pull('main'))), request, 'pull request');
    });

  // .../process/stages, .../process/phases and "Dependencies" of expressions; on a push to `main`
  const stage = (id: string, more = ''): string =>
    `{ stage: ${id}${more}, jobs: [{ job: j${id}, steps: [{ script: make }] }] }`;
  const orders: readonly (readonly [stages: string, expected: string])[] = [
    [`[${stage('A')}, ${stage('B')}]`, 'jA, jB'],
    [`[${stage('A', ', condition: false')}, ${stage('B')}]`, ''],
    [`[${stage('A', ', condition: false')}, ${stage('B', ', dependsOn: []')}]`, 'jB'],
    [`[${stage('A')}, ${stage('B', ', condition: false')}, ${stage('C', ', dependsOn: A')}]`, 'jA, jC'],
    [`[${stage('A')}, ${stage('B', ', condition: false')}, ${stage('C', ', dependsOn: [A, B]')}]`, 'jA'],
    // a condition of its own takes the place of `succeeded()`
    [
      `[${stage('A', ', condition: false')}, ${stage('B', `, condition: "eq(variables['Build.SourceBranchName'], 'main')"`)}]`,
      'jB',
    ],
    [
      `[${stage('A', ', condition: false')}, ${stage('B', ", condition: \"and(succeeded(), eq(variables['Build.SourceBranchName'], 'main'))\"")}]`,
      '',
    ],
    [`[${stage('A', ', condition: false')}, ${stage('B', ', condition: always()')}]`, 'jB'],
    // what is before what is before counts too
    [`[${stage('A', ', condition: false')}, ${stage('B', ', condition: always()')}, ${stage('C')}]`, 'jB'],
    [
      `[${stage('A')}, ${stage('B', ', condition: failed()')}, ${stage('C', ", dependsOn: [A, B], condition: succeeded('A')")}]`,
      'jA, jB?, jC',
    ],
    [
      `[${stage('A')}, ${stage('B', ', condition: false')}, ${stage('C', ", dependsOn: [A, B], condition: succeeded('B')")}]`,
      'jA',
    ],
    [
      `[${stage('A')}, ${stage('B', ', condition: false')}, ${stage('C', ", dependsOn: [A, B], condition: \"in(dependencies.B.result, 'Succeeded', 'SucceededWithIssues', 'Skipped')\"")}]`,
      'jA, jC',
    ],
    [`[${stage('A')}, ${stage('B', `, condition: "eq(dependencies.A.result, 'Succeeded')"`)}]`, 'jA, jB'],
    [
      `[${stage('A')}, ${stage('B', `, condition: "eq(dependencies.A.result, 'SucceededWithIssues')"`)}]`,
      'jA, jB?',
    ],
    [`[${stage('A')}, ${stage('B', `, condition: "eq(dependencies.A.outputs['x.y'], 'z')"`)}]`, 'jA, jB?'],
    // a person has to start it
    [`[${stage('A')}, ${stage('B', ', trigger: manual')}]`, 'jA, jB?'],
  ];
  for (const [stages, expected] of orders)
    test(stages.replace(/, jobs: [^\]]*\]\s*\}\]/g, ''), async () =>
      assert.equal(
        jobsOf(await trace(file(`trigger: ["*"]\nstages: ${stages}`), push('main'), git)),
        expected,
      ),
    );

  const step = 'steps: [{ script: make }]';
  const jobOrders: readonly (readonly [jobs: string, expected: string])[] = [
    [`[{ job: a, ${step} }, { job: b, ${step} }]`, 'a, b'],
    [
      `[{ job: a, condition: false, ${step} }, { job: b, ${step} }, { job: c, dependsOn: [a, b], ${step} }]`,
      'b',
    ],
    [
      `[{ job: a, condition: false, ${step} }, { job: b, ${step} }, { job: c, dependsOn: [a, b], condition: "and(in(dependencies.a.result, 'Succeeded', 'Skipped'), in(dependencies.b.result, 'Succeeded', 'Skipped'))", ${step} }]`,
      'b, c',
    ],
    [
      `[{ job: a, condition: false, ${step} }, { job: b, dependsOn: a, condition: always(), ${step} }, { job: c, dependsOn: b, ${step} }]`,
      'b',
    ],
    [`[{ job: a, ${step} }, { job: b, dependsOn: a, condition: failed(), ${step} }]`, 'a, b?'],
  ];
  for (const [jobs, expected] of jobOrders)
    test(jobs.replaceAll(`, ${step}`, ''), async () =>
      assert.equal(jobsOf(await trace(file(`trigger: ["*"]\njobs: ${jobs}`), push('main'), git)), expected),
    );
});

suite('Azure Pipelines: deployment jobs and templates after its documentation', () => {
  const deployment = (body: string): string =>
    `trigger: [main]\njobs:\n  - deployment: ship\n    environment: live\n    strategy: ${body}`;
  const ship = 'steps: [{ script: flyctl deploy --app shop }]';
  // .../process/deployment-jobs: strategies and their hooks
  const strategies: readonly (readonly [strategy: string, expected: string])[] = [
    [`{ runOnce: { deploy: { ${ship} } } }`, 'live'],
    [`{ runOnce: { preDeploy: { ${ship} }, deploy: { steps: [{ script: echo x }] } } }`, 'live'],
    [`{ rolling: { maxParallel: 2, deploy: { ${ship} } } }`, 'live'],
    [`{ canary: { increments: [10, 20], deploy: { ${ship} } } }`, 'live'],
    [`{ runOnce: { deploy: { steps: [{ script: echo x }] }, routeTraffic: { ${ship} } } }`, 'live'],
    [`{ runOnce: { deploy: { steps: [{ script: echo x }] }, on: { success: { ${ship} } } } }`, 'live'],
    // what happens after a failure is not what the deployment does
    [`{ runOnce: { deploy: { steps: [{ script: echo x }] }, on: { failure: { ${ship} } } } }`, ''],
  ];
  for (const [strategy, expected] of strategies)
    test(strategy, async () =>
      assert.equal(deploysOf(await trace(file(deployment(strategy)), push('main'), git)), expected),
    );

  const environments: readonly (readonly [environment: string, expected: string])[] = [
    ['live', 'live'],
    ['{ name: live }', 'live'],
    // an environment and a resource in it
    ['live.cluster', 'live'],
    ['{ name: live, resourceName: web-1, resourceType: VirtualMachine }', 'live'],
    ['$(place)', 'north'],
    ["'${{ variables.place }}'", 'north'],
  ];
  for (const [environment, expected] of environments)
    test(`environment: ${environment}`, async () => {
      const text = `trigger: [main]\nvariables: { place: north }\njobs:\n  - deployment: ship\n    environment: ${environment}\n    strategy: { runOnce: { deploy: { ${ship} } } }`;
      assert.equal(deploysOf(await trace(file(text), push('main'), git)), expected);
    });

  test('slots: deployed to one, swapped with another', async () => {
    const text = `trigger: [main]
jobs:
  - job: ship
    steps:
      - task: AzureRmWebAppDeployment@4
        inputs: { WebAppName: shop, DeployToSlotOrASEFlag: true, SlotName: green }
      - task: AzureAppServiceManage@0
        inputs: { Action: Swap Slots, WebAppName: shop, SourceSlot: green }
      - task: AzureAppServiceManage@0
        inputs: { Action: Restart Azure App Service, WebAppName: shop }`;
    const { deploys } = await trace(file(text), push('main'), git);
    assert.deepEqual(
      deploys.map(({ environment, target, mechanism }) => [environment, target, mechanism]),
      [
        ['green', 'shop', 'AzureRmWebAppDeployment (Azure App Service)'],
        ['not named', 'shop', 'AzureAppServiceManage (Azure App Service)'],
      ],
    );
  });

  // .../process/template-expressions: one branch of if, elseif and else, and each item
  const inserted: readonly (readonly [place: string, expected: string])[] = [
    ['live', 'one'],
    ['test', 'two'],
    ['other', 'three'],
  ];
  for (const [place, expected] of inserted)
    test(`if, elseif, else for ${place}`, async () => {
      const text = `parameters: [{ name: place, type: string, default: ${place} }]
jobs:
  - \${{ if eq(parameters.place, 'live') }}:
      - { job: one, steps: [{ script: make }] }
  - \${{ elseif eq(parameters.place, 'test') }}:
      - { job: two, steps: [{ script: make }] }
  - \${{ else }}:
      - { job: three, steps: [{ script: make }] }
`;
      assert.equal(jobsOf(await trace(file(text), push('main'), git)), expected);
    });
  test('variables by branch', async () => {
    const text = `variables:
  \${{ if eq(variables['Build.SourceBranchName'], 'main') }}:
    place: live
  \${{ else }}:
    place: test
jobs: [{ deployment: ship, environment: $(place), strategy: { runOnce: { deploy: { ${ship} } } } }]
`;
    const model = await pipelinesOf(file(text), git);
    assert.equal(deploysOf(traceEvent(model, push('main'))), 'live');
    assert.equal(deploysOf(traceEvent(model, push('next'))), 'test');
  });
  test('each item of a parameter', async () => {
    const text = `parameters: [{ name: places, type: object, default: [north, south] }]
trigger: [main]
jobs:
  - \${{ each place in parameters.places }}:
      - { deployment: "ship_\${{ place }}", environment: "\${{ place }}", strategy: { runOnce: { deploy: { ${ship} } } } }
`;
    const found = await trace(file(text), push('main'), git);
    assert.equal(jobsOf(found), 'ship_north, ship_south');
    assert.equal(deploysOf(found), 'north, south');
  });

  test('extends takes the stages of the template, the trigger stays in the file', async () => {
    const files = file('trigger: [main]\nextends: { template: base.yml, parameters: { place: live } }', {
      'base.yml': `parameters: [{ name: place, type: string }]
trigger: [next]
stages:
  - stage: Ship
    jobs: [{ deployment: ship, environment: "\${{ parameters.place }}", strategy: { runOnce: { deploy: { ${ship} } } } }]
`,
    });
    assert.equal(deploysOf(await trace(files, push('main'), git)), 'live');
    assert.equal(deploysOf(await trace(files, push('next'), git)), '');
  });
});
