import assert from 'node:assert/strict';
import { traceEvent } from '../../../src/core/repository/engine';
import type { RepositoryEvent } from '../../../src/core/repository/types';
import { deploysOf, gitOf, jobsOf, pipelinesOf, pull, push, tag, trace } from './scratch';

const events = {
  main: push('main'),
  feature: push('feature/x'),
  tag: tag('v1.2.0'),
  mr: pull('main'),
} as const satisfies Record<string, RepositoryEvent>;
const git = gitOf('main', 'https://gitlab.com/acme/shop.git');
const byName = Object.entries(events);

async function assertJobs(files: Record<string, string>, expected: readonly string[]): Promise<void> {
  const model = await pipelinesOf(files, git);
  for (const [index, [name, event]] of byName.entries())
    assert.equal(jobsOf(traceEvent(model, event)), expected[index], name);
}
const file = (yaml: string, more: Record<string, string> = {}): Record<string, string> => ({
  '.gitlab-ci.yml': yaml,
  ...more,
});

/** One job; `y` it runs, `-` it does not, `?` open: on a push to `main`, to `feature/x`, for a tag, a merge request. */
type Row = readonly [body: string, expected: string];
const table = (rows: readonly Row[]): void => {
  for (const [body, expected] of rows)
    test(body.replace(/\n\s*/g, ' ').slice(0, 150), () =>
      assertJobs(
        file(`job:\n  script: make\n${body.replace(/^/gm, '  ')}\n`),
        expected.split('').map(answer => ({ y: 'job', '-': '', '?': 'job?' })[answer] ?? answer),
      ),
    );
};

