import assert from 'node:assert/strict';
import { traceEvent } from '../../../src/core/repository/engine';
import type { RepositoryEvent } from '../../../src/core/repository/types';
import { deploysOf, gitOf, jobsOf, pipelinesOf, pull, push, tag, trace } from './scratch';

const job = 'jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n';
const workflow = (on: string, jobs = job): Record<string, string> => ({
  '.github/workflows/w.yml': `on:\n${on.replace(/^/gm, '  ')}\n${jobs}`,
});

suite('GitHub Actions: triggers', () => {
  // docs.github.com: "Workflow syntax for GitHub Actions" and "Events that trigger workflows"
  const cases: readonly (readonly [on: string, event: RepositoryEvent, expected: 'yes' | 'no' | '?'])[] = [
    ['push:', push('any'), 'yes'],
    ['push:', tag('v1'), 'yes'],
    ['push: { branches: [main] }', push('main'), 'yes'],
    ['push: { branches: [main] }', push('next'), 'no'],
    // only branches: tags never run, and the reverse
    ['push: { branches: [main] }', tag('v1'), 'no'],
    ['push: { tags: [v*] }', push('main'), 'no'],
    ['push: { tags: [v*] }', tag('v1.2'), 'yes'],
    ['push: { branches: [main], tags: [v*] }', tag('v1.2'), 'yes'],
    ['push: { branches-ignore: [main] }', push('main'), 'no'],
    ['push: { branches-ignore: [main] }', push('next'), 'yes'],
    ['push: { branches-ignore: [main] }', tag('v1'), 'no'],
    ['push: { tags-ignore: [v*] }', push('main'), 'no'],
    ['push: { tags-ignore: [v*] }', tag('x1'), 'yes'],
    // ordered patterns: the last that matches wins
    ["push: { branches: ['releases/**', '!releases/**-alpha'] }", push('releases/10'), 'yes'],
    ["push: { branches: ['releases/**', '!releases/**-alpha'] }", push('releases/beta/3-alpha'), 'no'],
    ["push: { branches: ['**', '!x', 'x'] }", push('x'), 'yes'],
    // the cheat sheet of patterns
    ["push: { branches: ['*'] }", push('feature/x'), 'no'],
    ["push: { branches: ['**'] }", push('feature/x'), 'yes'],
    ["push: { branches: ['feature/*'] }", push('feature/a/b'), 'no'],
    ["push: { branches: ['feature/**'] }", push('feature/a/b'), 'yes'],
    ["push: { branches: ['*feature'] }", push('my-feature'), 'yes'],
    ["push: { branches: ['v2*'] }", push('v2.0'), 'yes'],
    ["push: { tags: ['v[12].[0-9]+.[0-9]+'] }", tag('v1.10.1'), 'yes'],
    ["push: { tags: ['v[12].[0-9]+.[0-9]+'] }", tag('v3.0.0'), 'no'],
    ["push: { tags: ['v?'] }", tag('v'), 'yes'],
    // paths
    ["push: { paths: ['docs/**'] }", push('main', 'docs/a/b.md'), 'yes'],
    ["push: { paths: ['docs/**'] }", push('main', 'src/a.ts'), 'no'],
    ["push: { paths: ['docs/*'] }", push('main', 'docs/a/b.md'), 'no'],
    ["push: { paths: ['**.js'] }", push('main', 'src/js/index.js'), 'yes'],
    ["push: { paths: ['**/docs/**'] }", push('main', 'docs/hello.md'), 'yes'],
    ["push: { paths: ['sub/**', '!sub/docs/**'] }", push('main', 'sub/docs/x.md'), 'no'],
    ["push: { paths: ['sub/**', '!sub/docs/**'] }", push('main', 'sub/docs/x.md', 'sub/y.js'), 'yes'],
    ["push: { paths-ignore: ['docs/**'] }", push('main', 'docs/a.md'), 'no'],
    ["push: { paths-ignore: ['docs/**'] }", push('main', 'docs/a.md', 'src/a.ts'), 'yes'],
    // both filters must pass
    ["push: { branches: [main], paths: ['docs/**'] }", push('next', 'docs/a.md'), 'no'],
    ["push: { branches: [main], paths: ['docs/**'] }", push('main', 'src/a.ts'), 'no'],
    // path filters are not looked at for tags
    ["push: { tags: ['v*'], paths: ['docs/**'] }", tag('v1'), 'yes'],
    // no list of changed files: nothing is guessed
    ["push: { paths: ['docs/**'] }", { kind: 'push', branch: 'main', changed: [] }, '?'],
    ['pull_request:', pull('main'), 'yes'],
    ['pull_request: { branches: [main] }', pull('next'), 'no'],
    ["pull_request: { branches: ['releases/**'] }", pull('releases/1'), 'yes'],
    ['pull_request: { branches-ignore: [main] }', pull('main'), 'no'],
    ["pull_request: { paths: ['docs/**'] }", pull('main', 'src/a.ts'), 'no'],
    ['pull_request: { types: [labeled] }', pull('main'), 'no'],
    ['pull_request: { types: [opened, labeled] }', pull('main'), 'yes'],
    ['pull_request:', push('main'), 'no'],
    // merging closes the pull request, if there was one
    ['pull_request: { types: [closed] }', push('main'), '?'],
    ['pull_request_target:', pull('main'), 'yes'],
    ['release: { types: [published] }', tag('v1'), 'no'],
    ["schedule: [{ cron: '0 3 * * *' }]", push('main'), 'no'],
    ['workflow_dispatch:', push('main'), 'no'],
    ['workflow_call:', push('main'), 'no'],
    ['create:', tag('v1'), 'yes'],
    ['merge_group:', pull('main'), 'no'],
  ];
  for (const [on, event, expected] of cases)
    test(`${on} ← ${event.kind} ${'branch' in event ? event.branch : 'tag' in event ? event.tag : event.base}`, async () => {
      const found = jobsOf(await trace(workflow(on), event));
      assert.equal(found, { yes: 'a', no: '', '?': 'a?' }[expected]);
    });

  test('at most 300 changed files are compared: which ones is open', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `src/${index}.ts`);
    const files = workflow("push: { paths: ['docs/**'] }");
    assert.equal(jobsOf(await trace(files, push('main', ...many, 'docs/a.md'))), 'a?');
    assert.equal(jobsOf(await trace(files, push('main', ...many.slice(1), 'docs/a.md'))), 'a');
  });
});

