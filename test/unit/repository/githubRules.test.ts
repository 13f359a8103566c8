import assert from 'node:assert/strict';
import { traceEvent } from '../../../src/core/repository/engine';
import type { RepositoryEvent } from '../../../src/core/repository/types';
import { deploysOf, gitOf, jobsOf, pipelinesOf, pull, push, tag, trace } from './scratch';

/** A workflow of one job `a`; the lines of `on` and of the job are indented for it. */
const workflow = (on: string, more = '', steps = '[{ run: make }]'): Record<string, string> => ({
  '.github/workflows/w.yml': `on:\n${on.replace(/^/gm, '  ')}\njobs:\n  a:\n    runs-on: x\n${more.replace(/^(?=.)/gm, '    ')}\n    steps: ${steps}\n`,
});
const runs = async (on: string, event: RepositoryEvent): Promise<boolean> =>
  jobsOf(await trace(workflow(on), event)) === 'a';
const list = (patterns: readonly string[]): string => patterns.map(one => `'${one}'`).join(', ');

suite('GitHub Actions: filter patterns', () => {
  // docs.github.com, "Workflow syntax", "Filter pattern cheat sheet": branches and tags
  const names: readonly (readonly [
    patterns: string,
    matches: readonly string[],
    misses: readonly string[],
  ])[] = [
    ['topic/*', ['topic/one', 'topic/1-a'], ['topic', 'topic/a/b', 'my/topic/a']],
    ['topic/**', ['topic/a', 'topic/a/b', 'topic/a/b/c'], ['topic', 'topics/a']],
    ['main', ['main'], ['Main', 'main2', 'x/main']],
    ['*', ['main', 'v1.0'], ['a/b']],
    ['**', ['main', 'a/b/c'], []],
    ['*topic', ['topic', 'a-topic', 'v1-topic'], ['a/topic', 'topic1']],
    ['v2*', ['v2', 'v2.0', 'v2.9'], ['v1', 'v2/a']],
    ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1.0', 'v1.a.0']],
    // `?`: the character before it once or not at all; `+`: once or more
    ['v1?', ['v', 'v1'], ['v11', 'v2']],
    ['rc+', ['rc', 'rccc'], ['r', 'rcd']],
    ['[BH]at', ['Bat', 'Hat'], ['hat', 'BHat', 'at']],
    ['[1-2]00', ['100', '200'], ['300', '1200']],
    ['x[0-9a-z]', ['x7', 'xq'], ['xQ', 'x', 'x77']],
    // special characters by themselves, with `\` before them
    ['a\\*b', ['a*b'], ['axb']],
    ['a\\+', ['a+'], ['aa']],
    // `!` counts only at the beginning
    ['a!b', ['a!b'], ['ab']],
  ];
  for (const [pattern, matches, misses] of names)
    for (const kind of ['branches', 'tags'] as const)
      test(`${kind}: ${pattern}`, async () => {
        const event = kind === 'branches' ? push : tag;
        const on = `push: { ${kind}: [${list([pattern])}] }`;
        for (const name of matches) assert.equal(await runs(on, event(name)), true, name);
        for (const name of misses) assert.equal(await runs(on, event(name)), false, name);
        const without = `push: { ${kind}-ignore: [${list([pattern])}] }`;
        for (const name of matches) assert.equal(await runs(without, event(name)), false, name);
        for (const name of misses) assert.equal(await runs(without, event(name)), true, name);
      });

  // the same page: file paths
  const paths: readonly (readonly [
    patterns: readonly string[],
    matches: readonly string[],
    misses: readonly string[],
  ])[] = [
    [['*'], ['LICENSE', 'app.rb'], ['lib/app.rb']],
    [['*.jsx?'], ['page.js', 'page.jsx'], ['page.ts', 'a/page.js']],
    [['**'], ['any/of/these.md'], []],
    [['*.js'], ['app.js'], ['lib/app.js']],
    [['**.js'], ['app.js', 'lib/app.js', 'lib/js/app.js'], ['app.jsx']],
    [['docs/*'], ['docs/a.md'], ['docs/a/b.md', 'x/docs/a.md']],
    [['docs/**'], ['docs/a.md', 'docs/a/b.md'], ['x/docs/a.md']],
    [['docs/**/*.md'], ['docs/a.md', 'docs/a/b.md', 'docs/a/b/c.md'], ['docs/a.txt']],
    [['**/docs/**'], ['docs/a.md', 'x/docs/a.md', 'x/docs/y/a.doc'], ['docs2/a.md']],
    [['**/README.md'], ['README.md', 'a/b/README.md'], ['MYREADME.md']],
    [['**/*src/**'], ['a/src/b.js', 'my-src/a/b.js'], ['srcs/a.js']],
    [['**/*-post.md'], ['my-post.md', 'a/their-post.md'], ['a/post.md']],
    [['**/step-*.sql'], ['step-1.sql', 'db/step-2.sql', 'db/x/step-3.sql'], ['db/1-step.sql']],
    [['*.md', '!README.md'], ['hello.md'], ['README.md', 'docs/hello.md']],
    [['*.md', '!README.md', 'README*'], ['hello.md', 'README.md', 'README.doc'], ['docs/hello.md']],
  ];
  for (const [patterns, matches, misses] of paths)
    test(`paths: ${patterns.join(' ')}`, async () => {
      for (const [on, event] of [
        [`push: { paths: [${list(patterns)}] }`, push],
        [`pull_request: { paths: [${list(patterns)}] }`, pull],
      ] as const) {
        for (const path of matches) assert.equal(await runs(on, event('main', path)), true, path);
        for (const path of misses) assert.equal(await runs(on, event('main', path)), false, path);
      }
    });
});

