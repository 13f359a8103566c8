import assert from 'node:assert/strict';
import { compileTechnologies } from './technologies';
import { factsOf } from './scratch';

/** "PostgreSQL 16, Redis": what a few files show. */
const stackOf = async (files: Record<string, string>): Promise<readonly string[]> =>
  (await factsOf(files)).stack.map(({ name }) => name);

suite('Technologies', () => {
  test('there are enough of them, each once', () => {
    const ids = compileTechnologies().map(({ id }) => id);
    assert.ok(ids.length >= 400, String(ids.length));
    assert.equal(new Set(ids).size, ids.length);
  });

  const cases: readonly (readonly [file: string, text: string, expected: string])[] = [
    ['package.json', '{ "dependencies": { "next": "15.0.1", "pg": "^8" } }', 'Next.js'],
    ['requirements.txt', 'Django==5.1\npsycopg2-binary>=2.9\n', 'Django'],
    ['pyproject.toml', '[project]\nname = "x"\ndependencies = ["fastapi[standard]>=0.115"]\n', 'FastAPI'],
    ['Pipfile', '[packages]\nflask = "*"\n', 'Flask'],
    ['Gemfile', "gem 'rails', '~> 8.0'\n", 'Ruby on Rails'],
    ['go.mod', 'module x\nrequire github.com/gin-gonic/gin v1.10.0\n', 'Gin'],
    ['Cargo.toml', '[package]\nname = "x"\n[dependencies]\naxum = "0.7"\n', 'Axum'],
    [
      'pom.xml',
      '<project><dependencies><dependency>\n<groupId>org.springframework.boot</groupId>\n<artifactId>spring-boot-starter-web</artifactId>\n</dependency></dependencies></project>',
      'Spring Boot',
    ],
    ['build.gradle.kts', 'plugins { id("org.springframework.boot") version "3.4.0" }\n', 'Spring Boot'],
    [
      'shop.csproj',
      '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>\n<PackageReference Include="Npgsql" Version="9.0.0" />\n</ItemGroup></Project>',
      'PostgreSQL',
    ],
    ['composer.json', '{ "require": { "laravel/framework": "^11.0" } }', 'Laravel'],
    ['Podfile', "pod 'Alamofire', '~> 5.9'\n", 'Alamofire'],
    ['pubspec.yaml', 'name: x\ndependencies:\n  flutter: { sdk: flutter }\n', 'Flutter'],
    ['mix.exs', 'defp deps do\n [{:phoenix, "~> 1.7"}]\nend\n', 'Phoenix'],
    ['compose.yaml', 'services: { db: { image: "postgres:16" } }\n', 'PostgreSQL'],
    ['main.tf', 'resource "aws_dynamodb_table" "t" {}\n', 'Amazon DynamoDB'],
    ['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n', 'PostgreSQL'],
    ['pnpm-lock.yaml', 'lockfileVersion: 9\n', 'pnpm'],
    ['uv.lock', 'version = 1\n', 'uv'],
    ['bun.lock', '{}\n', 'Bun'],
  ];
  for (const [file, text, expected] of cases)
    test(`${file} → ${expected}`, async () => {
      const names = await stackOf({ [file]: text });
      assert.ok(names.includes(expected), names.join(', '));
    });

  test('a library that another one asked for, an example and a comment show nothing', async () => {
    assert.deepEqual(
      await stackOf({
        'go.mod': 'module x\nrequire github.com/gin-gonic/gin v1.10.0 // indirect\n',
        'examples/a/package.json': '{ "dependencies": { "vue": "3" } }',
        Gemfile: "# gem 'rails'\n",
      }).then(names => names.filter(name => /Gin|Vue|Rails/.test(name))),
      [],
    );
  });

  test('each is found with its line, and with the packages that use it', async () => {
    const facts = await factsOf({
      'package.json': '{ "name": "all", "workspaces": ["packages/*"] }',
      'packages/web/package.json':
        '{\n  "name": "web",\n  "dependencies": {\n    "react": "19.0.0"\n  }\n}\n',
      'packages/api/package.json': '{ "name": "api", "dependencies": { "express": "5" } }',
    });
    const react = facts.stack.find(({ id }) => id === 'react');
    assert.deepEqual(react?.evidence, [
      { file: 'packages/web/package.json', line: 4, text: '"react": "19.0.0"' },
    ]);
    assert.deepEqual(
      facts.packages.map(({ path, name, stack }) => [path, name, stack.join()]),
      [
        ['.', 'all', ''],
        ['packages/api', 'api', 'express'],
        ['packages/web', 'web', 'react'],
      ],
    );
  });
});

suite('Feature flags', () => {
  test('calls of the flag service count, where the product has one', async () => {
    const source = "if (client.variation('new-checkout', user, false)) start();\n";
    const manifest = '{ "dependencies": { "launchdarkly-node-server-sdk": "7" } }';
    const { flags } = await factsOf({
      'package.json': manifest,
      'src/a.js': source,
      'src/a.test.js': source,
    });
    assert.deepEqual(flags, [
      { name: 'new-checkout', evidence: [{ file: 'src/a.js', line: 1, text: source.trim() }] },
    ]);
    assert.deepEqual((await factsOf({ 'src/a.js': source })).flags, []);
  });

  test('switches of the environment count', async () => {
    const { flags } = await factsOf({ '.env.example': 'PORT=1\nFEATURE_NEW_CHECKOUT=false\n' });
    assert.deepEqual(
      flags.map(({ name }) => name),
      ['FEATURE_NEW_CHECKOUT'],
    );
  });
});