suite('GitHub Actions: conditions', () => {
  // docs.github.com: "Contexts", "Evaluate expressions"
  const git = gitOf('main', 'git@github.com:acme/shop.git');
  const cases: readonly (readonly [condition: string, main: string, feature: string])[] = [
    ["github.ref == 'refs/heads/main'", 'a', ''],
    ["${{ github.ref_name == 'main' }}", 'a', ''],
    ["github.event_name == 'push' && github.ref != 'refs/heads/main'", '', 'a'],
    ["startsWith(github.ref, 'refs/heads/feature/')", '', 'a'],
    ['contains(fromJSON(\'["main", "next"]\'), github.ref_name)', 'a', ''],
    ["github.ref == format('refs/heads/{0}', github.event.repository.default_branch)", 'a', ''],
    ['always()', 'a', 'a'],
    ['false', '', ''],
    ["github.repository == 'acme/shop'", 'a', 'a'],
    ["github.repository == 'other/shop'", '', ''],
    ["github.repository_owner == 'ACME'", 'a', 'a'],
    ["github.event_name == 'pull_request'", '', ''],
    ['github.event.pull_request.merged == true', '', ''],
    ["vars.DEPLOY == 'yes'", 'a?', 'a?'],
    ["contains(github.event.head_commit.message, '[deploy]')", 'a?', 'a?'],
    // what is decided settles what is not
    ["vars.DEPLOY == 'yes' && github.ref == 'refs/heads/main'", 'a?', ''],
    ["vars.DEPLOY == 'yes' || github.ref == 'refs/heads/main'", 'a', 'a?'],
    ['failure()', 'a?', 'a?'],
  ];
  for (const [condition, onMain, onFeature] of cases)
    test(condition, async () => {
      const jobs = `jobs:\n  a:\n    runs-on: x\n    if: ${JSON.stringify(condition)}\n    steps: [{ run: make }]\n`;
      const model = await pipelinesOf(workflow('push:', jobs), git);
      assert.equal(jobsOf(traceEvent(model, push('main'))), onMain);
      assert.equal(jobsOf(traceEvent(model, push('feature/x'))), onFeature);
    });
});