suite('GitHub Actions: which events', () => {
  // docs.github.com, "Events that trigger workflows": none of these comes from a push, a tag or a pull request
  const others = `branch_protection_rule, check_run, check_suite, delete, deployment, deployment_status, discussion,
    fork, gollum, issue_comment, issues, label, merge_group, milestone, public, pull_request_review, registry_package,
    release, repository_dispatch, watch, workflow_call, workflow_dispatch`;
  for (const name of others.split(/,\s+/))
    test(`${name} waits for something else`, async () => {
      for (const event of [push('main'), tag('v1'), pull('main')])
        assert.equal(jobsOf(await trace(workflow(`${name}:`), event)), '', event.kind);
    });

  // "Workflow syntax", `on.push` and `on.pull_request`: what is asked of the branch and of the files must both hold
  const both: readonly (readonly [on: string, event: RepositoryEvent, expected: boolean])[] = [
    ["push: { branches: ['releases/**'], paths: ['**.js'] }", push('releases/1', 'a.js'), true],
    ["push: { branches: ['releases/**'], paths: ['**.js'] }", push('releases/1', 'a.md'), false],
    ["push: { branches: ['releases/**'], paths: ['**.js'] }", push('main', 'a.js'), false],
    ["push: { branches-ignore: [next], paths-ignore: ['**.md'] }", push('main', 'a.js'), true],
    ["push: { branches-ignore: [next], paths-ignore: ['**.md'] }", push('next', 'a.js'), false],
    ["push: { branches-ignore: [next], paths-ignore: ['**.md'] }", push('main', 'a.md'), false],
    ["pull_request: { branches: ['releases/**'], paths: ['**.js'] }", pull('releases/1', 'a.js'), true],
    ["pull_request: { branches: ['releases/**'], paths: ['**.js'] }", pull('main', 'a.js'), false],
    ["pull_request_target: { branches: [main], paths: ['**.js'] }", pull('main', 'a.md'), false],
    // only one kind of ref: the other starts nothing; with paths too
    ["push: { tags: ['v*'], paths: ['docs/**'] }", push('main', 'docs/a.md'), false],
    ["push: { branches: [main], paths: ['docs/**'] }", tag('v1'), false],
    // neither kind: both start it, and tags do not look at files
    ["push: { paths: ['docs/**'] }", tag('v1'), true],
    ["push: { branches: ['**'], tags: ['**'] }", tag('any/of-them'), true],
    ["push: { branches: ['**'], tags: ['v1.**', '!v1.*-rc'] }", tag('v1.2-rc'), false],
    ["push: { branches: [main, '!main'] }", push('main'), false],
    ["pull_request: { branches: ['releases/**', '!releases/**-alpha'] }", pull('releases/1-alpha'), false],
    ["pull_request: { branches: ['releases/**', '!releases/**-alpha'] }", pull('releases/1'), true],
    // the branch of a pull request is not what its filter looks at
    ["pull_request: { branches: ['feature/**'] }", pull('main'), false],
    ['pull_request: { types: [opened] }', pull('main'), true],
    ['pull_request: { types: [assigned, review_requested] }', pull('main'), false],
    ['pull_request: { types: [synchronize], branches: [next] }', pull('main'), false],
  ];
  for (const [on, event, expected] of both)
    test(`${on} ← ${JSON.stringify(event)}`, async () => assert.equal(await runs(on, event), expected));

  test('a release, by what happens to it', async () => {
    const ship = '[{ run: flyctl deploy --app shop }]';
    const found = async (on: string) =>
      (await pipelinesOf(workflow(on, '', ship))).deployments.map(({ trigger }) => trigger.text).join();
    assert.equal(await found('release: { types: [published] }'), 'a release is published on GitHub');
    assert.equal(await found('release: { types: [prereleased] }'), 'release on GitHub (prereleased)');
    assert.equal(await found('release: { types: [created, edited] }'), 'release on GitHub (created, edited)');
    // without types all of them count
    assert.equal(await found('release:'), 'a release on GitHub is published or changed');
  });
});