suite('GitLab CI: conditions after its documentation', () => {
  // docs.gitlab.com/ci/jobs/job_rules/: types of pipelines and the variables that tell them apart
  table([
    ['rules: [{ if: $CI_COMMIT_BRANCH }]', 'yy-y'],
    ['rules: [{ if: $CI_COMMIT_TAG }]', '--y-'],
    ['rules: [{ if: $CI_PIPELINE_SOURCE == "push" }]', 'yyyy'],
    ['rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]', '---y'],
    ['rules: [{ if: $CI_MERGE_REQUEST_IID }]', '---y'],
    ...[
      'api',
      'chat',
      'external',
      'external_pull_request_event',
      'parent_pipeline',
      'pipeline',
      'schedule',
      'trigger',
      'web',
      'webide',
    ].map((source): Row => [`rules: [{ if: $CI_PIPELINE_SOURCE == "${source}" }]`, '----']),
    // a merge request or a schedule, no push
    [
      'rules:\n  - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n  - if: $CI_PIPELINE_SOURCE == "schedule"\n  - if: $CI_PIPELINE_SOURCE == "push"\n    when: never',
      '---y',
    ],
    ['rules:\n  - if: $CI_PIPELINE_SOURCE == "push"\n    when: never\n  - when: always', '---y'],
    [
      'rules:\n  - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    when: manual\n    allow_failure: true\n  - if: $CI_PIPELINE_SOURCE == "schedule"',
      '---?',
    ],
    // all that a rule asks must hold
    [
      'rules:\n  - if: $CI_COMMIT_BRANCH == "main"\n    changes: [docs/*]\n  - if: $CI_COMMIT_BRANCH == "feature/x"\n    exists: [.gitlab-ci.yml]',
      '-y-y',
    ],
  ]);

  // the same page: variable expressions
  table([
    ['variables: { V: some value }\nrules: [{ if: $V == "some value" }]', 'yyyy'],
    ["variables: { V: some value }\nrules: [{ if: $V == 'some value' }]", 'yyyy'],
    ['variables: { V: some value }\nrules: [{ if: $V != "some value" }]', '----'],
    ['variables: { A: x, B: x, C: y }\nrules: [{ if: $A == $B && $A != $C }]', 'yyyy'],
    ['rules: [{ if: $CI_COMMIT_TAG == null }]', 'yy-y'],
    ['rules: [{ if: $CI_COMMIT_TAG != null }]', '--y-'],
    // defined, but empty
    ['variables: { V: "" }\nrules: [{ if: $V == "" }]', 'yyyy'],
    ['variables: { V: "" }\nrules: [{ if: $V }]', '----'],
    ['variables: { V: "" }\nrules: [{ if: $V != null }]', 'yyyy'],
    ['rules: [{ if: $NOBODY_SAYS }]', '????'],
    ['rules: [{ if: $CI_COMMIT_BRANCH =~ /feat/ }]', '-y-y'],
    ['rules: [{ if: $CI_COMMIT_BRANCH =~ /^eat/ }]', '----'],
    ['rules: [{ if: $CI_COMMIT_BRANCH =~ /^FEATURE/ }]', '----'],
    ['rules: [{ if: $CI_COMMIT_BRANCH =~ /^FEATURE/i }]', '-y-y'],
    ['rules: [{ if: $CI_COMMIT_TAG =~ /^v\\d+\\.\\d+\\.\\d+$/ }]', '--y-'],
    // a regular expression in a variable; variables inside of it are not filled in
    ["variables: { P: '/^ma.*/' }\nrules: [{ if: $CI_COMMIT_BRANCH =~ $P }]", 'y---'],
    ["variables: { N: main, P: '/$N/' }\nrules: [{ if: $CI_COMMIT_BRANCH =~ $P }]", '----'],
    // && before ||, brackets before both
    [
      "variables: { A: content1, B: nothing }\nrules: [{ if: '$A =~ /^content.*/ || $B =~ /x$/ && $C' }]",
      'yyyy',
    ],
    [
      "variables: { A: content1, B: nothing }\nrules: [{ if: '($A =~ /^content.*/ || $B) && $B =~ /x$/' }]",
      '----',
    ],
    [
      'variables: { A: x }\nrules: [{ if: \'($CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH || $CI_COMMIT_BRANCH == "develop") && $A\' }]',
      'y---',
    ],
    [
      'rules: [{ if: \'$CI_COMMIT_BRANCH == "main" || (($A == "x" || $B == "y") && $CI_COMMIT_TAG)\' }]',
      'y-?-',
    ],
  ]);

  // docs.gitlab.com/ci/yaml/, `rules:changes` and `rules:exists`: globs as Ruby's fnmatch reads them
  const changes: readonly (readonly [
    patterns: string,
    matches: readonly string[],
    misses: readonly string[],
  ])[] = [
    ['Dockerfile', ['Dockerfile'], ['x/Dockerfile']],
    ['path/*', ['path/a.rb'], ['path/to/a.rb']],
    ['path/**/*', ['path/a.rb', 'path/to/a.rb', 'path/to/b/a.rb'], ['other/a.rb']],
    ['path/**/*.rb', ['path/a.rb', 'path/x/a.rb'], ['path/a.py']],
    ['"path/*.{rb,py,sh}"', ['path/a.rb', 'path/a.sh'], ['path/a.md']],
    ['"*.md"', ['README.md'], ['docs/a.md']],
    ['"**/*.json"', ['a.json', 'x/y/a.json'], ['a.yml']],
    ['"**/*"', ['a', 'x/.hidden'], []],
    ['a?.txt', ['ab.txt'], ['a.txt', 'abc.txt']],
    ['"[ab].txt"', ['a.txt', 'b.txt'], ['c.txt', 'ab.txt']],
    // a leading dot is no exception
    ['"*"', ['.env', 'a'], ['x/a']],
  ];
  for (const [pattern, matches, misses] of changes)
    test(`changes: ${pattern}`, async () => {
      for (const body of [`rules: [{ changes: [${pattern}] }]`, `only: { changes: [${pattern}] }`]) {
        const model = await pipelinesOf(file(`job:\n  script: make\n  ${body}\n`), git);
        const on = (path: string) => jobsOf(traceEvent(model, push('main', path)));
        for (const path of matches) assert.equal(on(path), 'job', path);
        for (const path of misses) assert.equal(on(path), '', path);
      }
      // the configuration itself is a file too
      if (/^"\*(\*\/\*)?"$/.test(pattern)) return;
      const yaml = `job:\n  script: make\n  rules: [{ exists: [${pattern}] }]\n`;
      for (const path of [...matches, ...misses])
        assert.equal(
          jobsOf(await trace(file(yaml, { [path]: '' }), push('main'), git)),
          matches.includes(path) ? 'job' : '',
          `exists ${path}`,
        );
    });
});

