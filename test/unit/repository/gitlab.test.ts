import assert from 'node:assert/strict';
import { traceEvent } from '../../../src/core/repository/engine';
import type { RepositoryEvent } from '../../../src/core/repository/types';
import { deploysOf, filesOf, gitOf, jobsOf, pipelinesOf, pull, push, tag, trace } from './scratch';

const events = {
  main: push('main'),
  feature: push('feature/x'),
  tag: tag('v1.2.0'),
  mr: pull('main'),
} as const satisfies Record<string, RepositoryEvent>;
type Expected = Partial<Record<keyof typeof events, string>>;

/** Jobs of `.gitlab-ci.yml` for each event: "build, deploy?". */
async function assertJobs(
  yaml: string,
  expected: Expected,
  more: Record<string, string> = {},
): Promise<void> {
  const model = await pipelinesOf({ '.gitlab-ci.yml': yaml, ...more });
  for (const [name, jobs] of Object.entries(expected))
    assert.equal(jobsOf(traceEvent(model, events[name as keyof typeof events])), jobs, `${name}\n${yaml}`);
}

const job = (body: string): string => `job:\n  script: make\n${body.replace(/^/gm, '  ')}\n`;

/** One job with this body: `yes`, `no` or `?` for each event. */
async function assertJob(body: string, expected: Expected): Promise<void> {
  const word: Record<string, string> = { yes: 'job', no: '', '?': 'job?' };
  const jobs = Object.entries(expected).map(([name, answer]) => [name, word[answer]]);
  await assertJobs(job(body), Object.fromEntries(jobs) as Expected);
}

