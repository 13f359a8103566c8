import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRepository, traceEvent } from '../../src/core/repository/engine';
import { compileRegex } from '../../src/core/repository/pipelines/regex';
import { readYaml } from '../../src/core/repository/read/yaml';
import { english } from '../../src/core/translate';
import { nodeFiles } from '../../src/platform/nodeFiles';
import { factsOf, jobsOf, pipelinesOf, push } from '../unit/repository/scratch';
import { compileTechnologies } from '../unit/repository/technologies';

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, index) => {
    const below = 'abcdefgh'[index] ?? 'a';
    return `${name}: &${name} [${Array(10).fill(`*${below}`).join(', ')}]`;
  }),
].join('\n');

suite('Hostile repositories', () => {
  test('aliases that unfold without end are refused, circles too', () => {
    assert.throws(() => readYaml(bomb), /unfold|alias/i);
    assert.throws(() => readYaml('a: &a { b: *a }\n'), /unfold|alias|anchor/i);
    assert.throws(() => readYaml(`${'['.repeat(5000)}${']'.repeat(5000)}`));
  });

  test('an alias stands for the last node before it that bears its name', () => {
    const [tree] = readYaml('a: &x { v: 1 }\nb: *x\nc: &x { v: 2 }\nd: *x\n&k key: *k\n');
    assert.ok(tree?.kind === 'dict');
    const shown = (name: string) => {
      const value = tree.entries.get(name)?.value;
      return value?.kind === 'dict' ? value.entries.get('v')?.value : value;
    };
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'key'].map(key => {
        const value = shown(key);
        return value?.kind === 'scalar' ? value.value : undefined;
      }),
      [1, 1, 2, 2, 'key'],
    );
  });

  test('such a file in every place that is read is named, the rest counts', async () => {
    const places = [
      '.github/workflows/a.yml',
      '.gitlab-ci.yml',
      '.circleci/config.yml',
      'azure-pipelines.yml',
      'docker-compose.yml',
      'k8s/a.yaml',
      'render.yaml',
      'serverless.yml',
    ];
    for (const text of [
      bomb,
      'a: &a { b: *a }\n',
      '\u0000\u0001',
      '{{ x }}',
      'a: [',
      '- - - -',
      '? ? ?',
      '',
    ]) {
      // unfolding to the limit takes its time: twice is enough
      const files = Object.fromEntries(
        (text === bomb ? places.slice(0, 2) : places).map(path => [path, text]),
      );
      const facts = await factsOf({
        ...files,
        'go.mod': 'module x\nrequire github.com/gin-gonic/gin v1.10.0\n',
      });
      assert.ok(
        facts.stack.some(({ id }) => id === 'gin'),
        text.slice(0, 20),
      );
      assert.deepEqual(
        facts.deployments.filter(({ confidence }) => confidence === 'stated'),
        [],
      );
    }
  });

  test('thousands of jobs in a chain end', async () => {
    const jobs = Array.from(
      { length: 3000 },
      (_, index) =>
        `j${index}: { script: make, needs: [${index === 0 ? '' : `j${index - 1}`}], only: [main] }`,
    );
    const model = await pipelinesOf({ '.gitlab-ci.yml': jobs.reverse().join('\n') });
    assert.ok(jobsOf(traceEvent(model, push('other'))).length === 0);
  });

  test('patterns that others take for ever on are decided at once', () => {
    const pattern = compileRegex('^(a+)+$');
    assert.equal(pattern?.test(`${'a'.repeat(5000)}!`), false);
    assert.equal(pattern.test('a'.repeat(5000)), true);
    assert.equal(compileRegex('(?=a)'), undefined);
    assert.equal(compileRegex('(a)\\1'), undefined);
    assert.equal(compileRegex('((((((a{100}){100}){100}){100}){100}){100})'), undefined);
  });

  const patterns: readonly (readonly [string, string, string, boolean])[] = [
    ['^v\\d+\\.\\d+$', '', 'v1.20', true],
    ['^v\\d+\\.\\d+$', '', 'v1.20-rc', false],
    ['rel(ease)?/', '', 'my-rel/1', true],
    ['^(main|next)$', '', 'next', true],
    ['^(main|next)$', '', 'nextt', false],
    ['^[^/]+$', '', 'a/b', false],
    ['HOTFIX', 'i', 'a-hotfix', true],
    ['(?i)hotfix', '', 'HOTFIX', true],
    ['\\bfix\\b', '', 'a fix b', true],
    ['\\bfix\\b', '', 'prefix', false],
    ['^a{2,3}$', '', 'aaaa', false],
    ['^a{2,}$', '', 'aaaa', true],
    ['^[[:alpha:]]+$', '', 'abc', true],
    ['a.*?b', '', 'xxaxxb', true],
    ['^\\S+@\\S+$', '', 'a@b', true],
  ];
  for (const [source, flags, text, expected] of patterns)
    test(`/${source}/${flags} ${expected ? 'matches' : 'does not match'} ${text}`, () =>
      assert.equal(compileRegex(source, flags)?.test(text), expected));

  test('loops of links, huge files, binaries, invalid text and odd names do no harm', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tpm-lens-hostile-'));
    try {
      await mkdir(join(folder, '.github/workflows'), { recursive: true });
      await symlink('..', join(folder, 'loop'));
      await symlink('self', join(folder, 'self'));
      await symlink('/etc/passwd', join(folder, 'Procfile'));
      await writeFile(join(folder, 'package.json'), '');
      await truncate(join(folder, 'package.json'), 100 * 1024 * 1024);
      await writeFile(join(folder, 'fly.toml'), Buffer.from([0, 1, 2, 255, 254, 0]));
      await writeFile(join(folder, 'netlify.toml'), Buffer.from([0x5b, 0xff, 0xfe, 0x80, 0x5d]));
      await writeFile(join(folder, 'requirements.txt'), 'Django==5.1\n');
      for (const name of ['$(touch x).yml', '`id`.yml', '-rf.yml', '..\\x.yml', '\u202Egnp.yml', 'a\nb.yml'])
        await writeFile(
          join(folder, '.github/workflows', name),
          'on: push\njobs: { a: { runs-on: x, steps: [{ run: make }] } }\n',
        );
      const facts = await readRepository(nodeFiles(folder), {
        technologies: compileTechnologies(),
        t: english,
      });
      assert.deepEqual(
        facts.stack.filter(({ category }) => category === 'framework').map(({ name }) => name),
        ['Django'],
      );
      assert.deepEqual(facts.hosting, []);
      assert.ok(facts.skipped.some(({ file }) => file === 'package.json'));
      assert.ok(facts.pipelines.length >= 5);
      assert.ok(!JSON.stringify(facts).includes('root:'), 'a link that leads out is not read');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
