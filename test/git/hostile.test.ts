import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmergedBranches } from '../../src/core/git/branches';
import { compareBranch } from '../../src/core/git/compare';
import { conflictDetails } from '../../src/core/git/conflictDetails';
import { defaultBranch } from '../../src/core/git/defaultBranch';
import { predictMerge } from '../../src/core/git/predict';
import { shippedReport } from '../../src/core/git/reports';
import { historyShapes } from '../../src/core/git/shapes';
import { repositoryState } from '../../src/core/git/state';
import { GitError } from '../../src/core/repository/ports';
import { nodeFiles } from '../../src/platform/nodeFiles';
import { nodeGit } from '../../src/platform/nodeGit';
import { Scratch, numbered } from './scratch';

/** A repository in which every setting that can name a program names one that leaves a trace. */
function hostileRepository() {
  const scratch = new Scratch([
    { branch: 'main', files: { 'a.txt': numbered(9), 'd.txt': numbered(9), 'n.txt': 'x\n' } },
    {
      branch: 'topic',
      from: ':1',
      files: { 'a.txt': numbered(9, { 3: 'topic' }), 'd.txt': numbered(9, { 3: 'topic' }) },
    },
    { branch: 'main', files: { 'a.txt': numbered(9, { 3: 'main' }), 'd.txt': numbered(9, { 3: 'main' }) } },
  ]);
  const { path } = scratch;
  scratch.git('reset', '-q', '--hard');
  scratch.git('update-ref', 'refs/remotes/origin/topic', 'topic');
  scratch.git('update-ref', 'refs/remotes/origin/main', 'main');
  sign(scratch, 'refs/remotes/origin/signed');

  const trace = join(path, '.git', 'trace');
  const program = join(path, '.git', 'program');
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${trace}'\nexit 0\n`);
  chmodSync(program, 0o755);
  mkdirSync(join(path, '.git', 'evil'));
  for (const hook of [
    'post-index-change',
    'reference-transaction',
    'post-checkout',
    'fsmonitor-watchman',
    'pre-auto-gc',
  ]) {
    writeFileSync(join(path, '.git', 'evil', hook), readFileSync(program));
    chmodSync(join(path, '.git', 'evil', hook), 0o755);
  }
  const settings = {
    'core.fsmonitor': program,
    'core.hooksPath': join(path, '.git', 'evil'),
    'core.pager': program,
    'core.editor': program,
    'core.askPass': program,
    'core.sshCommand': program,
    'core.gitProxy': program,
    'core.alternateRefsCommand': program,
    'credential.helper': program,
    'diff.external': program,
    'diff.evil.command': program,
    'diff.evil.textconv': program,
    'diff.evil.cachetextconv': 'true',
    'merge.evil.driver': `${program} %O %A %B`,
    'merge.e=v.driver': `${program} %O %A %B`,
    'merge.renormalize': 'true',
    'filter.evil.clean': program,
    'filter.evil.smudge': program,
    'log.showSignature': 'true',
    'gpg.program': program,
    'extensions.partialClone': 'origin',
    'remote.origin.promisor': 'true',
    'remote.origin.url': `ext::${program}`,
    'protocol.ext.allow': 'always',
    'pager.log': program,
    'pager.diff': program,
    'alias.log': `!${program}`,
  };
  const lines = Object.entries(settings).map(([key, value]) => {
    const [section = '', ...rest] = key.split('.');
    const name = rest.pop() ?? '';
    return `[${section}${rest.length > 0 ? ` "${rest.join('.')}"` : ''}]\n\t${name} = "${value}"\n`;
  });
  writeFileSync(join(path, '.git', 'config'), lines.join(''), { flag: 'a' });
  writeFileSync(join(path, '.gitattributes'), '* diff=evil merge=evil filter=evil\nd.txt merge=e=v\n');
  // a file newer than the index makes git look at its content, through the filters
  writeFileSync(join(path, 'n.txt'), 'y\n');
  return {
    scratch,
    program,
    ran: () => (existsSync(trace) ? readFileSync(trace, 'utf8') : ''),
    clean: () => writeFileSync(trace, ''),
  };
}

/** A commit with a signature, which `log.showSignature` would have checked. */
function sign(scratch: Scratch, ref: string) {
  const plain = scratch.git('cat-file', 'commit', 'main').split('\n\n');
  const [head = '', ...message] = plain;
  const text = `${head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n${message.join('\n\n')}`;
  const id = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
    cwd: scratch.path,
    input: text,
    encoding: 'utf8',
  });
  scratch.git('update-ref', ref, id.trim());
}

