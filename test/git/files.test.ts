import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type * as vscode from 'vscode';
import { nodeFiles } from '../../src/platform/nodeFiles';
import { workspaceFiles } from '../../src/platform/workspaceFiles';
import type { WorkspaceAccess } from '../../src/platform/workspaceFiles';
import { Scratch } from './scratch';

function put(root: string, files: Readonly<Record<string, string | Buffer>>) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

suite('files on disk', () => {
  let root: string;
  suiteSetup(() => (root = mkdtempSync(join(tmpdir(), 'tpm-lens-test-'))));
  suiteTeardown(() => rmSync(root, { recursive: true, force: true }));

  test('are listed without installed code and without following links', async function () {
    if (process.platform === 'win32') this.skip();
    put(root, {
      'list/b.txt': '',
      'list/a/c.txt': '',
      'list/node_modules/x/index.js': '',
      'list/.git/config': '',
    });
    symlinkSync('..', join(root, 'list/a/loop'));
    const { files, omitted } = await nodeFiles(join(root, 'list')).list();
    assert.deepEqual(
      files.map(({ path }) => path),
      ['a/c.txt', 'a/loop', 'b.txt'],
    );
    assert.deepEqual(omitted, ['node_modules holds installed or generated code and was not read.']);
    const limited = await nodeFiles(join(root, 'list'), { maxFiles: 1 }).list();
    assert.deepEqual([limited.files.length, limited.omitted.length], [1, 2]);
  });

  test('are read as text, never from outside of the folder', async function () {
    if (process.platform === 'win32') this.skip();
    put(root, {
      'secret.txt': 'secret',
      'read/plain.txt': 'plain',
      'read/bom.txt': Buffer.from('\ufeffbom'),
      'read/utf16.txt': Buffer.from('\ufeffwide', 'utf16le'),
      'read/latin1.txt': Buffer.from('caf\xe9', 'latin1'),
      'read/binary.bin': Buffer.from([1, 0, 2]),
      'read/large.txt': 'x'.repeat(100),
    });
    symlinkSync('../secret.txt', join(root, 'read/out.txt'));
    symlinkSync('plain.txt', join(root, 'read/in.txt'));
    symlinkSync('self.txt', join(root, 'read/self.txt'));
    put(root, { 'elsewhere/far.txt': 'far', 'read/real/near.txt': 'near' });
    symlinkSync('../elsewhere', join(root, 'read/away'));
    symlinkSync('real', join(root, 'read/other'));
    const files = nodeFiles(join(root, 'read'), { maxBytes: 50 });
    const expected: Readonly<Record<string, string | undefined>> = {
      'plain.txt': 'plain',
      'in.txt': 'plain',
      'bom.txt': 'bom',
      'utf16.txt': 'wide',
      'latin1.txt': 'caf\ufffd',
      'binary.bin': undefined,
      'large.txt': undefined,
      'out.txt': undefined,
      'self.txt': undefined,
      'away/far.txt': undefined,
      'other/near.txt': 'near',
      '../secret.txt': undefined,
      'none.txt': undefined,
      '.': undefined,
    };
    for (const [path, text] of Object.entries(expected)) assert.equal(await files.read(path), text, path);
  });

  test('are read in any number at once', async () => {
    const names = Array.from({ length: 1500 }, (_, index) => `many/${index}.txt`);
    put(root, Object.fromEntries(names.map(name => [name, name])));
    const files = nodeFiles(root);
    assert.deepEqual(await Promise.all(names.map(name => files.read(name))), names);
  });

  test('tell which of some are there, as git would list them', async () => {
    const scratch = new Scratch();
    try {
      put(scratch.path, { '.gitignore': 'dist/\n', 'kept.json': '', 'gone.json': '' });
      scratch.git('add', '-A');
      put(scratch.path, { 'new.json': '', 'dist/built.json': '', 'folder/in.json': '' });
      rmSync(join(scratch.path, 'gone.json'));
      const files = nodeFiles(scratch.path, { git: scratch.port });
      const asked = ['kept.json', 'gone.json', 'new.json', 'never.json', 'dist/built.json', '*.json'];
      assert.equal(await files.listed?.(asked), undefined);
      await files.list();
      // what git remembers is listed until it forgets it
      assert.deepEqual([...((await files.listed?.(asked)) ?? [])].sort(), [
        'gone.json',
        'kept.json',
        'new.json',
      ]);
      assert.deepEqual(await files.listed?.(['folder']), ['folder/in.json']);
      assert.equal(await nodeFiles(scratch.path).listed?.(['kept.json']), undefined);
    } finally {
      scratch.remove();
    }
  });

  test('are those that git does not ignore, and a repository inside is left out', async () => {
    const scratch = new Scratch();
    try {
      scratch.git('init', '-q', 'inner');
      put(scratch.path, {
        '.gitignore': 'dist/\n',
        'dist/x.js': '',
        'new file.txt': '',
        'vendor/lib.go': '',
        'inner/i.txt': '',
      });
      const { files, omitted } = await nodeFiles(scratch.path, { git: scratch.port }).list();
      assert.deepEqual(
        files.map(({ path }) => path),
        ['.gitignore', 'new file.txt'],
      );
      assert.deepEqual(omitted, [
        'inner is a repository of its own and was not read.',
        'vendor holds installed or generated code and was not read.',
      ]);
    } finally {
      scratch.remove();
    }
  });
});

