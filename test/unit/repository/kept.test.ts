import assert from 'node:assert/strict';
import { keepFacts, readRepository } from '../../../src/core/repository/engine';
import type { Files } from '../../../src/core/repository/ports';
import { english as t } from '../../../src/core/translate';
import { filesOf, gitOf } from './scratch';
import { compileTechnologies } from './technologies';

const technologies = compileTechnologies();
const product = {
  'package.json':
    '{\n  "scripts": { "start": "node server.js", "release": "flyctl deploy" },\n  "dependencies": { "react": "18" }\n}\n',
  'fly.toml': 'app = "shop"\nprimary_region = "ams"\n',
  '.github/workflows/ship.yml':
    'on: { push: { branches: [main] } }\njobs:\n  ship: { runs-on: x, steps: [{ run: npm run release }] }\n',
  'compose.yaml': 'services: { db: { image: "postgres:16" } }\n',
  'src/a.ts': "if (client.isFeatureEnabled('old')) start();\n",
  'src/b.ts': 'export const one = 1;\n',
};

/** Facts that are kept over a change of the files are those that a fresh reading gives. */
async function assertSame(path: string, text: string | undefined, allowed: readonly string[]) {
  const texts: Record<string, string> = { ...product };
  const reads: string[] = [];
  const files: Files = {
    list: () => filesOf(texts).list(),
    read: one => {
      reads.push(one);
      return filesOf(texts).read(one);
    },
  };
  const options = { git: gitOf(), technologies, t };
  const kept = keepFacts(files, options);
  await kept.update();
  reads.length = 0;
  if (text === undefined) Reflect.deleteProperty(texts, path);
  else texts[path] = text;
  const { facts } = await kept.update([path]);
  assert.deepEqual(facts, await readRepository(filesOf(texts), options));
  if (allowed.length > 0) assert.deepEqual(reads, allowed);
}