suite('a hostile repository', () => {
  let repository: ReturnType<typeof hostileRepository>;
  suiteSetup(function () {
    if (process.platform === 'win32') this.skip();
    repository = hostileRepository();
  });
  suiteTeardown(() => repository.scratch.remove());

  test('runs its programs in a git that is not ours', () => {
    const { scratch, ran, clean } = repository;
    const leaves = (trace: RegExp, ...args: readonly string[]) => {
      scratch.tryGit(...args);
      assert.match(ran(), trace, args.join(' '));
      clean();
    };
    leaves(/program 2 \d+$/m, 'ls-files', '-o');
    leaves(/program --keyid-format.*--verify/, 'log', '-1', 'origin/signed');
    leaves(/program a\.txt /, 'diff', 'main', 'topic');
    leaves(/program \/tmp\S+$/m, 'diff', '--no-ext-diff', 'main', 'topic');
    leaves(
      /program \.merge_file/,
      '-c',
      'merge.renormalize=false',
      'merge-tree',
      '--write-tree',
      'main',
      'topic',
    );
    leaves(/program $/m, 'merge-tree', '--write-tree', 'main', 'topic');
  });

  test('runs nothing in ours, whatever is asked', async () => {
    const { scratch, program, ran } = repository;
    process.env['GIT_EXTERNAL_DIFF'] = program;
    process.env['GIT_SSH_COMMAND'] = program;
    const git = nodeGit(scratch.path, 'git');
    delete process.env['GIT_EXTERNAL_DIFF'];
    delete process.env['GIT_SSH_COMMAND'];

    const into = await defaultBranch(git);
    assert.ok(into);
    const { branches } = await unmergedBranches(git, into, { now: 1_700_000_000_000 });
    assert.equal(branches.length, 1);
    const prediction = await predictMerge(git, 'topic', 'main');
    assert.deepEqual(prediction.undecided, ['a.txt', 'd.txt']);
    assert.equal(prediction.confidence, 'unknown');
    const whole = { ...prediction, conflicts: [{ file: 'a.txt', kind: 'contents', ...(await stages(git)) }] };
    assert.equal((await conflictDetails(git, whole))[0]?.conflictingLines?.into.start, 3);
    assert.equal((await compareBranch(git, 'origin/topic', 'main')).changes.files.length, 2);
    await Promise.all([
      historyShapes(git, prediction),
      repositoryState(git),
      shippedReport(git, 'origin/signed'),
      git.run(['log', '-p', '-1', await idOf(git, 'origin/signed')]),
      git.run(['diff', 'main', 'topic']),
      git.run(['blame', '-L1,2', 'main', '--', 'a.txt']),
      nodeFiles(scratch.path, { git }).list(),
      nodeFiles(scratch.path, { git }).holding?.(['one', 'isEnabled(']),
    ]);
    await assert.rejects(git.run(['cat-file', 'blob', '1'.repeat(40)]), GitError);
    assert.equal(ran(), '');
  });

  test('refuses what could run or write something', async () => {
    const { port } = repository.scratch;
    for (const args of [
      ['push'],
      ['fetch'],
      ['config', 'core.pager', 'x'],
      ['diff', '--output=x', 'main'],
      ['grep', '--textconv', 'x'],
      ['grep', '-Ovim', 'x'],
      ['grep', '--open-files-in-pager=x', 'x'],
      ['log', '--ext-diff'],
      ['cat-file', '--textconv', 'main:a.txt'],
      ['symbolic-ref', 'HEAD', 'refs/heads/x'],
      ['diff', '--no-index', '/etc/passwd', 'a.txt'],
    ])
      await assert.rejects(port.run(args), { reason: 'failed' }, args.join(' '));
  });
});

const idOf = async (git: ReturnType<typeof nodeGit>, ref: string) =>
  (await git.run(['rev-parse', ref])).stdout.trim();

async function stages(git: ReturnType<typeof nodeGit>) {
  const stage = async (ref: string) => ({
    path: 'a.txt',
    mode: '100644',
    id: await idOf(git, `${ref}:a.txt`),
  });
  return { base: await stage('main~1'), into: await stage('main'), from: await stage('topic') };
}
