import assert from 'node:assert/strict';
import type { Git } from '../../../src/core/repository/ports';
import { readRefs } from '../../../src/core/repository/refs';

/** Git whose folder holds `files`, and whose whole configuration says `config`; notes what it is asked. */
function gitWith(files: Readonly<Record<string, string>>, config: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const git: Git = {
    run: args => {
      asked.push(args.join(' '));
      const wanted = args.at(-1) ?? '';
      const found = args.includes('--get-regexp')
        ? Object.entries(config)
            .filter(([key]) => new RegExp(wanted, 'i').test(key))
            .map(([key, value]) => `${key}\n${value}\0`)
            .join('')
        : `${config[wanted] ?? ''}\n`;
      return Promise.resolve({ exitCode: found.trim() === '' ? 1 : 0, stdout: found, stderr: '' });
    },
    version: () => Promise.resolve([2, 45, 0]),
    stateFile: name =>
      Promise.resolve(Object.hasOwn(files, name) ? { modified: 0, text: files[name] } : undefined),
  };
  return { git, asked };
}

const head = { HEAD: 'ref: refs/heads/main\n' };
const origin = (url: string): string => `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n`;

suite('Branches and the address of the repository', () => {
  test('plain files need no git', async () => {
    const { git, asked } = gitWith({ ...head, config: origin('https://github.com/acme/shop.git') }, {});
    const refs = await readRefs(git);
    assert.deepEqual([refs.branch, refs.defaultBranch, refs.slug], ['main', 'main', 'acme/shop']);
    assert.deepEqual(asked, []);
  });

  test('an address that only the reader’s own configuration names', async () => {
    const config = { 'remote.origin.url': 'git@github.com:acme/shop.git' };
    const { git, asked } = gitWith({ ...head, config: '[core]\n\tbare = false\n' }, config);
    assert.equal((await readRefs(git)).slug, 'acme/shop');
    assert.deepEqual(asked, ['config --get remote.origin.url']);
  });

  test('an address in a file that the configuration includes', async () => {
    const config = { 'remote.origin.url': 'https://gitlab.example.org/acme/shop.git' };
    const { git } = gitWith({ ...head, config: '[include]\n\tpath = ../shared\n' }, config);
    assert.equal((await readRefs(git)).gitlabPath, 'acme/shop');
  });

  test('a short name that stands for an address; the longest that fits counts', async () => {
    const { git } = gitWith(
      { ...head, config: origin('gh:acme/shop') },
      {
        'remote.origin.url': 'gh:acme/shop',
        'url.https://github.com/.insteadof': 'gh:',
        'url.https://github.com/other-.insteadof': 'g',
      },
    );
    assert.equal((await readRefs(git)).slug, 'acme/shop');
  });

  test('no address anywhere', async () => {
    const { git } = gitWith({ ...head, config: '[core]\n\tbare = false\n' }, {});
    const refs = await readRefs(git);
    assert.deepEqual([refs.defaultBranch, refs.slug, refs.gitlabPath], ['main', undefined, undefined]);
  });

  test('of several usual branches the first that is there', async () => {
    const files = { HEAD: 'ref: refs/heads/topic\n', 'refs/heads/develop': '', 'packed-refs': '' };
    const packed = `${'0'.repeat(40)} refs/remotes/origin/master\n`;
    const { git } = gitWith(
      { ...files, 'packed-refs': packed, config: origin('https://github.com/acme/shop') },
      {},
    );
    const refs = await readRefs(git);
    assert.deepEqual([refs.branch, refs.defaultBranch], ['topic', 'master']);
  });
});
