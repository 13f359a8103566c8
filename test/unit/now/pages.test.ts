import assert from 'node:assert/strict';
import type { RemoteBranch, UnmergedBranches } from '../../../src/core/git/branches';
import { emptyPage, type Missing } from '../../../src/core/now/empty';
import { fileKind } from '../../../src/core/now/file/kinds';
import { readMigration } from '../../../src/core/now/file/migration';
import { pageForFile } from '../../../src/core/now/file/pageForFile';
import { back, forward, go, startTrail } from '../../../src/core/now/history';
import { mainPage } from '../../../src/core/now/main/mainPage';
import { pageAsMarkdown } from '../../../src/core/now/markdown';
import { isInBetween, operationPage } from '../../../src/core/now/operation';
import { productPage } from '../../../src/core/now/product/productPage';
import { plain } from '../../../src/core/now/rich';
import { branchMatches } from '../../../src/core/now/starts';
import type { Deployment } from '../../../src/core/repository/types';
import { english } from '../../../src/core/translate';
import { cardOf, cardWords, now, place, product, titleOf } from './fixtures';

const branch = (name: string, changes: Partial<RemoteBranch> = {}): RemoteBranch => ({
  name,
  ref: `refs/remotes/origin/${name}`,
  id: name,
  author: 'Ana Ruiz',
  authorEmail: 'ana@shop.example',
  bot: false,
  longLived: false,
  subject: 'A change',
  lastDate: '2026-11-22T12:00:00Z',
  ahead: 1,
  behind: 0,
  files: 1,
  added: 1,
  removed: 0,
  linesKnown: true,
  filesKnown: true,
  touched: { areas: [], tests: 'touched', documentsOnly: false },
  conflicts: 'none',
  conflictedFiles: [],
  ...changes,
});
const coming = (...branches: readonly RemoteBranch[]): UnmergedBranches => ({
  branches,
  stale: 0,
  byContent: [],
  notCompared: 0,
});
const main = (found: UnmergedBranches, at = place()) =>
  mainPage({ place: at, coming: found, releases: undefined, product: product(), now }, english, titleOf);

suite('Now, on the default branch', () => {
  test('a deployment that several jobs make stands once, with every way to start it', () => {
    const deploy = (line: number, text: string): Deployment => ({
      trigger: { event: 'release', text },
      environment: 'Docker Hub',
      mechanism: 'docker push',
      approval: 'none',
      confidence: 'stated',
      evidence: [{ file: '.github/workflows/publish.yml', line, text: 'docker push' }],
    });
    const deployments = [
      deploy(70, 'push to `release`'),
      deploy(70, 'push to `release`'),
      deploy(70, 'started by hand'),
      deploy(80, 'push to `release`'),
    ];
    const page = mainPage(
      { place: place(), coming: coming(), releases: undefined, product: product({ deployments }), now },
      english,
      titleOf,
    );
    const words = cardWords(cardOf(page, 'starts')).filter(line => line.startsWith('deploy to'));
    assert.equal(words.length, 2, words.join('\n'));
    assert.match(words[0] ?? '', /that needs push to release or started by hand/);
  });

  test('the lead counts what is on its way and what would conflict', () => {
    assert.equal(
      plain(main(coming(branch('a'), branch('b', { conflicts: 'some' }))).heading),
      'Two branches are not in main yet; one would conflict.',
    );
    assert.equal(
      plain(main(coming(branch('a', { conflicts: 'some' }))).heading),
      'One branch is not in main yet, and it would conflict.',
    );
    assert.equal(plain(main(coming()).heading), 'Nothing new is on its way to main.');
  });

  test('how old the comparison is stands above it, and a server can be fetched', () => {
    const { subject } = main(coming());
    assert.equal(plain(subject?.lines[1] ?? []), 'Compared with origin/main as of 3 days ago');
    assert.equal(subject?.button?.label, 'Fetch');
    const alone = place();
    const local = main(
      coming(),
      place({
        into: { ...alone.into, remote: undefined, shown: 'main' },
        fetch: { at: undefined, how: 'noRemote' },
      }),
    );
    assert.equal(local.subject?.button, undefined);
    assert.match(plain(local.heading), /on this computer/);
  });

  test('a copy that lags behind is said to be old', () => {
    const card = cardOf(main(coming(), place({ copy: { ahead: 0, behind: 5 } })), 'copy');
    assert.deepEqual(cardWords(card), ['The files in this folder lack 5 commits of origin/main.']);
  });

  test('an unknown conflict is neither clean nor a conflict', () => {
    const card = cardOf(main(coming(branch('a', { conflicts: 'unknown' }))), 'coming');
    assert.equal(card.state, undefined);
  });

  test('while merges are tried, nothing is claimed of conflicts', () => {
    const page = main(coming(branch('a', { conflicts: 'pending' }), branch('b', { conflicts: 'none' })));
    assert.match(plain(page.heading), /^Comparing two branches with main…/);
    assert.equal(cardOf(page, 'coming').state?.text, 'comparing…');
  });

  test('no deployment found is said, not left out', () => {
    assert.equal(cardOf(main(coming()), 'starts').state?.text, 'no deployment found');
  });
});