suite('GitLab CI: rules', () => {
  // https://docs.gitlab.com/ci/yaml/#rules and .../ci/jobs/job_rules/
  const cases: readonly (readonly [string, Expected])[] = [
    ['rules:\n  - if: $CI_COMMIT_BRANCH == "main"', { main: 'yes', feature: 'no', tag: 'no' }],
    [
      'rules:\n  - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
      { main: 'yes', feature: 'no', tag: 'no', mr: 'no' },
    ],
    ['rules:\n  - if: $CI_PIPELINE_SOURCE == "merge_request_event"', { main: 'no', tag: 'no', mr: 'yes' }],
    ['rules:\n  - if: $CI_PIPELINE_SOURCE == "schedule"', { main: 'no', tag: 'no', mr: 'no' }],
    ['rules:\n  - if: $CI_COMMIT_TAG', { main: 'no', tag: 'yes', mr: 'no' }],
    ['rules:\n  - if: $CI_COMMIT_TAG =~ /^v\\d+\\.\\d+/', { main: 'no', tag: 'yes' }],
    ['rules:\n  - if: $CI_COMMIT_TAG !~ /^v/', { main: 'yes', tag: 'no' }],
    ['rules:\n  - if: $CI_COMMIT_BRANCH =~ /^FEATURE/i', { main: 'no', feature: 'yes' }],
    ['rules:\n  - if: $CI_COMMIT_BRANCH != null', { main: 'yes', tag: 'no' }],
    [
      'rules:\n  - if: \'$CI_COMMIT_BRANCH == "main" && $CI_PIPELINE_SOURCE == "push"\'',
      { main: 'yes', feature: 'no' },
    ],
    [
      'rules:\n  - if: \'$CI_COMMIT_TAG || $CI_COMMIT_BRANCH == "main"\'',
      { main: 'yes', feature: 'no', tag: 'yes' },
    ],
    // && binds tighter than ||
    [
      'rules:\n  - if: \'$CI_COMMIT_TAG && $CI_COMMIT_BRANCH || $CI_COMMIT_BRANCH == "main"\'',
      { main: 'yes', feature: 'no', tag: 'no' },
    ],
    [
      'rules:\n  - if: \'$CI_COMMIT_TAG && ($CI_COMMIT_BRANCH || $CI_COMMIT_BRANCH == "main")\'',
      { main: 'no', tag: 'no' },
    ],
    // the first that holds decides
    [
      'rules:\n  - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    when: never\n  - when: on_success',
      { main: 'yes', tag: 'yes', mr: 'yes' },
    ],
    ['rules:\n  - when: never\n  - if: $CI_COMMIT_BRANCH', { main: 'no' }],
    ['rules: []', { main: 'no', mr: 'no' }],
    // a variable that only the settings know
    ['rules:\n  - if: $DEPLOY_ENABLED == "true"', { main: '?' }],
    ['rules:\n  - if: $DEPLOY_ENABLED == "true" && $CI_COMMIT_TAG', { main: 'no', tag: '?' }],
    ['rules:\n  - if: $DEPLOY_ENABLED\n    when: never\n  - if: $CI_COMMIT_TAG', { main: 'no', tag: '?' }],
    ['rules:\n  - if: $CI_COMMIT_MESSAGE =~ /release/', { main: '?' }],
    ['variables:\n  TARGET: prod\nrules:\n  - if: $TARGET == "prod"', { main: 'yes' }],
    ['rules:\n  - if: "this is no condition"', { main: '?' }],
    // look-ahead is not part of RE2
    ['rules:\n  - if: $CI_COMMIT_BRANCH =~ /^(?!main)/', { main: '?', tag: 'no' }],
    ['rules:\n  - if: $CI_COMMIT_BRANCH\n    when: manual', { main: '?', tag: 'no' }],
    ['rules:\n  - if: $CI_COMMIT_BRANCH\n    when: delayed\n    start_in: 30 minutes', { main: 'yes' }],
    ['rules:\n  - if: $CI_COMMIT_BRANCH\n    when: on_failure', { main: '?' }],
    ['when: never', { main: 'no' }],
    // https://docs.gitlab.com/ci/yaml/#ruleschanges: without a push to compare, it holds
    ['rules:\n  - changes: [docs/**/*]', { main: 'no', tag: 'yes' }],
    ['rules:\n  - changes: [src/*.ts]', { main: 'yes', mr: 'yes' }],
    ['rules:\n  - changes:\n      paths: ["**/*.ts"]\n    if: $CI_COMMIT_BRANCH', { main: 'yes', tag: 'no' }],
    ['rules:\n  - changes: ["*.ts"]', { main: 'no' }],
    ['rules:\n  - changes: ["src/*.{js,ts}"]', { main: 'yes' }],
    // `**` stands for folders only in front of a slash
    ['rules:\n  - changes: ["**"]', { main: 'no' }],
    [
      'rules:\n  - changes:\n      paths: [src/*]\n      compare_to: refs/heads/main',
      { main: '?', mr: 'yes' },
    ],
    ['rules:\n  - exists: [.gitlab-ci.yml]', { main: 'yes' }],
    ['rules:\n  - exists: ["**/Dockerfile"]', { main: 'no' }],
  ];
  for (const [body, expected] of cases) test(body.replace(/\n\s*/g, ' '), () => assertJob(body, expected));
});