suite('GitHub Actions: expressions', () => {
  const git = gitOf('main', 'https://github.com/acme/shop.git');
  // docs.github.com, "Evaluate expressions in workflows and actions"; the job runs on a push to `main`
  const cases: readonly (readonly [condition: string, expected: string])[] = [
    ["github.ref_name == 'MAIN'", 'a'],
    ["'a' < 'b'", 'a'],
    ["null == ''", 'a'],
    ['null == 0', 'a'],
    ["true == '1'", 'a'],
    ["true == 'true'", ''],
    ["'0x10' == 16", 'a'],
    ["'abc' == 0", ''],
    ["'abc' > 0", ''],
    ["'abc' < 0", ''],
    ['-0', ''],
    ["github.base_ref || github.event_name == 'x'", ''],
    ["github.base_ref || 'false'", 'a'],
    ["contains('Hello world', 'LLO')", 'a'],
    ['contains(fromJSON(\'["push", "pull_request"]\'), github.event_name)', 'a'],
    ["startsWith('Hello world', 'he')", 'a'],
    ["endsWith('Hello world', 'LD')", 'a'],
    ["format('{0}/{1}', 'a', 'b') == 'a/b'", 'a'],
    ["format('{{{0}}}', 'a') == '{a}'", 'a'],
    ["join(fromJSON('[1, 2]'), '-') == '1-2'", 'a'],
    ["fromJSON('false')", ''],
    ["case(github.ref == 'refs/heads/main', 'production', 'development') == 'production'", 'a'],
    ["case(github.ref == 'refs/heads/x', 'x', github.ref_name == 'main', 'm', 'other') == 'm'", 'a'],
    ["case(false, 'x', 'other') == 'x'", ''],
    ["case(vars.ON == '1', 'x', 'other') == 'x'", 'a?'],
    ['!cancelled()', 'a'],
    ['success()', 'a'],
    ["success() && github.ref_name == 'next'", ''],
    ['github.event.pull_request', ''],
    ["github.base_ref == ''", 'a'],
    ["github.ref_type == 'branch'", 'a'],
    ['github.event.created', 'a?'],
  ];
  for (const [condition, expected] of cases)
    test(condition, async () => {
      const files = workflow('push:', `if: ${JSON.stringify(`\${{ ${condition} }}`)}`);
      assert.equal(jobsOf(await trace(files, push('main'), git)), expected);
    });

  // "Events that trigger workflows": what `GITHUB_REF` is; the pull request goes into `next`, the default is `main`
  const refs: readonly (readonly [
    on: string,
    condition: string,
    event: RepositoryEvent,
    expected: string,
  ])[] = [
    ['pull_request:', "startsWith(github.ref, 'refs/pull/')", pull('next'), 'a'],
    ['pull_request:', "github.ref == 'refs/heads/next'", pull('next'), ''],
    ['pull_request:', "github.base_ref == 'next'", pull('next'), 'a'],
    ['pull_request:', "startsWith(github.head_ref, 'feature/')", pull('next'), 'a'],
    // it runs on the default branch, whichever the pull request goes into
    ['pull_request_target:', "github.ref == 'refs/heads/main'", pull('next'), 'a'],
    ['pull_request_target:', "github.base_ref == 'next'", pull('next'), 'a'],
    ['push:', "github.ref == 'refs/tags/v1'", tag('v1'), 'a'],
    ['push:', "github.ref_type == 'tag'", tag('v1'), 'a'],
    ['push:', "github.event.base_ref == 'refs/heads/main'", tag('v1'), 'a?'],
  ];
  for (const [on, condition, event, expected] of refs)
    test(`${on} ${condition}`, async () => {
      const files = workflow(on, `if: ${JSON.stringify(condition)}`);
      assert.equal(jobsOf(await trace(files, event, git)), expected);
    });
});