suite('GitLab CI: only and except after the documentation', () => {
  // docs.gitlab.com/ci/yaml/deprecated_keywords/
  table([
    ['only: [main, /^feat.*$/, merge_requests]', 'yy-y'],
    ['except: [main, /^feat.*$/, schedules]', '--y-'],
    ['only: { refs: [branches] }', 'yy-y'],
    ['only: [branches, tags]', 'yyyy'],
    ...[
      'api',
      'chat',
      'external',
      'external_pull_requests',
      'pipelines',
      'schedules',
      'triggers',
      'web',
    ].flatMap((source): readonly Row[] => [
      [`only: [${source}]`, '----'],
      [`except: [${source}]`, 'yyyy'],
    ]),
    ['only: { variables: [$R == "staging", $CI_COMMIT_TAG] }', '??y?'],
    ['except: { variables: [$CI_COMMIT_TAG] }', 'yy-y'],
    ['only: { kubernetes: active }', '????'],
    // files are compared for branches and merge requests; for tags it always holds
    ['only: { refs: [tags], changes: [docs/*] }', '--y-'],
    ['except: { changes: [docs/*] }', 'yy-y'],
    ['only: { refs: [branches], changes: [docs/*] }', '----'],
    ['only: [main]\nexcept: [main]', '----'],
    ['only: [merge_requests]\nexcept: { changes: [src/*] }', '----'],
  ]);
});

suite('GitLab CI: workflow, stages, needs and approvals', () => {
  const two =
    'a: { script: make }\nb: { script: make, rules: [{ if: $CI_COMMIT_TAG }, { if: $CI_COMMIT_BRANCH }] }\n';
  // docs.gitlab.com/ci/yaml/workflow/
  const workflows: readonly (readonly [rules: string, expected: readonly string[]])[] = [
    ['[{ if: $CI_PIPELINE_SOURCE == "push" }]', ['a, b', 'a, b', 'a, b', 'a, b']],
    ['[{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]', ['', '', '', 'a']],
    ['[{ if: $CI_COMMIT_TAG }]', ['', '', 'a, b', '']],
    ['[{ if: $CI_COMMIT_BRANCH }]', ['a, b', 'a, b', '', 'a, b']],
    [
      '[{ if: $CI_COMMIT_MESSAGE =~ /-draft$/, when: never }, { if: $CI_PIPELINE_SOURCE == "push" }]',
      ['a?, b?', 'a?, b?', 'a?, b?', 'a?, b?'],
    ],
    [
      '[{ if: $CI_PIPELINE_SOURCE == "schedule", when: never }, { if: $CI_PIPELINE_SOURCE == "push", when: never }, { when: always }]',
      ['', '', '', 'a'],
    ],
    [
      '[{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }, { if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS, when: never }, { if: $CI_COMMIT_BRANCH }]',
      ['a, b', 'a?, b?', '', 'a'],
    ],
    ['[{ changes: [docs/*], when: never }, { when: always }]', ['a, b', 'a, b', '', 'a, b']],
    ['[{ if: $CI_COMMIT_REF_PROTECTED }]', ['a, b', 'a?, b?', 'a?, b?', 'a?, b?']],
  ];
  for (const [rules, expected] of workflows)
    test(`workflow: ${rules}`, () => assertJobs(file(`workflow:\n  rules: ${rules}\n${two}`), expected));

  test('variables that the workflow sets decide in the jobs', () =>
    assertJobs(
      file(`workflow:
  rules:
    - { if: $CI_COMMIT_BRANCH == "main", variables: { PLACE: production } }
    - { if: $CI_COMMIT_BRANCH, variables: { PLACE: test } }
a: { script: make, rules: [{ if: $PLACE == "production" }] }
b: { script: make, rules: [{ if: $PLACE == "test" }] }
`),
      ['a', 'b', '', 'b'],
    ));

  // docs.gitlab.com/ci/yaml/, `when`, `allow_failure`, `needs`, `stages`; on a push to `main`
  const orders: readonly (readonly [yaml: string, expected: string])[] = [
    // by itself a manual job lets the rest pass, in rules it holds the stages behind it
    ['a: { stage: build, script: make, when: manual }\nb: { stage: test, script: make }', 'a?, b'],
    [
      'a: { stage: build, script: make, when: manual, allow_failure: false }\nb: { stage: test, script: make }',
      'a?, b?',
    ],
    [
      'a: { stage: build, script: make, rules: [{ when: manual }] }\nb: { stage: test, script: make }',
      'a?, b?',
    ],
    [
      'a: { stage: build, script: make, rules: [{ when: manual, allow_failure: true }] }\nb: { stage: test, script: make }',
      'a?, b',
    ],
    // what the job says counts where the rule says nothing
    [
      'a: { stage: build, script: make, allow_failure: true, rules: [{ when: manual }] }\nb: { stage: test, script: make }',
      'a?, b',
    ],
    [
      'a: { stage: build, script: make, when: manual, rules: [{ if: $CI_COMMIT_BRANCH }] }\nb: { stage: test, script: make }',
      'a?, b?',
    ],
    // needs: does not wait for the stage, and waits for a manual job that it names
    [
      'a: { stage: build, script: make, rules: [{ when: manual }] }\nb: { stage: test, script: make, needs: [] }',
      'a?, b',
    ],
    [
      'a: { stage: build, script: make, when: manual }\nb: { stage: test, script: make, needs: [a] }',
      'a?, b?',
    ],
    [
      'a: { stage: build, script: make }\nb: { stage: test, script: make, needs: [{ job: a, artifacts: false }] }',
      'a, b',
    ],
    [
      'a: { stage: build, script: make }\nb: { stage: test, script: make, needs: [{ pipeline: group/x, job: z }] }',
      'a, b',
    ],
    ['a: { script: make, when: delayed, start_in: 1 hour }', 'a'],
    ['a: { script: make, when: always }\nb: { stage: deploy, script: make, when: on_failure }', 'a, b?'],
    // only these two stages: no pipeline
    ['a: { stage: .pre, script: make }\nb: { stage: .post, script: make }', ''],
    ['a: { stage: .pre, script: make }\nb: { script: make }', 'a, b'],
    // hidden jobs and keywords are no jobs
    ['.a: { script: make }\nb: { script: make }\nvariables: { X: y }\ndefault: { image: x }', 'b'],
    ['a: { script: make, trigger: { project: group/other } }', 'a'],
  ];
  for (const [yaml, expected] of orders)
    test(yaml.replace(/\n/g, ' '), async () =>
      assert.equal(jobsOf(await trace(file(yaml), push('main'), git)), expected),
    );

  // docs.gitlab.com/ci/environments/
  const places: readonly (readonly [environment: string, expected: string])[] = [
    ['production', 'production'],
    ['{ name: production, url: https://shop.example }', 'production'],
    ['{ name: review/$CI_COMMIT_REF_SLUG, on_stop: stop }', 'review/main'],
    ['{ name: production, action: start }', 'production'],
    ['{ name: production, action: prepare }', ''],
    ['{ name: production, action: verify }', ''],
    ['{ name: production, action: access }', ''],
    ['{ name: production, action: stop }', ''],
    ['{ name: production, deployment_tier: production }', 'production'],
  ];
  for (const [environment, expected] of places)
    test(`environment: ${environment}`, async () => {
      const yaml = `a: { script: flyctl deploy --app shop, environment: ${environment} }\n`;
      assert.equal(deploysOf(await trace(file(yaml), push('main'), git)), expected);
    });
});