suite('GitLab CI: only and except', () => {
  // https://docs.gitlab.com/ci/yaml/deprecated_keywords/
  const cases: readonly (readonly [string, Expected])[] = [
    // neither: branches and tags
    ['stage: test', { main: 'yes', feature: 'yes', tag: 'yes' }],
    ['only: [main]', { main: 'yes', feature: 'no', tag: 'no', mr: 'no' }],
    ['only: [tags]', { main: 'no', tag: 'yes', mr: 'no' }],
    ['only: [branches]', { main: 'yes', feature: 'yes', tag: 'no' }],
    ['only: [merge_requests]', { main: 'no', feature: 'no', tag: 'no', mr: 'yes' }],
    ['only: [schedules]', { main: 'no', tag: 'no' }],
    ['only: [pushes]', { main: 'yes', tag: 'yes' }],
    ['only: [/^feature\\/.*$/]', { main: 'no', feature: 'yes' }],
    ['only: [/^FEATURE/i]', { main: 'no', feature: 'yes' }],
    ['only: [main@group/project]', { main: 'yes', feature: 'no' }],
    ['except: [main]', { main: 'no', feature: 'yes', tag: 'yes' }],
    ['except: [tags]', { main: 'yes', tag: 'no' }],
    ['only: [branches]\nexcept: [main]', { main: 'no', feature: 'yes', tag: 'no' }],
    // keys of `only` must all hold, keys of `except` each drop the job
    ['only:\n  refs: [main]\n  changes: [docs/**/*]', { main: 'no', feature: 'no' }],
    ['only:\n  refs: [main]\n  changes: [src/*]', { main: 'yes', feature: 'no' }],
    ['only:\n  refs: [main]\n  variables: [$RELEASE == "1"]', { main: '?', feature: 'no' }],
    ['only:\n  variables: [$CI_COMMIT_BRANCH == "main"]', { main: 'yes', feature: 'no', tag: 'no' }],
    ['only:\n  changes: [docs/*]', { main: 'no', tag: 'yes' }],
    ['except:\n  refs: [tags]\n  changes: [src/*]', { main: 'no', tag: 'no' }],
    ['except:\n  changes: ["*.md"]', { main: 'yes' }],
    ['only: [main]\nwhen: manual', { main: '?', feature: 'no' }],
  ];
  for (const [body, expected] of cases) test(body.replace(/\n\s*/g, ' '), () => assertJob(body, expected));
});

