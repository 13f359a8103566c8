import assert from 'node:assert/strict';
import { conflictDetails } from '../../src/core/git/conflictDetails';
import { defaultBranch } from '../../src/core/git/defaultBranch';
import { predictMerge } from '../../src/core/git/predict';
import { mergeReport } from '../../src/core/git/reports';
import { currentBranch, repositoryState } from '../../src/core/git/state';
import { Scratch, numbered, withRepository } from './scratch';

suite('merges of all kinds', () => {
  let scratch: Scratch;
  suiteSetup(() => {
    const lfs = (id: string) => `version https://git-lfs.github.com/spec/v1\noid sha256:${id}\nsize 1\n`;
    const module = (digit: string) => ({ mode: '160000', data: digit.repeat(40) });
    scratch = new Scratch([
      {
        branch: 'main',
        files: { 'a b.txt': numbered(12), 'gone.txt': numbered(4), 'big.bin': lfs('0'), lib: module('1') },
      },
      { branch: 'ahead', from: ':1', files: { 'new.txt': 'x\n' } },
      {
        branch: 'topic',
        from: ':1',
        files: { 'a b.txt': numbered(12, { 1: 'first', 8: 'theirs' }) },
        subject: 'Their line',
      },
      {
        branch: 'topic',
        files: { 'gone.txt': numbered(4, { 2: 'kept' }), 'big.bin': lfs('2'), lib: module('2') },
      },
      {
        branch: 'main',
        files: { 'a b.txt': numbered(12, { 8: 'ours' }).replace('line 4\n', '') },
        subject: 'Our line',
      },
      { branch: 'main', files: { 'gone.txt': undefined, 'big.bin': lfs('1'), lib: module('3') } },
      { branch: 'unrelated', files: { 'a b.txt': 'x\n' } },
    ]);
  });
  suiteTeardown(() => scratch.remove());

  test('conflicts carry the kinds that git names, on new and on old git', async () => {
    const old = { ...scratch.port, version: () => Promise.resolve([2, 34, 1]) };
    for (const port of [scratch.port, old]) {
      const { conflicts, relation, ahead, behind, notes, confidence } = await predictMerge(
        port,
        'topic',
        'main',
      );
      assert.deepEqual(conflicts.map(({ file, kind }) => `${kind}: ${file}`).sort(), [
        'contents: a b.txt',
        'contents: big.bin',
        'modify/delete: gone.txt',
        port === old ? 'submodule: lib' : 'submodule not initialized: lib',
      ]);
      assert.deepEqual(
        [relation, ahead, behind, confidence],
        ['diverged', 2, 2, port === old ? 'inferred' : 'stated'],
      );
      assert.deepEqual(notes, port === old ? ['oldGit', 'submodule'] : ['submodule']);
    }
  });

  test('a conflict shows both sides with their lines and commits', async () => {
    const prediction = await predictMerge(scratch.port, 'topic', 'main');
    const details = await conflictDetails(scratch.port, prediction, 4);
    const text = details.find(({ file }) => file === 'a b.txt');
    assert.deepEqual(text?.conflictingLines, {
      base: { start: 8, lines: ['line 8'] },
      into: { start: 7, lines: ['ours'] },
      from: { start: 8, lines: ['theirs'] },
    });
    assert.deepEqual(
      [text.intoCommits, text.fromCommits].map(list => list.map(({ subject }) => subject)),
      [['Our line'], ['Their line']],
    );
    assert.equal(details.find(({ file }) => file === 'big.bin')?.lfs, true);
    assert.equal(details.find(({ file }) => file === 'gone.txt')?.conflictingLines, undefined);
  });

  test('fast-forward, merged and unrelated need no trial', async () => {
    const relation = async (from: string, into: string) =>
      (await predictMerge(scratch.port, from, into)).relation;
    assert.equal(await relation('ahead', 'main~2'), 'fastForward');
    assert.equal(await relation('main~2', 'ahead'), 'alreadyMerged');
    assert.equal(await relation('unrelated', 'main'), 'unrelated');
  });

  test('the report follows the push that a merge would be', async () => {
    const events: unknown[] = [];
    const trace = { runs: [], deploys: [], notRun: [] };
    const report = await mergeReport(
      scratch.port,
      'ahead',
      'main',
      event => (events.push(event), Promise.resolve(trace)),
    );
    assert.deepEqual(report, {
      base: scratch.git('rev-parse', 'main~2'),
      commits: 1,
      files: 1,
      fastForward: false,
      conflicts: [],
      alreadyMerged: false,
      trace,
    });
    assert.deepEqual(events, [{ kind: 'push', branch: 'main', changed: ['new.txt'] }]);
    await assert.rejects(
      mergeReport(scratch.port, 'none', 'main', () => Promise.resolve(trace)),
      /"none"/,
    );
  });

  test('a merge under way, with its conflicts, and a detached head', async () => {
    scratch.git('reset', '-q', '--hard', 'main');
    assert.deepEqual(await repositoryState(scratch.port), { operation: undefined, conflicted: [] });
    scratch.tryGit('merge', 'topic');
    const { operation, other, conflicted } = await repositoryState(scratch.port);
    assert.deepEqual([operation, other], ['merge', scratch.git('rev-parse', 'topic')]);
    assert.deepEqual(conflicted, ['a b.txt', 'big.bin', 'gone.txt', 'lib']);
    scratch.git('reset', '-q', '--hard', 'main');
    scratch.git('checkout', '-q', '--detach', 'topic');
    assert.equal((await currentBranch(scratch.port)).kind, 'detached');
    scratch.tryGit('rebase', 'main');
    const rebase = await repositoryState(scratch.port);
    assert.deepEqual(
      [rebase.operation, rebase.other, rebase.step, rebase.steps],
      ['rebase', scratch.git('rev-parse', 'main'), 1, 2],
    );
  });

  test('an empty repository has no default branch and an unborn current one', () =>
    withRepository([], async ({ port }) => {
      assert.equal(await defaultBranch(port), undefined);
      assert.deepEqual(await currentBranch(port), { kind: 'unborn', name: 'main' });
      await assert.rejects(predictMerge(port, 'HEAD', 'main'), { name: 'GitError', reason: 'failed' });
    }));
});
