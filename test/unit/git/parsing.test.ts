import assert from 'node:assert/strict';
import { isDocument, isTest, touchedBy } from '../../../src/core/git/areas';
import { parseChanges } from '../../../src/core/git/changes';
import { isBot, parseCommits } from '../../../src/core/git/commits';
import { forkIn, reach } from '../../../src/core/git/graph';
import { habitOf } from '../../../src/core/git/habit';
import { firstConflict, parseHunks } from '../../../src/core/git/hunks';
import { parseMergeTree } from '../../../src/core/git/mergeTree';
import { atLeast, branchName } from '../../../src/core/git/refs';
import { asRelease, compareVersions, lastReleases } from '../../../src/core/git/releases';
import { shapesOf } from '../../../src/core/git/shapes';
import type { Commit } from '../../../src/core/git/types';

const commit = (id: string, parents: readonly string[] = [], subject = id): Commit => ({
  id,
  parents,
  subject,
  author: 'Ada',
  authorEmail: 'ada@example.org',
  date: '2026-01-01T00:00:00Z',
});

suite('what git prints', () => {
  test('commits: empty fields and odd subjects stay in their places', () => {
    const text = [
      'a1',
      '',
      'Ada',
      '',
      '2026-01-01T00:00:00Z',
      '',
      'b2',
      'a1 c3',
      '',
      'x@y',
      '2026',
      '<b>"\n',
      '',
    ].join('\0');
    const [first, second] = parseCommits(text);
    assert.deepEqual([first?.parents, first?.subject], [[], '']);
    assert.deepEqual([second?.parents, second?.author, second?.subject], [['a1', 'c3'], '', '<b>"\n']);
  });

  test('changes: renames, copies, binary files, submodules and tabs in names', () => {
    const mode = (old: string, now: string, kind: string) =>
      `:${old} ${now} ${'0'.repeat(40)} ${'1'.repeat(40)} ${kind}`;
    const text = [
      ...[mode('100644', '100644', 'M'), 'a\tb'],
      ...[mode('100644', '100644', 'R090'), 'old', 'new'],
      ...[mode('000000', '160000', 'A'), 'lib'],
      ...[mode('100644', '000000', 'D'), '-d'],
      ...[mode('100644', '120000', 'T'), 't'],
      ...['1\t2\ta\tb', '3\t0\t', 'old', 'new', '1\t0\tlib', '-\t-\t-d', '1\t1\tt', ''],
    ].join('\0');
    assert.deepEqual(parseChanges(text), [
      { path: 'a\tb', status: 'modified', added: 1, removed: 2 },
      { path: 'new', from: 'old', status: 'renamed', added: 3, removed: 0 },
      { path: 'lib', status: 'added', submodule: true, added: 1, removed: 0 },
      { path: '-d', status: 'deleted', added: undefined, removed: undefined },
      { path: 't', status: 'typeChanged', added: 1, removed: 1 },
    ]);
  });

  test('merges: every unmerged path gets the first kind that git names, under its plain name', () => {
    const [into, from] = ['a'.repeat(40), 'b'.repeat(40)];
    const stage = (number: number, path: string) => `100644 ${'c'.repeat(40)} ${number}\t${path}`;
    const text = [
      'd'.repeat(40),
      ...[
        stage(1, 'x'),
        stage(2, 'x'),
        stage(3, 'x'),
        stage(2, `dir~${into}`),
        stage(1, 'old'),
        stage(3, 'new\nline'),
        '',
      ],
      ...['1', 'x', 'Auto-merging', 'Auto-merging x\n'],
      ...['1', 'x', 'CONFLICT (contents)', 'CONFLICT (content): Merge conflict in x\n'],
      ...['2', `dir~${into}`, 'dir', 'CONFLICT (file/directory)', 'words\n'],
      ...['2', 'new\nline', 'old', 'CONFLICT (rename/delete)', 'words\n'],
      ...['1', 'new\nline', 'CONFLICT (modify/delete)', 'words\n', ''],
    ].join('\0');
    const { tree, conflicts } = parseMergeTree(text, [into, from]);
    assert.equal(tree, 'd'.repeat(40));
    assert.deepEqual(
      conflicts.map(({ file, kind }) => [file, kind]),
      [
        ['x', 'contents'],
        ['dir', 'file/directory'],
        ['old', 'rename/delete'],
        ['new\nline', 'rename/delete'],
      ],
    );
  });

  test('versions and names', () => {
    assert.ok(atLeast([2, 38], [2, 38]) && atLeast([3], [2, 38]) && !atLeast([2, 9, 5], [2, 38]));
    assert.equal(branchName('refs/remotes/origin/a/b'), 'a/b');
    assert.equal(branchName('refs/heads/origin/a'), 'origin/a');
    assert.equal(branchName('up/a', ['up']), 'a');
  });
});

