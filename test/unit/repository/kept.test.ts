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
});