suite('Facts that are kept', () => {
  const cases: readonly (readonly [string, string, string | undefined, readonly string[]])[] = [
    [
      'a library comes',
      'package.json',
      product['package.json'].replace('"18"', '"18", "posthog-js": "1"'),
      [],
    ],
    ['a version', 'package.json', product['package.json'].replace('18', '19'), ['package.json']],
    ['a script', 'package.json', product['package.json'].replace('flyctl deploy', 'true'), ['package.json']],
    ['a line above a script', 'package.json', `\n${product['package.json']}`, ['package.json']],
    ['a broken manifest', 'package.json', '{ "dependencies": ', ['package.json']],
    ['the region', 'fly.toml', 'app = "shop"\nprimary_region = "lhr"\n', ['fly.toml']],
    [
      'a trigger',
      '.github/workflows/ship.yml',
      product['.github/workflows/ship.yml'].replace('main', 'live'),
      ['.github/workflows/ship.yml'],
    ],
    ['the database', 'compose.yaml', 'services: { db: { image: "mysql:9" } }\n', ['compose.yaml']],
    ['a file that is gone', 'fly.toml', undefined, []],
    ['a file that is new', 'netlify.toml', '[build]\npublish = "dist"\n', []],
  ];
  for (const [name, path, text, reads] of cases) test(name, () => assertSame(path, text, reads));

  test('an edit that nothing rests on gives the same reading', async () => {
    const kept = keepFacts(filesOf(product), { git: gitOf(), technologies, t });
    const first = await kept.update();
    assert.equal(await kept.update(['src/b.ts']), first);
    assert.equal(await kept.update([]), first);
  });

  test('a flag that an edit brings is found, whatever git said before', async () => {
    const texts: Record<string, string> = {
      ...product,
      'package.json': '{ "dependencies": { "posthog-js": "1" } }',
    };
    const files: Files = { ...filesOf(texts), holding: () => Promise.resolve(['src/a.ts']) };
    const kept = keepFacts(files, { git: gitOf(), technologies, t });
    const names = async (changed?: readonly string[]) =>
      (await kept.update(changed)).facts.flags.map(({ name }) => name).join();
    assert.equal(await names(), 'old');
    texts['src/b.ts'] = "isFeatureEnabled('new')";
    assert.equal(await names(['src/b.ts']), 'new,old');
  });

  suite('a file comes or goes, and the files can tell so', () => {
    const workflow = (uses: string): string =>
      `on: { push: { branches: [main] } }\njobs:\n  ship: { runs-on: x, steps: [{ uses: ${uses} }] }\n`;
    const action = 'runs: { using: composite, steps: [{ run: flyctl deploy, shell: bash }] }\n';
    const base = { ...product, '.github/workflows/act.yml': workflow('./.github/actions/ship') };
    const template = 'apiVersion: apps/v1\nkind: Deployment\n';
    const chart = { 'charts/shop/Chart.yaml': 'name: shop\n' };

    const inOrder = (texts: Readonly<Record<string, string>>): Files =>
      filesOf(Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))));

    /** What was asked of the files after the first reading, once some of them have changed. */
    async function after(
      before: Readonly<Record<string, string>>,
      edits: Readonly<Record<string, string | undefined>>,
      ignored: readonly string[] = [],
    ) {
      const texts: Record<string, string> = { ...before };
      const asked: string[] = [];
      const files: Files = {
        list: () => {
          asked.push('list');
          return inOrder(texts).list();
        },
        listed: paths => {
          asked.push(`listed ${paths.join(' ')}`);
          return Promise.resolve(paths.filter(path => path in texts && !ignored.includes(path)));
        },
        read: path => {
          asked.push(path);
          return filesOf(texts).read(path);
        },
      };
      const options = { git: gitOf(), technologies, t };
      const kept = keepFacts(files, options);
      const first = await kept.update();
      asked.length = 0;
      for (const [path, text] of Object.entries(edits))
        if (text === undefined) Reflect.deleteProperty(texts, path);
        else texts[path] = text;
      const last = await kept.update(Object.keys(edits));
      const visible = Object.fromEntries(Object.entries(texts).filter(([path]) => !ignored.includes(path)));
      assert.deepEqual(last.facts, await readRepository(inOrder(visible), options));
      return { asked, same: last === first };
    }

    test('a new configuration is read, and nothing else', async () => {
      const { asked } = await after(base, { 'netlify.toml': '[build]\npublish = "dist"\n' });
      assert.deepEqual(asked, ['listed netlify.toml', 'netlify.toml']);
    });

    test('a new manifest makes a package', async () => {
      const path = 'packages/pay/package.json';
      const { asked } = await after(base, { [path]: '{ "dependencies": { "stripe": "1" } }' });
      assert.deepEqual(asked, [`listed ${path}`, path]);
    });

    test('a new workflow is parsed, the others are not', async () => {
      const path = '.github/workflows/new.yml';
      const { asked } = await after(base, { [path]: workflow('superfly/flyctl-actions@1') });
      assert.deepEqual(asked, [`listed ${path}`, path]);
    });

    test('an action that a workflow has asked for in vain', async () => {
      const path = '.github/actions/ship/action.yml';
      const { asked } = await after(base, { [path]: action });
      assert.deepEqual(asked, [`listed ${path}`, path]);
    });

    test('a configuration goes', async () => {
      const { asked } = await after(base, { 'fly.toml': undefined });
      assert.deepEqual(asked, ['fly.toml', 'listed fly.toml']);
    });

    test('the last template of a chart goes, which nobody has read', async () => {
      const path = 'charts/shop/templates/app.yaml';
      const { asked, same } = await after({ ...base, ...chart, [path]: template }, { [path]: undefined });
      assert.deepEqual(asked, [path, `listed ${path}`]);
      assert.equal(same, false);
    });

    test('several come and go at once', async () => {
      const { asked } = await after(base, { 'fly.toml': undefined, 'vercel.json': '{}', 'b.json': '{}' });
      assert.ok(!asked.includes('list'));
    });

    test('one that git ignores does not come', async () => {
      const { asked, same } = await after(base, { 'netlify.toml': '[build]\n' }, ['netlify.toml']);
      assert.deepEqual(asked, ['listed netlify.toml']);
      assert.equal(same, true);
    });

    test('one that says nothing changes nothing', async () => {
      const { asked, same } = await after(base, { 'data/prices.json': '{}' });
      assert.deepEqual(asked, ['data/prices.json']);
      assert.equal(same, true);
    });

    test('what may be a folder makes everything be listed again', async () => {
      const { asked } = await after(
        { ...base, 'k8s/app.yaml': template },
        { k8s: undefined, 'k8s/app.yaml': undefined },
      );
      assert.ok(asked.includes('list'));
    });
  });
});
