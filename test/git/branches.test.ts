import assert from 'node:assert/strict';
import { unmergedBranches, type RemoteBranch, type UnmergedBranches } from '../../src/core/git/branches';
import { compareBranch } from '../../src/core/git/compare';
import { defaultBranch } from '../../src/core/git/defaultBranch';
import { resolveCommit } from '../../src/core/git/refs';
import { shippedReport } from '../../src/core/git/reports';
import { releases } from '../../src/core/git/releases';
import { currentBranch, lastFetch } from '../../src/core/git/state';
import { Scratch, numbered } from './scratch';

const origin = (name: string) => `refs/remotes/origin/${name}`;
const day = 86_400;
const start = 1_700_000_000;
const oddNames = ['-rf.txt', 'a "quoted" name', 'line\nbreak', 'tab\tbed', 'ünï çødé/日本.txt', ' leading'];

/**
 * main: first, squashed `cart`, cart changed again; on their way: `search` (conflicts), `odd` (strange file names),
 * a dependency update and an old branch; `cart` and `fixed` are in main by content.
 */
function product() {
  const at = (days: number) => start + days * day;
  const lines = (change: Readonly<Record<number, string>>) => ({ 'src/shop.ts': numbered(20, change) });
  const scratch = new Scratch([
    { branch: origin('main'), files: { ...lines({}), 'other.txt': 'x\n' }, time: at(0), subject: 'Begin' },
    { branch: origin('cart'), from: ':1', files: lines({ 3: 'cart' }), time: at(1) },
    { branch: origin('cart'), files: { 'src/payments/pay.ts': 'pay\n' }, time: at(2) },
    {
      branch: origin('fixed'),
      from: ':1',
      files: lines({ 12: 'fixed' }),
      time: at(1),
      author: 'Bo <bo@example.org>',
    },
    {
      branch: origin('main'),
      files: { ...lines({ 3: 'cart' }), 'src/payments/pay.ts': 'pay\n' },
      time: at(3),
      subject: 'Cart (#7)',
    },
    { branch: origin('main'), files: lines({ 3: 'cart', 12: 'fixed' }), time: at(4), subject: 'Fix (#8)' },
    {
      branch: origin('main'),
      files: lines({ 3: 'cart', 12: 'again' }),
      time: at(5),
      subject: 'Fix again (#9)',
    },
    {
      branch: origin('search'),
      from: ':1',
      files: lines({ 3: 'search' }),
      time: at(6),
      author: 'Cy <cy@example.org>',
    },
    {
      branch: origin('search'),
      files: { 'test/search.test.ts': 't\n', 'src/auth/login.ts': 'l\n' },
      time: at(7),
    },
    {
      branch: origin('odd'),
      from: ':7',
      files: Object.fromEntries(oddNames.map(name => [name, 'x\n'])),
      time: at(8),
    },
    {
      branch: origin('deps'),
      from: ':7',
      files: { 'package.json': '{}\n' },
      time: at(9),
      author: 'dependabot[bot] <d@github>',
    },
    { branch: origin('old'), from: ':1', files: { 'old.txt': 'old\n' }, time: at(-100) },
    { branch: 'mine', from: ':9', files: { 'docs/a.md': 'a\n' }, time: at(10), subject: 'Only here' },
  ]);
  scratch.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  scratch.git('symbolic-ref', 'HEAD', 'refs/heads/mine');
  scratch.git('update-ref', 'refs/tags/v1.0.0', 'origin/main~3');
  scratch.git('update-ref', 'refs/tags/v1.1.0', 'origin/main~1');
  return scratch;
}

