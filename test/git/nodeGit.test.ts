import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { predictMerge } from '../../src/core/git/predict';
import { safeEnvironment } from '../../src/platform/gitSafety';
import { nodeGit } from '../../src/platform/nodeGit';
import { Scratch, numbered, withRepository } from './scratch';

/** Every file of a folder with its content and time. */
const snapshot = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map(name => {
      const stat = lstatSync(join(folder, name));
      const content = stat.isFile()
        ? createHash('sha1')
            .update(readFileSync(join(folder, name)))
            .digest('hex')
        : '';
      return `${name} ${stat.mtimeMs} ${content}`;
    });

suite('git on the desktop', () => {
  test('leaves the repository as it is when it tries a merge', () =>
    withRepository(
      [
        { branch: 'main', files: { 'a "b": c;d.txt': numbered(5) } },
        { branch: 'topic', from: ':1', files: { 'a "b": c;d.txt': numbered(5, { 1: 'x' }) } },
        { branch: 'main', files: { 'a "b": c;d.txt': numbered(5, { 5: 'y' }) } },
      ],
      async scratch => {
        scratch.git('reset', '-q', '--hard');
        const before = snapshot(scratch.path);
        const { confidence, conflicts } = await predictMerge(scratch.port, 'topic', 'main');
        assert.deepEqual({ confidence, conflicts }, { confidence: 'stated', conflicts: [] });
        assert.deepEqual(snapshot(scratch.path), before);
      },
    ));

  test('reads objects of a folder whose name separates lists elsewhere, and of a linked worktree', async () => {
    const outer = new Scratch();
    const folder = join(outer.path, 'a:b "c" \\ d');
    mkdirSync(folder);
    try {
      outer.git('init', '-q', '-b', 'main', folder);
      outer.git('-C', folder, 'commit', '-q', '--allow-empty', '-m', 'first');
      outer.git('-C', folder, 'worktree', 'add', '-q', '-b', 'topic', join(outer.path, 'tree'));
      outer.git('-C', join(outer.path, 'tree'), 'commit', '-q', '--allow-empty', '-m', 'second');
      outer.git('-C', folder, 'commit', '-q', '--allow-empty', '-m', 'third');
      for (const place of [folder, join(outer.path, 'tree')])
        assert.equal((await predictMerge(nodeGit(place, 'git'), 'topic', 'main')).byContent, true);
    } finally {
      outer.remove();
    }
  });

  test('says in a sentence what went wrong', async function () {
    if (process.platform === 'win32') this.skip();
    const scratch = new Scratch();
    try {
      const program = (text: string) => {
        const path = join(scratch.path, `program-${text.length}`);
        writeFileSync(path, `#!/bin/sh\n${text}\n`);
        chmodSync(path, 0o755);
        return path;
      };
      const forever = program('exec tail -f /dev/null');
      const says = (text: string) => program(`echo "fatal: ${text}" >&2; exit 128`);
      const controller = new AbortController();
      const waiting = nodeGit(scratch.path, forever).run(['version'], { signal: controller.signal });
      controller.abort();
      const cases = [
        ['missingGit', nodeGit(scratch.path, join(scratch.path, 'none')).run(['version'])],
        ['notARepository', nodeGit(join(scratch.path, 'none'), 'git').run(['rev-parse', 'HEAD'])],
        ['notARepository', nodeGit('/', 'git').run(['rev-parse', 'HEAD'])],
        ['untrusted', nodeGit('/', says("detected dubious ownership in repository at '/x'")).run(['log'])],
        ['missingObject', nodeGit('/', says('unable to read tree 123')).run(['log'])],
        ['timeout', nodeGit(scratch.path, forever, { timeLimit: 1 }).run(['version'])],
        ['tooLarge', nodeGit(scratch.path, 'git', { outputLimit: 5 }).run(['version'])],
        ['failed', scratch.port.run(['log'])],
        ['aborted', waiting],
      ] as const;
      await Promise.all(
        cases.map(([reason, running]) => assert.rejects(running, { name: 'GitError', reason }, reason)),
      );
    } finally {
      scratch.remove();
    }
  });

  test('inherits where the configuration lies and nothing else of git', () => {
    const names = [
      'GIT_DIR',
      'GIT_EXTERNAL_DIFF',
      'GIT_TRACE',
      'Git_Config_Count',
      'SSH_ASKPASS',
      'GIT_CONFIG_GLOBAL',
      'HOME',
    ];
    const kept = Object.keys(safeEnvironment(Object.fromEntries(names.map(name => [name, 'inherited']))));
    assert.deepEqual(
      names.filter(name => kept.includes(name)),
      ['GIT_CONFIG_GLOBAL', 'HOME'],
    );
  });
});