suite('the lines of a conflict', () => {
  /** The first conflict of three texts, given the hunks `start,length>newStart:lines` of both sides. */
  const hunk = (baseStart: number, baseLength: number, start: number, ...lines: string[]) => ({
    baseStart,
    baseLength,
    start,
    lines,
  });
  const base = ['1', '2', '3', '4', '5'];

  test('are numbered on both sides', () => {
    const found = firstConflict(
      base,
      [hunk(1, 0, 1, 'top'), hunk(3, 1, 4, 'mine')],
      [hunk(3, 1, 3, 'theirs', 'more')],
    );
    assert.deepEqual(found, {
      base: { start: 3, lines: ['3'] },
      into: { start: 4, lines: ['mine'] },
      from: { start: 3, lines: ['theirs', 'more'] },
    });
  });

  test('are none where both sides made the same change, or changed distant lines', () => {
    assert.equal(firstConflict(base, [hunk(2, 1, 2, 'x')], [hunk(2, 1, 2, 'x')]), undefined);
    assert.equal(firstConflict(base, [hunk(1, 1, 1, 'x')], [hunk(4, 1, 4, 'y')]), undefined);
  });

  test('touch where the changed lines are neighbours', () => {
    const found = firstConflict(base, [hunk(2, 1, 2, 'x')], [hunk(3, 1, 3, 'y')]);
    assert.deepEqual(
      [found?.into.lines, found?.from.lines],
      [
        ['x', '3'],
        ['2', 'y'],
      ],
    );
  });

  test('are read from a patch', () => {
    const patch =
      'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -2 +2,2 @@ title\n-2\n+a\n+++b\n@@ -5,0 +7 @@\n+end\n\\ No newline at end of file\n';
    assert.deepEqual(parseHunks(patch), [
      hunk(2, 1, 2, 'a', '++b'),
      hunk(6, 0, 7, 'end', '\\ No newline at end of file'),
    ]);
  });
});

suite('what a change touches', () => {
  const assertAreas = (path: string, ...areas: string[]) =>
    assert.deepEqual(
      touchedBy([{ path }]).areas.map(({ area }) => area),
      areas,
      path,
    );

  test('is judged by places and names', () => {
    assertAreas('db/migrate/20240101_add_x.rb', 'migrations');
    assertAreas('shop/migrations/0001_initial.py', 'migrations');
    assertAreas('src/auth/session.ts', 'auth');
    assertAreas('app/models/userPasswordReset.rb', 'auth');
    assertAreas('src/author.ts');
    assertAreas('src/billing/api/invoice.proto', 'payments', 'publicApi');
    assertAreas('infra/main.tf', 'infrastructure');
    assertAreas('services/web/Dockerfile', 'infrastructure');
    assertAreas('.github/workflows/deploy-payments.yml', 'ci');
    assertAreas('web/package-lock.json', 'dependencies');
    assertAreas('requirements/dev.txt');
    assertAreas('requirements-dev.txt', 'dependencies');
    assertAreas('test/auth.test.ts');
    assertAreas('docs/payments.md');
  });

  test('tells tests and documents from the rest', () => {
    for (const path of [
      'src/a.test.ts',
      'pkg/a_test.go',
      'tests/test_a.py',
      'src/FooTest.java',
      'spec/a_spec.rb',
    ])
      assert.ok(isTest(path), path);
    for (const path of ['src/latest.ts', 'src/contest/a.ts', 'src/inspect.ts'])
      assert.ok(!isTest(path), path);
    for (const path of ['README', 'docs/a.png', 'a/b.md']) assert.ok(isDocument(path), path);
    for (const path of ['src/readme.ts', 'docs/build.py', 'requirements.txt'])
      assert.ok(!isDocument(path), path);
    assert.equal(touchedBy([{ path: 'a.md' }, { path: 'b.rst' }]).documentsOnly, true);
    assert.equal(touchedBy([{ path: 'a.test.ts' }]).tests, 'only');
  });

  test('knows programs by their names', () => {
    for (const author of ['dependabot[bot]', 'renovate', 'github-actions'])
      assert.ok(isBot({ author, authorEmail: '' }), author);
    for (const author of ['Abbot', 'Bors Ann'.slice(5), 'Ada [she/her]'])
      assert.ok(!isBot({ author, authorEmail: 'a@b' }), author);
  });
});