suite('GitLab CI: child pipelines after the documentation', () => {
  // docs.gitlab.com/ci/pipelines/downstream_pipelines/
  const child = (name: string): string => `go: { trigger: { include: ${name}.yml } }\n`;
  test('two levels of children, no third', async () => {
    const files = file(child('one'), {
      'one.yml': child('two'),
      'two.yml': `${child('three')}x: { script: make }\n`,
      'three.yml': 'y: { script: make }\n',
    });
    const { runs } = await trace(files, push('main'), git);
    assert.deepEqual(
      runs.map(({ pipeline, job, confidence }) => [pipeline, job, confidence]),
      [
        ['.gitlab-ci.yml', 'go', 'stated'],
        ['one.yml', 'go', 'stated'],
        ['two.yml', 'go', 'stated'],
        ['two.yml', 'x', 'stated'],
      ],
    );
  });
  test('a child of a merge request is told by its variables, not by the source', async () => {
    const files = file(
      'go: { trigger: { include: child.yml }, rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }] }\n',
      {
        'child.yml': `a: { script: make, rules: [{ if: $CI_PIPELINE_SOURCE == "parent_pipeline" }] }
b: { script: make, rules: [{ if: $CI_MERGE_REQUEST_ID }] }
c: { script: make, rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }] }
d: { script: make }
`,
      },
    );
    await assertJobs(files, ['', '', '', 'go, a, b']);
  });
  test('what is made at run time or kept elsewhere is open', async () => {
    const files = file(`make: { stage: build, script: make }
go: { trigger: { include: [{ artifact: made.yml, job: make }] } }
far: { trigger: { include: [{ project: group/ci, file: /x.yml }] } }
`);
    assert.equal(jobsOf(await trace(files, push('main'), git)), 'make, go, made.yml?, far, group/ci?');
  });
  test('variables of the trigger reach the child', async () => {
    const files = file('go: { variables: { PLACE: live }, trigger: { include: child.yml } }\n', {
      'child.yml': 'a: { script: make, rules: [{ if: $PLACE == "live" }] }\n',
    });
    assert.equal(jobsOf(await trace(files, push('main'), git)), 'go, a');
  });
});