suite('GitHub Actions: matrix', () => {
  // "Running variations of jobs in a workflow": what `include` adds to and what it makes anew
  const cases: readonly (readonly [matrix: string, expected: string])[] = [
    ['{ a: [1, 2], b: [x, y] }', '1-x-, 1-y-, 2-x-, 2-y-'],
    ['{ a: [1, 2], b: [x, y], exclude: [{ a: 1, b: y }] }', '1-x-, 2-x-, 2-y-'],
    ['{ a: [1, 2], b: [x, y], exclude: [{ a: 1 }] }', '2-x-, 2-y-'],
    // it adds to what it does not overwrite
    ['{ a: [1, 2], include: [{ c: z }] }', '1--z, 2--z'],
    ['{ a: [1, 2], include: [{ a: 1, c: z }] }', '1--z, 2--'],
    // what an entry before has added may be overwritten, what the axes say may not
    ['{ a: [1, 2], include: [{ c: z }, { a: 2, c: w }] }', '1--z, 2--w'],
    ['{ a: [1], include: [{ a: 3 }] }', '1--, 3--'],
    // a combination that `include` made is not added to
    ['{ a: [1], include: [{ a: 3 }, { a: 3, b: x }] }', '1--, 3--, 3-x-'],
    ['{ include: [{ a: 1 }, { a: 2, c: z }] }', '1--, 2--z'],
    // `exclude` comes first
    ['{ a: [1, 2], exclude: [{ a: 2 }], include: [{ a: 2, c: z }] }', '1--, 2--z'],
  ];
  for (const [matrix, expected] of cases)
    test(matrix, async () => {
      const more = `strategy: { matrix: ${matrix} }\nenvironment: e-\${{ matrix.a }}-\${{ matrix.b }}-\${{ matrix.c }}`;
      const found = deploysOf(await trace(workflow('push:', more, '[{ run: flyctl deploy }]'), push('main')));
      assert.equal(found.replaceAll('e-', ''), expected);
    });
});

suite('GitHub Actions: chains of workflows', () => {
  const link = (name: string, on: string): Record<string, string> => ({
    [`.github/workflows/${name}.yml`]: `name: ${name}\non: ${on}\njobs: { ${name}: { runs-on: x, steps: [{ run: make }] } }\n`,
  });
  const after = (before: string, more = ''): string =>
    `{ workflow_run: { workflows: [${before}], types: [completed]${more} } }`;

  // "Events that trigger workflows", `workflow_run`
  test('three more workflows may follow the first, no fourth', async () => {
    const files = {
      ...link('A', '[push]'),
      ...link('B', after('A')),
      ...link('C', after('B')),
      ...link('D', after('C')),
      ...link('E', after('D')),
    };
    assert.equal(jobsOf(await trace(files, push('main'))), 'A, B, C, D');
  });
  test('one of several is enough', async () => {
    const files = { ...link('A', '[push]'), ...link('B', '[pull_request]'), ...link('C', after('A, B')) };
    assert.equal(jobsOf(await trace(files, push('main'))), 'A, C');
    assert.equal(jobsOf(await trace(files, pull('main'))), 'B, C');
  });
  test('its branches are those that the first ran on', async () => {
    const files = (more: string) => ({
      ...link('A', '[push, pull_request]'),
      ...link('B', after('A', more)),
    });
    const only = files(", branches: ['releases/**', '!releases/**-alpha']");
    assert.equal(jobsOf(await trace(only, push('releases/10'))), 'A, B');
    assert.equal(jobsOf(await trace(only, push('releases/10-alpha'))), 'A');
    assert.equal(jobsOf(await trace(only, push('main'))), 'A');
    const but = files(', branches-ignore: [canary]');
    assert.equal(jobsOf(await trace(but, push('canary'))), 'A');
    assert.equal(jobsOf(await trace(but, push('main'))), 'A, B');
    // of a pull request it is the branch that is merged
    assert.equal(jobsOf(await trace(files(", branches: ['feature/*']"), pull('main'))), 'A, B');
    assert.equal(jobsOf(await trace(files(', branches: [main]'), pull('main'))), 'A');
  });
  test('it runs on the default branch, and knows what ran before', async () => {
    const ship = `{ workflow_run: { workflows: [A] } }
jobs:
  B: { runs-on: x, if: github.ref == 'refs/heads/main', steps: [{ run: make }] }
  C: { runs-on: x, if: github.event.workflow_run.conclusion == 'failure', steps: [{ run: make }] }
  D: { runs-on: x, if: github.event.workflow_run.head_branch == 'next', steps: [{ run: make }] }
  E: { runs-on: x, if: github.event.workflow_run.event == 'pull_request', steps: [{ run: make }] }
`;
    const files = { ...link('A', '[push]'), '.github/workflows/ship.yml': `on: ${ship}` };
    assert.equal(jobsOf(await trace(files, push('next'))), 'A, B, D');
  });
  test('one that waits for the start does not wait for the end', async () => {
    const files = {
      ...link('A', '[push]'),
      ...link('B', '{ workflow_run: { workflows: [A], types: [requested] } }'),
    };
    const { runs: found } = await trace(files, push('main'));
    assert.match(found[1]?.why ?? '', /starts when `A` starts/);
    const { pipelines } = await pipelinesOf(files);
    assert.equal(pipelines[1]?.triggers[0]?.text, 'when `A` starts');
  });

  // "Reuse workflows": a called workflow has the event of its caller
  test('a called workflow sees the event and the inputs of its caller', async () => {
    const files = {
      '.github/workflows/w.yml': `on: push
jobs:
  one: { uses: ./.github/workflows/called.yml, with: { go: true } }
  two: { uses: ./.github/workflows/called.yml }
`,
      '.github/workflows/called.yml': `on: { workflow_call: { inputs: { go: { type: boolean }, n: { type: number }, s: { type: string } } } }
jobs:
  x: { runs-on: x, if: inputs.go, steps: [{ run: make }] }
  y: { runs-on: x, if: github.event_name == 'push', steps: [{ run: make }] }
  z: { runs-on: x, if: inputs.n == 0 && inputs.s == '', steps: [{ run: make }] }
  v: { runs-on: x, if: inputs.go == false, steps: [{ run: make }] }
`,
    };
    const model = await pipelinesOf(files);
    const { runs: found } = traceEvent(model, push('main'));
    assert.deepEqual(
      found.filter(({ pipeline }) => pipeline.endsWith('w.yml')).map(({ job }) => job),
      ['one', 'two'],
    );
    assert.deepEqual(
      found.filter(({ pipeline }) => pipeline.endsWith('called.yml')).map(({ job }) => job),
      ['x', 'y', 'z', 'v'],
    );
  });
});

