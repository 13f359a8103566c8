import assert from 'node:assert/strict';
import { traceEvent } from '../../../src/core/repository/engine';
import { deploysOf, gitOf, jobsOf, pipelinesOf, pull, push, tag, trace } from './scratch';

const github = gitOf('main', 'https://github.com/acme/shop.git');
const file = (
  head: string,
  body = 'jobs:\n  - job: a\n    steps: [{ script: make }]\n',
): Record<string, string> => ({
  'azure-pipelines.yml': `${head}${head === '' ? '' : '\n'}${body}`,
});

suite('Azure Pipelines', () => {
  // https://learn.microsoft.com/azure/devops/pipelines/repos/github and .../build/triggers
  const cases: readonly (readonly [
    head: string,
    main: string,
    feature: string,
    onTag: string,
    pullRequest: string,
  ])[] = [
    // nothing said: every branch, every pull request, no tag
    ['', 'a', 'a', '', 'a'],
    ['trigger: none', '', '', '', 'a'],
    ['pr: none', 'a', 'a', '', ''],
    ['trigger: [main]', 'a', '', '', 'a'],
    ['trigger: [main]\npr: [next]', 'a', '', '', ''],
    ['trigger: [main, feature/*]', 'a', 'a', '', 'a'],
    ['trigger: { branches: { include: ["*"], exclude: [main] } }', '', 'a', '', 'a'],
    ['trigger: { branches: { exclude: [main] } }', '', 'a', '', 'a'],
    // a trigger replaces the default: tags alone leave branches out
    ['trigger: { tags: { include: [v*] } }', '', '', 'a', 'a'],
    [
      'trigger: { branches: { include: [main] }, tags: { include: [v*], exclude: [v1.*] } }',
      'a',
      '',
      '',
      'a',
    ],
    ['trigger: { branches: { include: [main] }, paths: { include: [docs] } }', '', '', '', 'a'],
    ['trigger: { branches: { include: [main] }, paths: { include: [src] } }', 'a', '', '', 'a'],
    ['trigger: { branches: { include: [main] }, paths: { exclude: [src/*] } }', '', '', '', 'a'],
    // paths alone name no branch
    ['trigger: { paths: { include: [src] } }', '', '', '', 'a'],
    ['pr: { branches: { include: [main] }, paths: { exclude: [src] } }', 'a', 'a', '', ''],
  ];
  for (const [head, onMain, onFeature, onTag, onPull] of cases)
    test(head === '' ? 'no trigger' : head.replace('\n', ' '), async () => {
      const model = await pipelinesOf(file(head), github);
      assert.equal(jobsOf(traceEvent(model, push('main'))), onMain, 'main');
      assert.equal(jobsOf(traceEvent(model, push('feature/x'))), onFeature, 'feature');
      assert.equal(jobsOf(traceEvent(model, tag('v1.0.0'))), onTag, 'tag');
      assert.equal(jobsOf(traceEvent(model, pull('main'))), onPull, 'pull request');
    });

  test('what Azure does by default is inferred, what the file says is stated', async () => {
    const confidence = async (head: string) =>
      (await trace(file(head), push('main'), github)).runs[0]?.confidence;
    assert.equal(await confidence(''), 'inferred');
    assert.equal(await confidence('trigger: [main]'), 'stated');
  });

  test('pull requests of Azure Repos are a policy of the branch', async () => {
    const azure = gitOf('main', 'https://dev.azure.com/acme/shop/_git/shop');
    assert.equal(jobsOf(await trace(file('pr: none'), pull('main'), azure)), 'a?');
  });

  // https://learn.microsoft.com/azure/devops/pipelines/process/expressions
  const conditions: readonly (readonly [string, string, string])[] = [
    ["eq(variables['Build.SourceBranch'], 'refs/heads/main')", 'a', ''],
    ["and(succeeded(), eq(variables['Build.SourceBranchName'], 'main'))", 'a', ''],
    ["ne(variables['Build.Reason'], 'PullRequest')", 'a', 'a'],
    ["eq(variables['Build.Reason'], 'PullRequest')", '', ''],
    ["startsWith(variables['Build.SourceBranch'], 'refs/heads/feature/')", '', 'a'],
    ["in(variables['Build.SourceBranchName'], 'main', 'x')", 'a', 'a'],
    ["notIn(variables['Build.SourceBranchName'], 'main')", '', 'a'],
    ["or(eq(variables.deploy, 'yes'), eq(variables['Build.SourceBranch'], 'refs/heads/main'))", 'a', 'a?'],
    ["eq(variables['local'], 'yes')", 'a', 'a'],
    ['always()', 'a', 'a'],
    ['failed()', 'a?', 'a?'],
    ["eq(dependencies.x.outputs['y.z'], '1')", 'a?', 'a?'],
    ['not a condition', 'a?', 'a?'],
    ['false', '', ''],
  ];
  for (const [condition, onMain, onFeature] of conditions)
    test(condition, async () => {
      const body = `variables: { local: yes }\njobs:\n  - job: a\n    condition: ${condition}\n    steps: [{ script: make }]\n`;
      const model = await pipelinesOf(file('', body), github);
      assert.equal(jobsOf(traceEvent(model, push('main'))), onMain, 'main');
      assert.equal(jobsOf(traceEvent(model, push('feature/x'))), onFeature, 'feature');
    });

  const staged = `stages:
  - stage: Build
    jobs: [{ job: build, steps: [{ script: make }] }]
  - stage: Staging
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    jobs:
      - deployment: staging
        environment: staging
        strategy:
          runOnce:
            deploy:
              steps:
                - task: AzureWebApp@1
                  inputs: { appName: shop, deployToSlotOrASE: true, slotName: staging }
  - stage: Production
    jobs:
      - deployment: production
        environment: { name: production }
        strategy: { runOnce: { deploy: { steps: [{ script: az webapp deploy --name shop }] } } }
  - stage: Report
    dependsOn: []
    jobs: [{ job: report, steps: [{ script: make }] }]
`;

  test('stages follow each other; a skipped one takes those behind it along', async () => {
    const model = await pipelinesOf(file('trigger: ["*"]', staged), github);
    assert.equal(jobsOf(traceEvent(model, push('main'))), 'build, staging, production, report');
    assert.equal(jobsOf(traceEvent(model, push('other'))), 'build, report');
    assert.match(
      traceEvent(model, push('other')).notRun.find(({ job }) => job === 'production')?.why ?? '',
      /it needs `Staging`, which does not run/i,
    );
  });

  test('deployment jobs deploy to their environment, whose approval is a setting', async () => {
    const { deployments } = await pipelinesOf(file('trigger: [main]', staged), github);
    assert.deepEqual(
      deployments.map(({ environment, target, provider, approval, trigger, evidence: [first] }) => [
        environment,
        target,
        provider,
        approval,
        trigger.text,
        first?.line,
      ]),
      [
        ['staging', 'shop', 'Azure App Service', 'unknown', 'push to `main`, after `Build`', 14],
        ['production', 'shop', 'Azure App Service', 'unknown', 'push to `main`, after `Staging`', 20],
      ],
    );
  });

  test('a manual validation holds what follows it', async () => {
    const body = `jobs:
  - job: gate
    pool: server
    steps: [{ task: ManualValidation@1 }]
  - job: ship
    dependsOn: gate
    steps: [{ task: AzureFunctionApp@2, inputs: { appName: jobs } }]
`;
    const result = await trace(file('trigger: [main]', body), push('main'), github);
    assert.equal(jobsOf(result), 'gate?, ship?');
    assert.deepEqual(
      result.deploys.map(({ target, approval }) => [target, approval]),
      [['jobs', 'manual']],
    );
  });

  test('local templates and their parameters are put in; others are named', async () => {
    const files = {
      'azure-pipelines.yml': `trigger: [main]
stages:
  - template: ci/ship.yml
    parameters: { place: production }
  - template: x.yml@shared
`,
      'ci/ship.yml': `parameters:
  - { name: place, type: string }
  - { name: dry, type: boolean, default: false }
stages:
  - stage: \${{ parameters.place }}
    jobs:
      - job: ship
        steps:
          - \${{ if eq(parameters.dry, false) }}:
              - script: flyctl deploy --app shop-\${{ parameters.place }}
          - \${{ if eq(parameters.dry, true) }}:
              - script: kubectl apply -f .
`,
    };
    const model = await pipelinesOf(files, github);
    assert.deepEqual(
      model.pipelines.map(({ file: path }) => path),
      ['azure-pipelines.yml'],
    );
    const result = traceEvent(model, push('main'));
    assert.equal(jobsOf(result), 'ship, x.yml@shared?');
    assert.deepEqual(
      result.deploys.map(({ target, environment }) => [target, environment]),
      [['shop-production', 'production']],
    );
  });

  test('a job that only builds, or prints, is no deployment', async () => {
    const body = `jobs:
  - job: deploy
    steps: [{ script: echo deploying }, { task: DotNetCoreCLI@2, inputs: { command: publish } }]
  - deployment: deploy2
    environment: production
    strategy: { runOnce: { deploy: { steps: [{ script: echo hello }] } } }
`;
    assert.equal(deploysOf(await trace(file('trigger: [main]', body), push('main'), github)), '');
  });
});