suite('GitHub Actions: chains', () => {
  test('needs: a skipped job takes along what needs it, unless that asks for always()', async () => {
    const jobs = `jobs:
  a: { runs-on: x, if: github.ref == 'refs/heads/main', steps: [{ run: make }] }
  b: { runs-on: x, needs: a, steps: [{ run: make }] }
  c: { runs-on: x, needs: [b], if: always(), steps: [{ run: make }] }
  d: { runs-on: x, needs: [a], if: "!cancelled() && needs.a.result != 'success'", steps: [{ run: make }] }
`;
    const model = await pipelinesOf(workflow('push:', jobs));
    assert.equal(jobsOf(traceEvent(model, push('main'))), 'a, b, c');
    const other = traceEvent(model, push('other'));
    assert.equal(jobsOf(other), 'c, d');
    assert.deepEqual(
      other.notRun.map(({ job: id, why }) => [id, why]),
      [
        ['a', "Its condition `github.ref == 'refs/heads/main'` does not hold"],
        ['b', 'It needs `a`, which does not run'],
      ],
    );
  });

  test('workflow_run follows the workflow by name, on the branch it names', async () => {
    const files = {
      '.github/workflows/ci.yml': `name: CI\non: push\n${job}`,
      '.github/workflows/ship.yml': `on: { workflow_run: { workflows: [CI], types: [completed], branches: [main] } }
jobs:
  ship:
    runs-on: x
    if: github.event.workflow_run.conclusion == 'success'
    environment: production
    steps: [{ run: flyctl deploy --app shop }]
`,
    };
    const model = await pipelinesOf(files);
    assert.equal(jobsOf(traceEvent(model, push('main'))), 'a, ship');
    assert.equal(deploysOf(traceEvent(model, push('main'))), 'production');
    assert.equal(jobsOf(traceEvent(model, push('other'))), 'a');
    assert.deepEqual(
      model.deployments.map(({ trigger }) => [trigger.event, trigger.text]),
      [['pipeline', 'after `CI` has ended on `main`']],
    );
  });

  test('reusable workflows get their inputs', async () => {
    const files = {
      '.github/workflows/main.yml': `on: { push: { branches: [main] } }
jobs:
  staging: { uses: ./.github/workflows/ship.yml, with: { place: staging } }
  production: { needs: staging, uses: ./.github/workflows/ship.yml, with: { place: production } }
`,
      '.github/workflows/ship.yml': `on: { workflow_call: { inputs: { place: { type: string, required: true } } } }
jobs:
  ship:
    runs-on: x
    environment: \${{ inputs.place }}
    steps: [{ run: "flyctl deploy --app shop-\${{ inputs.place }}" }]
`,
    };
    const { deploys } = await trace(files, push('main'));
    assert.deepEqual(
      deploys.map(({ environment, target, approval }) => [environment, target, approval]),
      [
        ['staging', 'shop-staging', 'unknown'],
        ['production', 'shop-production', 'unknown'],
      ],
    );
  });

  test('a matrix is several deployments; one made at run time stays open', async () => {
    const jobs = (matrix: string) => `jobs:
  ship:
    runs-on: x
    strategy: { matrix: ${matrix} }
    environment: \${{ matrix.place }}
    steps: [{ run: flyctl deploy }]
`;
    const of = async (matrix: string) =>
      deploysOf(await trace(workflow('push:', jobs(matrix)), push('main')));
    assert.equal(await of('{ place: [staging, production] }'), 'staging, production');
    assert.equal(await of('{ place: [staging, production], exclude: [{ place: staging }] }'), 'production');
    assert.equal(await of('{ include: [{ place: one }] }'), 'one');
    assert.equal(await of("{ place: '${{ fromJSON(vars.PLACES) }}' }"), '${{ matrix.place }}');
  });

  test('release, schedule, dispatch and concurrency', async () => {
    const jobs =
      'concurrency: { group: ship, cancel-in-progress: true }\njobs: { ship: { runs-on: x, steps: [{ run: flyctl deploy --app shop }] } }\n';
    const triggers = async (on: string) =>
      (await pipelinesOf(workflow(on, jobs))).deployments.map(({ trigger }) => [trigger.event, trigger.text]);
    assert.deepEqual(await triggers('release: { types: [published] }'), [
      ['release', 'a release is published on GitHub'],
    ]);
    assert.deepEqual(await triggers("schedule: [{ cron: '0 3 * * *' }]"), [['schedule', 'the clock']]);
    assert.deepEqual(await triggers('workflow_dispatch:'), [['manual', 'started by hand']]);
    assert.deepEqual(await triggers('repository_dispatch:'), [['external', 'a program outside starts it']]);
    assert.deepEqual(await triggers('push: { tags: [v*] }'), [['tag', 'tag `v*`']]);
  });

  test('all branches but one is said so', async () => {
    const jobs = `jobs: { ship: { runs-on: x, if: github.ref != 'refs/heads/main', steps: [{ run: flyctl deploy }] } }\n`;
    const [found] = (await pipelinesOf(workflow('push: { branches: ["**"] }', jobs))).deployments;
    assert.equal(found?.trigger.text, 'push to any branch but `main`');
  });
});