suite('branches of a product', () => {
  let scratch: Scratch;
  suiteSetup(() => (scratch = product()));
  suiteTeardown(() => scratch.remove());
  const main = async () => {
    const into = await defaultBranch(scratch.port);
    assert.ok(into);
    return into;
  };

  test('the default branch is the one the remote names', async () => {
    const { name, ref, shown, remote, how } = await main();
    assert.deepEqual(
      [name, ref, shown, remote, how],
      ['main', origin('main'), 'origin/main', 'origin', 'remoteHead'],
    );
  });

  test('who and how much is told before merges are tried, the rest as it is found', async () => {
    const now = (start + 12 * day) * 1000;
    const parts: UnmergedBranches[] = [];
    const report = (soFar: UnmergedBranches) => parts.push(soFar);
    const whole = await unmergedBranches(scratch.port, await main(), { now, report });
    const [first, ...more] = parts;
    assert.ok(first);
    assert.ok(first.branches.every(({ conflicts }) => conflicts === 'pending'));
    for (const { name, author, subject, ahead, lastDate } of whole.branches) {
      const early: RemoteBranch | undefined = first.branches.find(branch => branch.name === name);
      assert.deepEqual(
        [early?.author, early?.subject, early?.ahead, early?.lastDate],
        [author, subject, ahead, lastDate],
      );
    }
    assert.deepEqual(more.at(-1), whole);
    assert.ok(whole.branches.every(({ conflicts }) => conflicts !== 'pending'));
  });

  test('a branch that parted long ago is listed once a longer walk has found where, and merges wait for the screen', async () => {
    const at = (days: number) => start + days * day;
    const old = new Scratch([
      { branch: origin('main'), files: { 'a.txt': 'a\n' }, time: at(0) },
      { branch: origin('main'), files: { 'b.txt': 'b\n' }, time: at(400) },
      { branch: origin('long-ago'), from: ':1', files: { 'c.txt': 'c\n' }, time: at(401) },
      { branch: origin('lately'), from: ':2', files: { 'd.txt': 'd\n' }, time: at(402) },
    ]);
    try {
      old.git('symbolic-ref', origin('HEAD'), origin('main'));
      const into = await defaultBranch(old.port);
      assert.ok(into);
      const parts: UnmergedBranches[] = [];
      let show: () => void = () => undefined;
      const shown = new Promise<void>(resolve => (show = resolve));
      const whole = await unmergedBranches(old.port, into, {
        now: at(403) * 1000,
        report: soFar => {
          parts.push(soFar);
          if (parts.length === 2) {
            assert.ok(soFar.branches.every(({ conflicts }) => conflicts === 'pending'));
            show();
          }
        },
        shown,
      });
      const names = (of?: UnmergedBranches) =>
        of?.branches.map(({ name, ahead, behind }) => [name, ahead, behind]);
      assert.deepEqual(names(parts[0]), [['lately', 1, 0]]);
      assert.deepEqual(names(parts[1]), [
        ['lately', 1, 0],
        ['long-ago', 1, 1],
      ]);
      assert.deepEqual(names(whole), names(parts[1]));
    } finally {
      old.remove();
    }
  });

  test('what is on its way, newest first, without what is there by content', async () => {
    const now = (start + 12 * day) * 1000;
    const { branches, byContent, stale, notCompared } = await unmergedBranches(scratch.port, await main(), {
      now,
    });
    assert.deepEqual(
      branches.map(({ name, conflicts, bot }) => [name, conflicts, bot]),
      [
        ['deps', 'none', true],
        ['odd', 'none', false],
        ['search', 'some', false],
      ],
    );
    assert.deepEqual([byContent, stale, notCompared], [['cart', 'fixed'], 1, 0]);
    const search = branches[2];
    assert.deepEqual(
      [
        search?.author,
        search?.ahead,
        search?.behind,
        search?.files,
        search?.added,
        search?.removed,
        search?.lastDate,
      ],
      ['Cy', 2, 3, 3, 3, 1, '2023-11-21T22:13:20+00:00'],
    );
    assert.deepEqual(search?.conflictedFiles, ['src/shop.ts']);
    assert.deepEqual(
      [search.touched.areas, search.touched.tests],
      [[{ area: 'auth', files: ['src/auth/login.ts'] }], 'touched'],
    );
  });

  test('only the newest are compared, the rest is counted', async () => {
    const { branches, notCompared } = await unmergedBranches(scratch.port, await main(), {
      now: (start + 12 * day) * 1000,
      limit: 1,
    });
    assert.deepEqual([branches.map(({ name }) => name), notCompared], [['deps'], 4]);
  });

  test('a branch is compared with the remote, and says what is only on this computer', async () => {
    const { ahead, behind, onlyHere, commits, changes } = await compareBranch(
      scratch.port,
      'HEAD',
      'origin/main',
    );
    assert.deepEqual([ahead, behind, onlyHere, changes.files.length], [3, 3, 1, 4]);
    assert.deepEqual(
      commits.map(commit => commit.onlyHere),
      [true, false, false],
    );
    assert.equal(commits[0]?.subject, 'Only here');
  });

  test('strange file names come through as they are', async () => {
    const { changes } = await compareBranch(scratch.port, 'odd', 'origin/main');
    assert.deepEqual(changes.files.map(({ path }) => path).sort(), [...oddNames].sort());
  });

  test('names lead to commits, and nothing in a name is an option or a pattern', async () => {
    const id = scratch.git('rev-parse', 'origin/search');
    assert.equal(await resolveCommit(scratch.port, 'search'), id);
    assert.equal(await resolveCommit(scratch.port, 'origin/search'), id);
    for (const name of ['', '--all', 'se*', 'origin/search..main', 'HEAD:src', 'no\0ne'])
      assert.equal(await resolveCommit(scratch.port, name), undefined, name);
  });

  test('where a change is: branches, tags, the first release, and by content', async () => {
    const first = await shippedReport(scratch.port, 'origin/main~2');
    assert.deepEqual(
      [first.on, first.tags, first.firstTag],
      [['origin/deps', 'origin/main', 'origin/odd'], ['v1.1.0'], 'v1.1.0'],
    );
    assert.equal((await shippedReport(scratch.port, 'v1.0.0')).firstTag, 'v1.0.0');
    const cart = await shippedReport(scratch.port, 'origin/cart');
    assert.deepEqual(
      [cart.on, cart.tags, cart.byContent],
      [['origin/cart'], [], [{ branch: 'origin/main', confidence: 'inferred' }]],
    );
    assert.equal((await shippedReport(scratch.port, 'origin/search')).byContent, undefined);
  });

  test('what is merged and not released, and what was in the last release', async () => {
    const { last, previous, unreleased, inLast } = await releases(scratch.port, (await main()).id);
    assert.deepEqual([last?.tag, previous?.tag], ['v1.1.0', 'v1.0.0']);
    assert.deepEqual(
      [unreleased, inLast].map(list => list.map(({ subject }) => subject)),
      [['Fix again (#9)'], ['Fix (#8)', 'Cart (#7)']],
    );
  });

  test('the current branch, and how old the knowledge of the remote is', async () => {
    const branch = await currentBranch(scratch.port);
    assert.deepEqual([branch.kind, 'name' in branch && branch.name], ['branch', 'mine']);
    // making the branches counts as hearing of them
    assert.equal((await lastFetch(scratch.port, await main())).how, 'update');
    scratch.touch('FETCH_HEAD', 4_000_000_000);
    assert.deepEqual(await lastFetch(scratch.port, await main()), {
      at: '2096-10-02T07:06:40.000Z',
      how: 'fetch',
    });
  });
});