suite('releases and habits', () => {
  const release = (tag: string, date = '2026-01-01T00:00:00Z') => asRelease({ tag, id: tag, date });

  test('are tags with a version or a date', () => {
    const expected: Readonly<Record<string, readonly number[] | undefined>> = {
      'v1.2.3': [1, 2, 3],
      '2024.05.01': [2024, 5, 1],
      'release-7': [7],
      v7: [7],
      '@shop/cart@2.0.1': [2, 0, 1],
      'api/v1.4': [1, 4],
      'v1.0.0-rc.1': [1, 0, 0],
      'v1.0rc1': [1, 0],
      latest: undefined,
      'pr-123': undefined,
      deployed: undefined,
    };
    for (const [tag, version] of Object.entries(expected))
      assert.deepEqual(release(tag)?.version, version, tag);
    assert.deepEqual(
      ['v1.0.0-rc.1', 'v1.0rc1', 'v1.0.0'].map(tag => release(tag)?.preliminary),
      [true, true, false],
    );
  });

  test('the last one is the highest version of the newest series, not a later fix of an old one', () => {
    const all = [
      release('v1.9.5', '2026-03-01'),
      release('v2.0.0', '2026-02-01'),
      release('v2.1.0-rc1', '2026-02-15'),
      release('v1.10.0', '2026-01-01'),
    ].filter(found => found !== undefined);
    const { last, previous } = lastReleases(all);
    assert.deepEqual([last?.tag, previous?.tag], ['v2.0.0', 'v1.10.0']);
    assert.deepEqual(
      [...all].sort(compareVersions).map(({ tag }) => tag),
      ['v2.1.0-rc1', 'v2.0.0', 'v1.10.0', 'v1.9.5'],
    );
  });

  test('a habit needs a clear majority of some commits', () => {
    const squashes = Array.from({ length: 8 }, () => commit('x', ['p'], 'Fix (#12)'));
    assert.equal(habitOf([...squashes, commit('m', ['a', 'b'])]).usual, 'squash');
    assert.equal(
      habitOf([...squashes.slice(4), ...Array.from({ length: 4 }, () => commit('m', ['a', 'b']))]).usual,
      undefined,
    );
    assert.equal(habitOf(squashes.slice(6)).usual, undefined);
  });
});

suite('the shape of a history', () => {
  // main: r - a - b, topic: r - x - m(x, a) - y
  const graph = new Map([
    ['y', ['m']],
    ['m', ['x', 'a']],
    ['b', ['a']],
    ['x', ['r']],
    ['a', ['r']],
    ['r', ['older']],
  ]);

  test('the fork is where the branch last took over the main line', () => {
    assert.deepEqual(forkIn(graph, reach(graph, 'b'), 'y'), { own: ['y', 'm', 'x'], behind: 1, base: 'a' });
    assert.deepEqual(forkIn(graph, reach(graph, 'b'), 'x'), { own: ['x'], behind: 2, base: 'r' });
    assert.equal(forkIn(graph, reach(graph, 'b'), 'unknown'), undefined);
    assert.equal(forkIn(new Map([...graph, ['z', ['elsewhere']]]), reach(graph, 'b'), 'z'), undefined);
  });

  test('merge keeps the branch, squash leaves one commit, rebase copies without merges', () => {
    const own = [commit('x', ['r']), commit('m', ['x', 'a']), commit('y', ['m'], 'Last')];
    const { merge, squash, rebase } = shapesOf(own, [commit('b', ['r'])], commit('r'), 6);
    const tip = (shape: typeof merge) => shape.commits.at(-1);
    assert.deepEqual([tip(merge)?.parents, tip(merge)?.id], [['b', 'y'], undefined]);
    assert.deepEqual([tip(squash)?.parents, tip(squash)?.subject, squash.commits.length], [['b'], 'Last', 3]);
    assert.deepEqual(
      rebase.commits.map(({ key }) => key),
      ['r', 'b', 'new-x', 'new-y'],
    );
  });

  test('a long branch is shortened in the middle', () => {
    const own = Array.from({ length: 10 }, (_value, index) => commit(`c${index}`, [`c${index - 1}`]));
    const { before } = shapesOf(own, [], commit('r'), 4);
    assert.deepEqual(
      [before.commits.map(({ key }) => key), before.omitted],
      [['r', 'c0', 'c7', 'c8', 'c9'], 6],
    );
  });
});
