// Builds everything that ships: the extension for the desktop and for the web, the sidebar's script, the terminal
// program and the compiled content. `--production` minifies, `--watch` rebuilds on change, `--tests` adds the suites
// that run inside VS Code, `--draft` compiles what can be read of content that is being written.
'use strict';
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');
const esbuild = require('esbuild');

const root = __dirname;
const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const draft = flags.has('--draft');

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  minify: production,
  sourcemap: !production,
  logLevel: 'warning',
  external: ['vscode'],
  // many parsers ship two flavours: their ES modules bundle smaller and without dynamic require
  mainFields: ['module', 'main'],
  // the package's other flavour asks the environment about a debugging aid at every token that it reads
  alias: { yaml: './node_modules/yaml/browser/index.js' },
};

/** Files below `folder`, relative to the project, with `/`. @param {string} folder @returns {string[]} */
const filesBelow = folder =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

/** `../core/repository/engine` → `lazy-engine` @param {string} path */
const lazyName = path => `lazy-${path.split('/').at(-1) ?? path}`;

/** Packages that several lazy files need: they share one file of each. Activation needs none of them. */
const shared = ['yaml', 'zod'];

/**
 * On the desktop, `import('./some/feature')` becomes a file of its own beside the bundle, so that activation does not
 * load it. A web extension must be one file: there dynamic imports stay inside.
 * @type {import('esbuild').Plugin}
 */
