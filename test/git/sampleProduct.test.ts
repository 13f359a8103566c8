import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileSample } from '../../src/core/sample/compile';
import { makeSampleRepository } from '../../src/platform/sampleRepository';
import { readSample } from '../sampleSources';

const now = Date.UTC(2026, 0, 15, 12);
const day = 24 * 60 * 60 * 1000;

suite('the sample product', () => {
  let parent = '';
  let folder = '';
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    }).trim();
  /** Files in which git cannot merge `branch` into main by itself. */
  const conflicts = (branch: string) => {
    try {
      git('merge-tree', '--write-tree', '--name-only', '--no-messages', 'main', branch);
      return [];
    } catch (error) {
      return (error as { stdout: string }).stdout.trim().split('\n').slice(1);
    }
  };

  suiteSetup(async () => {
    parent = mkdtempSync(join(tmpdir(), 'tpm-lens-sample-'));
    folder = await makeSampleRepository(readSample(), parent, { now });
  });
  suiteTeardown(() => rmSync(parent, { recursive: true, force: true }));

  test('has its branches, at home and at origin, and a clean folder', () => {
    assert.deepEqual(git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n'), [
      'feature/refund-limit',
      'main',
    ]);
    const remote = git('for-each-ref', '--format=%(refname:lstrip=3)', 'refs/remotes/origin').split('\n');
    for (const branch of [
      'HEAD',
      'main',
      'feature/refund-limit',
      'fix/checkout-timeout',
      'deps/express-5',
      'docs/returns-guide',
    ]) {
      assert.ok(remote.includes(branch), branch);
    }
    assert.equal(git('status', '--porcelain', '--branch'), '## main...origin/main');
  });

  test('has two releases, with 14 changes in the second and 9 after it', () => {
    assert.equal(git('tag', '--list'), 'v2.7.0\nv2.8.0');
    assert.equal(git('rev-list', '--count', 'v2.7.0..v2.8.0'), '14');
    assert.equal(git('rev-list', '--count', 'v2.8.0..main'), '9');
  });

  test('the feature branch conflicts in the refund policy and is ahead of what was pushed; the others merge cleanly', () => {
    assert.deepEqual(conflicts('feature/refund-limit'), ['src/policy.ts']);
    assert.equal(git('rev-list', '--left-right', '--count', 'main...feature/refund-limit'), '2\t4');
    assert.equal(git('rev-list', '--count', 'origin/feature/refund-limit..feature/refund-limit'), '2');
    for (const branch of ['fix/checkout-timeout', 'deps/express-5', 'docs/returns-guide'])
      assert.deepEqual(conflicts(`origin/${branch}`), [], branch);
  });

  test('tells its dates from the moment it is made', () => {
    assert.equal(Number(git('log', '-1', '--format=%ct', 'main')) * 1000, now - 4.2 * day);
    assert.equal(Math.round(statSync(join(folder, '.git', 'FETCH_HEAD')).mtimeMs), now - 3.01 * day);
  });

  test('can fetch from its origin, from which nothing is missing', () => {
    assert.equal(git('fetch', '--dry-run'), '');
    assert.equal(
      git('ls-remote', 'origin', 'refs/heads/main').split('\t')[0],
      git('rev-parse', 'origin/main'),
    );
  });

  test('the folder has the files that stand where there is no git', () => {
    const { files } = readSample();
    assert.deepEqual(git('ls-files').split('\n'), files.map(({ path }) => path).sort());
    for (const { path, text } of files) assert.equal(readFileSync(join(folder, path), 'utf8'), text, path);
  });
});

suite('compiling the history', () => {
  const history = (steps: string) => ({
    path: 'sample/history.yaml',
    text: `name: shop\npeople: { ana: { name: Ana, email: a@b.example } }\nreader: ana\nfetchedDaysAgo: 1\ndefaultBranch: main\nlocalBranches: [main]\nsteps:\n${steps}`,
  });
  const file = { path: 'sample/steps/start/a.txt', text: 'one\ntwo\n' };
  const problems = (steps: string) =>
    compileSample([history(steps), file]).problems.map(({ line, message }) => `${line}: ${message}`);

  test('an edit that fits nowhere is reported at its step', () =>
    assert.deepEqual(
      problems(
        '  - { commit: A, by: ana, daysAgo: 2, on: main, files: start }\n  - { commit: B, by: ana, daysAgo: 1, on: main, edit: [{ file: a.txt, find: three, put: four }] }',
      ),
      ['9: a.txt has "three" 0 times, not once'],
    ));

  test('a branch that does not exist yet is reported', () =>
    assert.deepEqual(
      problems(
        '  - { commit: A, by: ana, daysAgo: 2, on: main, files: start }\n  - { commit: B, by: ana, daysAgo: 1, on: x, from: y }',
      ),
      ['9: there is no branch "y" yet'],
    ));
});