suite('in between', () => {
  test('a merge with conflicts names the files and the ways out', () => {
    const at = place({ state: { operation: 'merge', other: 'origin/x', conflicted: ['a.ts'] } });
    assert.equal(isInBetween(at), true);
    const page = operationPage(at, now, english, titleOf);
    assert.equal(
      plain(page.heading),
      'A merge is under way: origin/x is coming into main. One file is in conflict.',
    );
    assert.match(cardWords(cardOf(page, 'ways-out')).join('\n'), /git commit[\s\S]*git merge --abort/);
  });

  test('a detached HEAD says which release it shows', () => {
    const page = operationPage(
      place({ current: { kind: 'detached', id: 'abcdef1234', tags: ['v2.8.0'] } }),
      now,
      english,
      titleOf,
    );
    assert.match(plain(page.heading), /the release v2\.8\.0, on no branch/);
  });
});

suite('an open file', () => {
  const workflow = [
    'on: push',
    'jobs:',
    '  test:',
    '    steps: [{ run: npm test --silent }]',
    '  ship:',
    '    needs: test',
    '    environment: production',
    '    steps: [{ run: flyctl deploy --app shop }]',
  ].join('\n');

  test('a workflow shows its jobs, in order, with the gate it may wait at', () => {
    const file = '.github/workflows/deploy.yml';
    const page = pageForFile(
      { file, text: workflow, kind: 'pipeline', product: product(), repository: 'shop' },
      english,
      titleOf,
    );
    const block = cardOf(page, 'does').blocks[0];
    assert.ok(block?.kind === 'picture' && block.picture.kind === 'jobs');
    assert.deepEqual(
      block.picture.jobs.map(({ id, after, gate }) => ({ id, after, gate })),
      [
        { id: 'test', after: [], gate: undefined },
        { id: 'ship', after: ['test'], gate: 'mayWait' },
      ],
    );
    assert.ok(cardWords(cardOf(page, 'does')).includes('test runs npm test. deploy.yml:3'));
  });

  test('a workflow that is no YAML still says what kind of file it is', () => {
    const page = pageForFile(
      {
        file: '.github/workflows/deploy.yml',
        text: 'a: [',
        kind: 'pipeline',
        product: product(),
        repository: 'shop',
      },
      english,
      titleOf,
    );
    assert.match(plain(page.heading), /which checks and deployments to run/);
  });

  test('a migration that deletes is told from one that adds', () => {
    const steps = readMigration(
      'm.sql',
      '-- drop table old\nALTER TABLE orders ADD COLUMN note text;\nDROP TABLE carts;',
      english,
    );
    assert.deepEqual(
      steps.map(({ risk, words, evidence }) => [risk, words, evidence.line]),
      [
        ['adds', 'adds the column note', 2],
        ['loses', 'deletes the table carts with everything in it', 3],
      ],
    );
  });

  test('kinds of files by their paths', () => {
    const cases: readonly (readonly [string, ReturnType<typeof fileKind>])[] = [
      ['.github/workflows/ci.yml', 'pipeline'],
      ['Dockerfile', 'container'],
      ['docker-compose.dev.yml', 'compose'],
      ['fly.toml', 'hosting'],
      ['web/package.json', 'manifest'],
      ['infra/main.tf', 'infrastructure'],
      ['db/migrate/001_init.rb', 'migration'],
      ['docs/prd.md', undefined],
      ['src/index.ts', undefined],
    ];
    for (const [path, kind] of cases) assert.equal(fileKind(path), kind, path);
  });
});