const lazyFiles = {
  name: 'lazy-files',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${lazyName(path)}.js`, external: true } : undefined,
    );
    build.onResolve({ filter: new RegExp(`^(?:${shared.join('|')})$`) }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: `./${lazyName(path)}.js`, external: true },
    );
    build.onResolve({ filter: /^used-of-zod$/ }, () => ({ path: 'zod', namespace: 'used' }));
    build.onLoad({ filter: /.*/, namespace: 'used' }, () => ({
      contents: usedOfZod(),
      resolveDir: root,
      // a source that names more of it is a reason to build this again
      watchFiles: filesBelow('src').map(file => join(root, file)),
    }));
  },
};

/** The part of zod that our sources name: as a whole it would be four times as large. */
function usedOfZod() {
  const names = filesBelow('src')
    .filter(name => name.endsWith('.ts'))
    .flatMap(name => [...readFileSync(join(root, name), 'utf8').matchAll(/\bz\.(\w+)/g)])
    .map(([, name = '']) => name)
    .filter(name => name in require('zod'));
  return `export { ${[...new Set(names)].sort().join(', ')} } from ${JSON.stringify(require.resolve('zod/v4').replace(/\.cjs$/, '.js'))};`;
}

/** Every module of ours that some source file imports dynamically, by the name of its bundle. */
function lazyEntries() {
  /** @type {Record<string, string>} */
  const entries = { [lazyName('yaml')]: 'yaml', [lazyName('zod')]: 'used-of-zod' };
  for (const file of filesBelow('src').filter(name => name.endsWith('.ts'))) {
    for (const [, path = ''] of readFileSync(join(root, file), 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      .matchAll(/\bimport\(\s*'(\.{1,2}\/[^']+)',?\s*\)/g)) {
      const target = join(dirname(file), path);
      const source = [`${target}.ts`, join(target, 'index.ts')].find(candidate =>
        existsSync(join(root, candidate)),
      );
      if (source === undefined) throw new Error(`${file}: import('${path}') leads nowhere`);
      const name = lazyName(path);
      if (entries[name] !== undefined && entries[name] !== source)
        throw new Error(`two lazy modules are called ${name}`);
      entries[name] = source;
    }
  }
  return entries;
}

/**
 * In the browser there is no Node.js: `platform/web.ts` stands in for `platform/node.ts`.
 * @type {import('esbuild').Plugin}
 */
const webPlatform = {
  name: 'web-platform',
  setup(build) {
    build.onResolve({ filter: /(^|\/)platform\/node$/ }, () => ({ path: join(root, 'src/platform/web.ts') }));
  },
};

/**
 * `import ... from 'suites'` in the tests that run inside VS Code: every suite there is, so that none is forgotten.
 * Files called `*.node.test.ts` need Node.js and stay out of the web.
 * @param {'node' | 'web'} host @returns {import('esbuild').Plugin}
 */
const everySuite = host => ({
  name: 'every-suite',
  setup(build) {
    build.onResolve({ filter: /^suites$/ }, () => ({ path: 'suites', namespace: 'suites' }));
    build.onLoad({ filter: /.*/, namespace: 'suites' }, () => {
      const suites = readdirSync(join(root, 'test/integration')).filter(
        name => name.endsWith('.test.ts') && (host === 'node' || !name.endsWith('.node.test.ts')),
      );
      const contents = `export function declareSuites() {\n${suites.map(name => `require('./${name}');`).join('\n')}\n}`;
      return { contents, resolveDir: join(root, 'test/integration'), loader: 'ts' };
    });
  },
});

/** @returns {import('esbuild').BuildOptions[]} */
function bundles() {
  const all = [
    {
      ...common,
      entryPoints: { extension: 'src/extension.ts', ...lazyEntries() },
      outdir: 'dist',
      platform: 'node',
      target: 'node20',
      plugins: [lazyFiles],
    },
    {
      ...common,
      entryPoints: ['src/extension.ts'],
      outfile: 'dist/web/extension.js',
      platform: 'browser',
      plugins: [webPlatform],
    },
    {
      ...common,
      entryPoints: ['src/webview/main.ts'],
      outfile: 'dist/sidebar.js',
      platform: 'browser',
      format: 'iife',
    },
    {
      ...common,
      entryPoints: ['src/webview/preview.ts'],
      outfile: 'dist/preview.js',
      platform: 'browser',
      format: 'iife',
    },
    {
      ...common,
      entryPoints: ['src/cli.ts'],
      outfile: 'dist/cli.js',
      platform: 'node',
      target: 'node20',
      banner: { js: '#!/usr/bin/env node' },
    },
  ];
  const tests = [
    // mocha stays outside: the suite runs with the one of node_modules
    {
      ...common,
      minify: false,
      entryPoints: ['test/integration/index.ts'],
      outfile: 'out/integration/index.js',
      platform: 'node',
      target: 'node20',
      external: ['vscode', 'mocha'],
      plugins: [everySuite('node')],
    },
    {
      ...common,
      minify: false,
      entryPoints: ['test/integration/index.web.ts'],
      outfile: 'out/integration/index.web.js',
      platform: 'browser',
      plugins: [everySuite('web')],
      alias: { ...common.alias, 'node:assert/strict': './test/integration/assert.web.ts' },
      define: { 'process.env.TPM_LENS_HOST': '"web"' },
    },
  ];
  return /** @type {import('esbuild').BuildOptions[]} */ (flags.has('--tests') ? [...all, ...tests] : all);
}

/** Content is checked and compiled by the same core code that reads it at run time. */
async function compileContent() {
  const outfile = join(root, 'out/compileContent.cjs');
  await esbuild.build({
    ...common,
    minify: false,
    entryPoints: ['src/core/content/compile.ts'],
    outfile,
    platform: 'node',
    target: 'node20',
  });
  delete require.cache[outfile];
  /** @type {typeof import('./src/core/content/compile')} */
  const { compileLibrary, teamListJsonSchema } = require(outfile);
  const sources = filesBelow('content').map(path => ({
    path: path.slice('content/'.length),
    text: readFileSync(join(root, path), 'utf8'),
  }));
  const { files, problems } = compileLibrary(sources, { draft });
  for (const { file, line, column, message, link } of problems)
    if (!(draft && link)) console.error(`content/${file}:${line}:${column}: ${message}`);
  if (problems.length > 0 && !draft) throw new Error(`${problems.length} problems in content/`);
  const target = join(root, 'dist/content');
  rmSync(target, { recursive: true, force: true });
  const schema = { path: 'teamGlossary.schema.json', text: JSON.stringify(teamListJsonSchema()) };
  for (const { path, text } of [...files, schema]) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), text);
  }
}

async function buildAll() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await Promise.all([...bundles().map(options => esbuild.build(options)), compileContent()]);
}

async function watchAll() {
  const contexts = await Promise.all(bundles().map(options => esbuild.context(options)));
  await Promise.all(contexts.map(context => context.watch()));
  /** @type {NodeJS.Timeout | undefined} */
  let pending;
  const recompile = () =>
    compileContent().then(
      () => console.log('content compiled'),
      error => console.error(error instanceof Error ? error.message : error),
    );
  watch(join(root, 'content'), { recursive: true }, () => {
    clearTimeout(pending);
    pending = setTimeout(recompile, 100);
  });
  await recompile();
  console.log('watching');
}

(flags.has('--watch') ? watchAll() : buildAll()).catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