suite('GitHub Actions: jobs', () => {
  const jobs = (body: string): Record<string, string> => ({
    '.github/workflows/w.yml': `on: push\njobs:\n${body.replace(/^/gm, '  ')}\n`,
  });
  const step = 'runs-on: x, steps: [{ run: flyctl deploy --app shop }]';

  // "Workflow syntax", `jobs.<job_id>.needs`: what is skipped is felt along the whole chain
  const needs: readonly (readonly [body: string, expected: string])[] = [
    [`a: { ${step} }\nb: { needs: a, ${step} }\nc: { needs: [a, b], ${step} }`, 'a, b, c'],
    [`a: { if: false, ${step} }\nb: { needs: a, ${step} }\nc: { needs: [b], ${step} }`, ''],
    [`a: { if: false, ${step} }\nb: { needs: a, if: always(), ${step} }\nc: { needs: b, ${step} }`, 'b'],
    [`a: { if: false, ${step} }\nb: { needs: a, if: success(), ${step} }`, ''],
    [`a: { if: false, ${step} }\nb: { needs: a, if: needs.a.result == 'skipped', ${step} }`, ''],
    [`a: { if: false, ${step} }\nb: { needs: a, if: always() && needs.a.result == 'skipped', ${step} }`, 'b'],
    [`a: { ${step} }\nb: { needs: a, if: failure(), ${step} }`, 'a, b?'],
    [
      `a: { ${step} }\nb: { needs: a, if: needs.a.outputs.go == 'yes', ${step} }\nc: { needs: b, ${step} }`,
      'a, b?, c?',
    ],
  ];
  for (const [body, expected] of needs)
    test(body.replaceAll(`, ${step}`, '').replace(/\n/g, ' '), async () =>
      assert.equal(jobsOf(await trace(jobs(body), push('main'))), expected),
    );

  // "Deployment environments" and "Concurrency": a gate that a setting decides; waiting is not being left out
  const gates: readonly (readonly [more: string, environment: string, approval: string])[] = [
    ['environment: production', 'production', 'unknown'],
    ['environment: { name: production, url: https://shop.example }', 'production', 'unknown'],
    ['environment: "${{ github.ref_name }}"', 'main', 'unknown'],
    ["environment: \"${{ github.ref_name == 'main' && 'live' || 'test' }}\"", 'live', 'unknown'],
    ['concurrency: production', 'not named', 'none'],
    ['concurrency: { group: "${{ github.ref }}", cancel-in-progress: true }', 'not named', 'none'],
  ];
  for (const [more, environment, approval] of gates)
    test(more, async () => {
      const { runs: found, deploys } = await trace(jobs(`a: { ${more}, ${step} }`), push('main'));
      assert.deepEqual(
        [found[0]?.confidence, deploys[0]?.environment, deploys[0]?.approval],
        ['stated', environment, approval],
      );
    });
});
