// `npm run test:unit [-- MOCHA'S OPTIONS]`, `npm run test:stress`: bundles the tests of a folder and runs them. To load
// and translate some hundred files one by one would take longer than all the tests in them, and some packages can only
// be bundled.
import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inProject } from './paths.mjs';

/** Milliseconds that a test may take. */
const timeouts = { unit: 5000, stress: 60_000 };

/** A file keeps knowing its own folder, also when it is bundled. @type {import('esbuild').Plugin} */
const ownFolder = {
  name: 'own folder',
  setup: ({ onLoad }) =>
    void onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replaceAll(
        /\b(?:__dirname|import\.meta\.dirname|__filename)\b/g,
        name => JSON.stringify(name === '__filename' ? path : dirname(path)),
      ),
    })),
};

/**
 * Bundles the tests of a folder.
 * @param {'unit' | 'stress'} name
 * @returns {Promise<readonly string[]>} what mocha has to be given to run them; what package.json says of mocha is for
 * tests that run from their sources
 */
export async function bundleTests(name) {
  const folder = inProject('test', name);
  const bundle = inProject('out', `${name}.mjs`);
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.test.ts'),
  );
  await build({
    stdin: {
      // one bundle without splitting keeps the order in which modules import each other
      contents: tests.map(file => `import ${JSON.stringify(`./${file.replaceAll('\\', '/')}`)};`).join('\n'),
      resolveDir: folder,
    },
    outfile: bundle,
    bundle: true,
    mainFields: ['module', 'main'],
    alias: { yaml: inProject('node_modules', 'yaml', 'browser', 'index.js') },
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // as in the product: a package that only a bundler loads is bundled
    external: ['esbuild'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    sourcemap: true,
    logLevel: 'warning',
    plugins: [ownFolder],
  });
  return ['--no-package', '--ui', 'tdd', '--timeout', String(timeouts[name]), bundle];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // whoever names a reporter comes after ours
  const name = process.argv[2] === 'stress' ? 'stress' : 'unit';
  process.argv.splice(2, 1, ...(await bundleTests(name)), '--reporter', 'dot');
  process.setSourceMapsEnabled(true);
  // in this process: another one would take a while to start
  await import(pathToFileURL(inProject('node_modules/mocha/bin/mocha.js')).href);
}