suite('GitLab CI: a whole pipeline', () => {
  const two = 'a: { script: make }\nb: { script: make, rules: [{ if: $CI_COMMIT_TAG }] }\n';

  test('workflow rules start it or not', async () => {
    await assertJobs(`workflow: { rules: [{ if: $CI_COMMIT_TAG }] }\n${two}`, {
      main: '',
      tag: 'a, b',
      mr: '',
    });
    await assertJobs(
      `workflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n      when: never\n    - when: always\n${two}`,
      { main: '', feature: 'a', tag: 'a, b' },
    );
  });

  test('with workflow rules a job without rules is part of merge-request pipelines', () =>
    assertJobs(`workflow: { rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }] }\n${two}`, {
      main: '',
      mr: 'a',
    }));

  test('the usual template switches between branch and merge-request pipelines', () =>
    assertJobs(
      `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
      when: never
    - if: $CI_COMMIT_BRANCH
${two}`,
      { main: 'a', feature: 'a?', tag: '', mr: 'a' },
    ));

  test('says that a merge request also has the pipelines of its branch', async () => {
    const yaml = 'a: { script: make }\nb: { script: make, rules: [{ if: $CI_MERGE_REQUEST_IID }] }\n';
    const { runs } = await trace({ '.gitlab-ci.yml': yaml }, events.mr);
    assert.deepEqual(
      runs.map(({ job, confidence }) => [job, confidence]),
      [
        ['b', 'stated'],
        ['a', 'inferred'],
      ],
    );
  });

  test('extends merges maps, replaces lists and takes several levels', () =>
    assertJobs(
      `.base: { script: make, variables: { A: x, B: x }, rules: [{ if: $CI_COMMIT_TAG }] }
.mid: { extends: .base, variables: { B: y } }
a: { extends: .mid, rules: [{ if: $A == "x" && $B == "y" }] }
b: { extends: [.mid] }
`,
      { main: 'a', tag: 'a, b' },
    ));

  test('!reference puts a list where it stands', () =>
    assertJobs(
      `.on: { rules: [{ if: $CI_COMMIT_BRANCH == "main" }] }
a: { script: make, rules: !reference [.on, rules] }
b: { script: make, rules: [!reference [.on, rules], { if: $CI_COMMIT_TAG }] }
`,
      { main: 'a, b', feature: '', tag: 'b' },
    ));

  test('anchors and default work as YAML and GitLab say', async () => {
    const yaml = `.r: &r
  rules: [{ if: $CI_COMMIT_BRANCH == "main" }]
default: { before_script: [fly deploy --app shop] }
a: { <<: *r, script: make, environment: production }
b: { <<: *r, script: make, before_script: [] }
`;
    assert.equal(deploysOf(await trace({ '.gitlab-ci.yml': yaml }, push('main'))), 'production');
    assert.equal(deploysOf(await trace({ '.gitlab-ci.yml': yaml }, push('other'))), '');
  });

  test('local includes are merged below the file, others are named', async () => {
    const files = {
      '.gitlab-ci.yml': `include:
  - local: /ci/*.yml
  - template: Jobs/SAST.gitlab-ci.yml
  - { local: extra/tags.yml, rules: [{ if: $CI_COMMIT_TAG }] }
a: { script: make all }
`,
      'ci/one.yml': 'a: { script: fly deploy, rules: [{ if: $CI_COMMIT_TAG }] }\nb: { script: make }\n',
      'extra/tags.yml': 'c: { script: make }\n',
    };
    const model = await pipelinesOf(files);
    assert.equal(jobsOf(traceEvent(model, events.main)), 'b, Jobs/SAST.gitlab-ci.yml?');
    assert.equal(jobsOf(traceEvent(model, events.tag)), 'a, b, c, Jobs/SAST.gitlab-ci.yml?');
    assert.equal(deploysOf(traceEvent(model, events.tag)), '', 'the file itself wins');
    assert.match(model.skipped[0]?.why ?? '', /line 3: `Jobs\/SAST.gitlab-ci.yml`/);
  });

  test('inputs of a local include are filled in', () =>
    assertJobs(
      'include: [{ local: ci/t.yml, inputs: { branch: main } }]\n',
      { main: 'deploy-job', feature: '' },
      {
        'ci/t.yml': `spec:
  inputs: { branch: {}, name: { default: deploy-job } }
---
"$[[ inputs.name ]]":
  script: make
  rules:
    - if: $CI_COMMIT_BRANCH == "$[[ inputs.branch ]]"
`,
      },
    ));

  test('what a template elsewhere says is open', () =>
    assertJobs('include: [{ project: group/ci, file: x.yml }]\na: { extends: .theirs, script: make }\n', {
      main: 'a?, group/ci?',
    }));

  test('child pipelines start with the job that triggers them', async () => {
    const files = {
      '.gitlab-ci.yml': `go:
  trigger: { include: [{ local: child.yml }] }
  rules: [{ if: $CI_COMMIT_BRANCH == "main" }]
`,
      'child.yml': `x: { script: make, rules: [{ if: $CI_PIPELINE_SOURCE == "parent_pipeline" }] }
y: { script: make, rules: [{ if: $CI_PIPELINE_SOURCE == "push" }] }
z: { script: fly deploy --app shop, environment: production }
`,
    };
    const { runs, deploys } = await trace(files, push('main'));
    assert.deepEqual(
      runs.map(({ pipeline, job }) => `${pipeline} ${job}`),
      ['.gitlab-ci.yml go', 'child.yml x', 'child.yml z'],
    );
    assert.equal(deploys[0]?.environment, 'production');
    assert.equal(jobsOf(await trace(files, push('other'))), '');
  });

  test('a manual job that blocks holds the stages behind it', async () => {
    const yaml = (allow: string) => `stages: [build, gate, deploy]
build: { stage: build, script: make }
gate: { stage: gate, script: make, rules: [{ when: manual${allow} }] }
ship: { stage: deploy, script: fly deploy --app shop, environment: production }
`;
    const held = await trace({ '.gitlab-ci.yml': yaml('') }, push('main'));
    assert.equal(jobsOf(held), 'build, gate?, ship?');
    assert.equal(deploysOf(held), 'production (manual)');
    const free = await trace({ '.gitlab-ci.yml': yaml(', allow_failure: true') }, push('main'));
    assert.equal(jobsOf(free), 'build, gate?, ship');
    assert.equal(deploysOf(free), 'production');
    const older =
      'gate: { stage: build, script: make, when: manual }\nship: { stage: deploy, script: fly deploy }\n';
    assert.equal(jobsOf(await trace({ '.gitlab-ci.yml': older }, push('main'))), 'gate?, ship');
  });

  test('needs passes stages by, and waits for what it names', async () => {
    const yaml = `gate: { stage: build, script: make, rules: [{ when: manual }] }
free: { stage: deploy, script: fly deploy --app a, needs: [], environment: staging }
bound: { stage: deploy, script: fly deploy --app b, needs: [gate], environment: production }
`;
    const result = await trace({ '.gitlab-ci.yml': yaml }, push('main'));
    assert.equal(jobsOf(result), 'gate?, free, bound?');
    assert.equal(deploysOf(result), 'staging, production (manual)');
  });

  test('a needed job that is left out makes the outcome open, an optional one does not', async () => {
    const yaml = (optional: string) =>
      `a: { script: make, rules: [{ if: $CI_COMMIT_TAG }] }\nb: { script: make, needs: [{ job: a${optional} }] }\n`;
    await assertJobs(yaml(''), { main: 'b?', tag: 'a, b' });
    await assertJobs(yaml(', optional: true'), { main: 'b', tag: 'a, b' });
  });

  test('a pipeline without a job of its own does not start', async () => {
    const { notRun } = await trace({ '.gitlab-ci.yml': 'a: { script: make, only: [tags] }\n' }, push('main'));
    assert.deepEqual(
      notRun.map(({ pipeline, job, why }) => [pipeline, job, why]),
      [['.gitlab-ci.yml', undefined, 'No job is meant for this']],
    );
  });

  test('says why a job is left out, with its line', async () => {
    const yaml = 'a: { script: make }\nb:\n  script: make\n  rules:\n    - if: $CI_COMMIT_TAG\n';
    const { notRun } = await trace({ '.gitlab-ci.yml': yaml }, push('main'));
    assert.equal(notRun[0]?.job, 'b');
    assert.equal(notRun[0].why, 'None of its rules holds');
    assert.deepEqual(
      notRun[0].evidence.map(({ line }) => line),
      [2, 5],
    );
  });
});