suite('GitHub Actions: deployments', () => {
  const cases: readonly (readonly [step: string, expected: string])[] = [
    ['run: echo deploy', ''],
    ['run: npm run build', ''],
    ['run: kubectl apply -f x --dry-run=client', ''],
    ['run: terraform plan', ''],
    ['run: docker build .', ''],
    ['run: flyctl deploy --app shop', 'server Fly.io shop stated'],
    ['run: kubectl --namespace shop apply -f k8s', 'server Kubernetes shop stated'],
    ['run: terraform apply -auto-approve', 'infrastructure Terraform - stated'],
    ['run: npm publish', 'package npm - stated'],
    ['{ uses: actions/deploy-pages@v4 }', 'server GitHub Pages - stated'],
    ['{ uses: acme/deploy-it@v1 }', 'unclear - - unknown'],
    ['{ uses: docker/build-push-action@v6, with: { push: false, tags: acme/shop } }', ''],
    [
      '{ uses: docker/build-push-action@v6, with: { push: true, tags: acme/shop } }',
      'image Docker Hub acme/shop stated',
    ],
    [
      'run: flux push artifact oci://ghcr.io/acme/shop:1 --path=x',
      'image ghcr.io oci://ghcr.io/acme/shop:1 stated',
    ],
    ['run: timoni mod push ./m oci://ghcr.io/acme/m', 'image ghcr.io oci://ghcr.io/acme/m stated'],
    // the variable may name a registry of the build machine
    ['run: timoni mod push ./m $MODULE_URL', ''],
    ['run: curl --form "chart=@x.tgz" "$REPO_URL"', 'package Helm - inferred'],
    ['run: curl -d x=1 https://acme.dev/packages/generic/', ''],
    ['run: git push origin release', 'unclear - - unknown'],
    ['run: git push origin main', ''],
    // what is taken down again by the same job is a test
    ['run: sam deploy && ./check && sam delete', ''],
    ['run: kind create cluster && kubectl apply -f x', ''],
    ['run: ./bin/deploy', 'server Kubernetes - stated'],
  ];
  for (const [step, expected] of cases)
    test(step, async () => {
      const jobs = `jobs:\n  deploy:\n    runs-on: x\n    steps:\n      - ${step}\n`;
      const files = {
        ...workflow('push: { branches: [main] }', jobs),
        'bin/deploy': '#!/bin/sh\nkubectl rollout restart deployment\n',
      };
      const found = (await pipelinesOf(files)).deployments.map(({ kind, provider, target, confidence }) =>
        [
          kind,
          provider ?? '-',
          kind === 'server' && provider === 'Kubernetes' && target === 'deployment' ? '-' : (target ?? '-'),
          confidence,
        ].join(' '),
      );
      assert.equal(found.join(), expected);
    });

  const registries: readonly (readonly [name: string, steps: string, expected: string])[] = [
    [
      'of the tags',
      '{ uses: docker/build-push-action@v6, with: { push: true, tags: "ghcr.io/a/b,a/b" } }',
      'ghcr.io stated, Docker Hub stated',
    ],
    [
      'of the step that makes the tags',
      '{ id: meta, uses: docker/metadata-action@v5, with: { images: "docker.io/a/b\\nghcr.io/a/b" } }\n      - { uses: docker/build-push-action@v6, with: { push: true, tags: "${{ steps.meta.outputs.tags }}" } }',
      'Docker Hub stated, ghcr.io stated',
    ],
    [
      'that were logged in to',
      '{ uses: docker/login-action@v3 }\n      - { uses: docker/login-action@v3, with: { registry: ghcr.io } }\n      - { uses: docker/build-push-action@v6, with: { push: true, tags: "${{ steps.own.outputs.x }}" } }',
      'Docker Hub inferred, ghcr.io inferred',
    ],
  ];
  for (const [name, steps, expected] of registries)
    test(`an image goes to each registry ${name}`, async () => {
      const jobs = `jobs:\n  ship:\n    runs-on: x\n    steps:\n      - ${steps}\n`;
      const { deployments } = await pipelinesOf(workflow('push: { branches: [main] }', jobs));
      const found = deployments.map(({ provider, confidence }) => `${provider ?? ''} ${confidence}`);
      assert.equal(found.join(', '), expected);
    });

  test('a broken workflow is named with its line, the rest counts', async () => {
    const model = await pipelinesOf({
      ...workflow('push:'),
      '.github/workflows/bad.yml': 'on: push\njobs: { x: { steps: [} }\n',
    });
    assert.equal(jobsOf(traceEvent(model, push('main'))), 'a');
    assert.match(model.skipped[0]?.why ?? '', /^line 2: /);
  });
});