/** A virtual workspace of plain text; `null` for a folder that cannot be read. */
function virtual(tree: Readonly<Record<string, string | null>>, find?: readonly string[]) {
  const uri = (path: string) => ({ path }) as unknown as vscode.Uri;
  const below = (folder: string) => {
    if (tree[folder.slice(1)] === null) throw new Error('offline');
    const names = Object.keys(tree).flatMap(path =>
      `/${path}`.startsWith(`${folder}/`) || folder === '/'
        ? [`/${path}`.slice(folder === '/' ? 1 : folder.length + 1)]
        : [],
    );
    return [...new Set(names.map(name => name.split('/')[0] ?? ''))].map(name => {
      const path = `${folder === '/' ? '' : folder}/${name}`.slice(1);
      return [name, typeof tree[path] === 'string' ? 1 : 2] as unknown as [string, vscode.FileType];
    });
  };
  const access: WorkspaceAccess = {
    fs: {
      readDirectory: folder => Promise.resolve().then(() => below(folder.path)),
      readFile: file => Promise.resolve(new TextEncoder().encode(tree[file.path.slice(1)] ?? '')),
      stat: file =>
        typeof tree[file.path.slice(1)] === 'string'
          ? Promise.resolve({ type: 1, size: 10, ctime: 0, mtime: 0 })
          : Promise.reject(new Error('missing')),
    },
    findFiles: () => (find ? Promise.resolve(find.map(uri)) : Promise.reject(new Error('no search here'))),
    joinPath: (base, ...segments) => uri(`${base.path === '/' ? '' : base.path}/${segments.join('/')}`),
  };
  return workspaceFiles(uri('/'), access);
}

suite('files of a virtual workspace', () => {
  const tree = { 'a/b.txt': 'text', 'c.txt': '', 'node_modules/x.js': '', locked: null };

  test('are found by search', async () => {
    const { files } = await virtual(tree, ['/c.txt', '/node_modules/x.js', '/a/b.txt']).list();
    assert.deepEqual(
      files.map(({ path }) => path),
      ['a/b.txt', 'c.txt'],
    );
  });

  test('are walked where there is no search', async () => {
    const { files, omitted } = await virtual(tree).list();
    assert.deepEqual(
      files.map(({ path }) => path),
      ['a/b.txt', 'c.txt'],
    );
    assert.deepEqual(omitted, ['locked could not be read.']);
  });

  test('are read, and missing ones are no error', async () => {
    assert.equal(await virtual(tree).read('a/b.txt'), 'text');
    assert.equal(await virtual(tree).read('none.txt'), undefined);
    assert.equal(await virtual(tree).read('../c.txt'), undefined);
  });
});