suite('GitLab CI: deployments', () => {
  const deployments = async (yaml: string, more: Record<string, string> = {}) =>
    (await pipelinesOf({ '.gitlab-ci.yml': yaml, ...more })).deployments;

  test('names environment, target, approval and trigger with their lines', async () => {
    const [staging, production, ...rest] = await deployments(`staging:
  stage: deploy
  script:
    - echo go
    - flyctl deploy --app shop-staging
  environment: staging
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
production:
  stage: deploy
  script: [flyctl deploy --app shop]
  environment: { name: production, url: https://shop.example }
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
      when: manual
`);
    assert.deepEqual(rest, []);
    assert.deepEqual(
      [staging?.environment, staging?.target, staging?.trigger.text, staging?.confidence],
      ['staging', 'shop-staging', 'push to `main`', 'stated'],
    );
    assert.deepEqual(staging?.evidence[0], {
      file: '.gitlab-ci.yml',
      line: 5,
      text: '- flyctl deploy --app shop-staging',
    });
    assert.deepEqual(
      [production?.environment, production?.approval, production?.trigger.text],
      ['production', 'manual', 'push to `main`, when a person starts it'],
    );
  });

  test('follows scripts of the repository', async () => {
    const [found] = await deployments('ship: { script: ./bin/ship.sh, only: [tags] }\n', {
      'bin/ship.sh': '#!/bin/sh\nkubectl apply -f k8s/\n',
    });
    assert.deepEqual(
      [found?.mechanism, found?.trigger.text, found?.evidence[1]?.file],
      ['kubectl apply (Kubernetes)', 'any tag', 'bin/ship.sh'],
    );
  });

  test('a job called deploy that deploys nothing is none', async () => {
    assert.deepEqual(await deployments('deploy: { script: [echo deploying] }\n'), []);
    assert.deepEqual(
      await deployments('deploy: { script: [echo deploying], environment: production }\n'),
      [],
    );
    assert.deepEqual(
      await deployments('stop: { script: [fly deploy], environment: { name: review, action: stop } }\n'),
      [],
    );
  });

  test('what a script elsewhere does is unknown, not claimed', async () => {
    const [found] = await deployments('ship: { script: [/opt/bin/rollout], environment: production }\n');
    assert.deepEqual(
      [found?.environment, found?.confidence, found?.kind],
      ['production', 'unknown', 'unclear'],
    );
  });

  test('Pages, releases and images', async () => {
    const found =
      await deployments(`pages: { script: make site, artifacts: { paths: [public] }, only: [main] }
tagged: { script: echo x, release: { tag_name: $CI_COMMIT_TAG, description: x }, only: [tags] }
pack: { script: ['docker push $CI_REGISTRY_IMAGE:latest'], only: [main] }
`);
    assert.deepEqual(
      found.map(({ provider, kind, environment }) => [provider, kind, environment]),
      [
        ['GitLab Pages', 'server', 'pages'],
        ['GitLab Container Registry', 'image', 'GitLab Container Registry'],
        ['GitLab Releases', 'package', 'GitLab Releases'],
      ],
    );
  });

  test('a matrix is several environments', async () => {
    const found = await deployments(`ship:
  script: fly deploy --app shop-$PLACE
  environment: $PLACE
  parallel: { matrix: [{ PLACE: [staging, production] }] }
  only: [main]
`);
    assert.deepEqual(
      found.map(({ environment, target }) => [environment, target]),
      [
        ['staging', 'shop-staging'],
        ['production', 'shop-production'],
      ],
    );
  });

  test('a branch of its own name for every environment', async () => {
    const found = await deployments(`.d: { script: fly deploy, environment: $CI_COMMIT_BRANCH }
one: { extends: .d, rules: [{ if: $CI_COMMIT_BRANCH == "main" }, { if: $CI_COMMIT_BRANCH == "staging" }] }
`);
    assert.deepEqual(
      found.map(({ environment, trigger }) => [environment, trigger.text]),
      [
        ['main', 'push to `main`'],
        ['staging', 'push to `staging`'],
      ],
    );
  });

  test('path conditions are part of the trigger', async () => {
    const [found] = await deployments(
      'ship: { script: fly deploy, rules: [{ if: $CI_COMMIT_BRANCH == "main", changes: [web/**/*] }] }\n',
    );
    assert.deepEqual(found?.trigger.paths, ['web/**/*']);
    assert.match(found.trigger.text, /if the changed files fit/);
  });

  test('the triggers of the pipeline are listed', async () => {
    const { pipelines } = await pipelinesOf(
      { '.gitlab-ci.yml': 'a: { script: make, only: [main, /^release-.*$/] }\n' },
      gitOf('main'),
    );
    assert.deepEqual(pipelines[0]?.triggers, [
      { event: 'push', branches: ['main', '/^release-.*$/'], text: 'push to `main`, `/^release-.*$/`' },
      // a pattern stands for tags too
      { event: 'tag', tags: ['/^release-.*$/'], text: 'tag `/^release-.*$/`' },
    ]);
  });
});

suite('GitLab CI: hostile files', () => {
  test('references in circles and long lists end', async () => {
    const names = Array.from({ length: 12 }, () => '!reference [.b, script]').join(', ');
    const yaml = `.a: { script: [${names.replaceAll('.b', '.c')}] }
.b: { script: [${names.replaceAll('.b', '.a')}] }
.c: { script: [${names}] }
.x: { extends: [${Array(12).fill('.y').join(', ')}] }
.y: { extends: [${Array(12).fill('.x').join(', ')}], script: make }
a: { extends: .x }
b: { script: [!reference [.a, script]] }
`;
    assert.equal(jobsOf(await trace({ '.gitlab-ci.yml': yaml }, push('main'))), 'a, b');
  });

  test('includes in circles end', async () => {
    const files = {
      '.gitlab-ci.yml': 'include: a.yml\n',
      'a.yml': 'include: [a.yml, .gitlab-ci.yml]\nx: { script: make }\n',
    };
    assert.equal(jobsOf(await trace(files, push('main'))), 'x');
    assert.equal((await filesOf(files).list()).files.length, 2);
  });
});