suite('pages as a whole', () => {
  test('every empty state says what is missing, what works, and what to do', () => {
    const states: readonly Missing[] = [
      { why: 'noFolder' },
      { why: 'noRepository' },
      { why: 'emptyRepository' },
      { why: 'restricted' },
      { why: 'web' },
      { why: 'gitMissing' },
      { why: 'gitDisabled' },
      { why: 'untrustedOwner', folder: '/x' },
      { why: 'noDefaultBranch' },
      { why: 'failed', sentence: 'It took too long.' },
    ];
    for (const missing of states) {
      const [text, works, actions] = cardOf(emptyPage(missing, english), `empty-${missing.why}`).blocks;
      assert.ok(text?.kind === 'text' && works?.kind === 'text' && works.quiet === true, missing.why);
      assert.ok(
        actions?.kind === 'actions' && actions.buttons.filter(({ primary }) => primary === true).length === 1,
        missing.why,
      );
    }
  });

  test('Product asks what its answers leave open, and lists what is not visible', () => {
    const answer = {
      question: 'What server?',
      answer: 'Fly.io',
      confidence: 'stated' as const,
      evidence: [],
      unknown: 'The size is a setting. Ask: how many run at peak?',
    };
    const page = productPage(
      { product: product({ answers: [answer] }), repository: 'shop', files: 3, fetchedAt: undefined, now },
      english,
      titleOf,
    );
    assert.equal(plain(cardOf(page, 'answer-0').ask?.question ?? []), 'How many run at peak?');
    assert.deepEqual(cardWords(cardOf(page, 'unseen')), ['The size is a setting.']);
  });

  test('Markdown of a page holds repository text as text', () => {
    const hostile = coming(branch('`x`', { subject: '<img src=x> [a](http://b) @team' }));
    const text = pageAsMarkdown(main(hostile), english);
    assert.ok(text.includes('`` `x` ``'));
    assert.ok(text.includes('\\<img src=x\\> \\[a\\](http://b) @\u200bteam'));
    assert.match(text, /^# One branch is not in `main` yet\./);
  });

  test('back and forward; typing a search is one step', () => {
    const learn = go(startTrail({ place: 'now' }), { place: 'learn' });
    const searched = go(go(learn, { place: 'search', query: 'm' }), { place: 'search', query: 'me' });
    assert.deepEqual(back(searched).at, { place: 'learn' });
    assert.deepEqual(forward(back(searched)).at, { place: 'search', query: 'me' });
    assert.deepEqual(go(back(searched), { place: 'product' }).after, []);
  });

  test('the last branch pattern that matches decides', () => {
    assert.equal(branchMatches(['main'], 'main'), true);
    assert.equal(branchMatches(['release/*'], 'release/a/b'), false);
    assert.equal(branchMatches(['release/**', '!release/old'], 'release/old'), false);
    assert.equal(branchMatches(['a[b'], 'a[b'), true);
  });
});
