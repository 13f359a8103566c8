import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run, tool } from './commands.mjs';
import { failed, passed, together } from './outcome.mjs';
import { inProject } from './paths.mjs';
import { serverCommand, serverEnvironment } from './server.mjs';
import { serverNode } from './serverNode.mjs';
import { inTemporary } from './temporary.mjs';

const megabyte = 1024 * 1024;
const limit = 2 * megabyte;
/** What activation loads, minified. */
const bundleLimit = 200 * 1024;
const needed = [
  'package.json',
  'dist/extension.js',
  'dist/web/extension.js',
  'dist/content/index.json',
  'media/icon.png',
];

/**
 * Packs what was built into a .vsix.
 * @param {string} file
 */
export async function packageExtension(file) {
  mkdirSync(dirname(file), { recursive: true });
  // everything is bundled, so no package goes along; the script that builds was run before
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ];
  const { code, output } = await tool('@vscode/vsce/vsce', args);
  if (code !== 0) throw new Error(output);
}

/** What VS Code unpacked. @param {string} extensions @returns {readonly string[]} paths inside the extension, with `/` */
function installedFiles(extensions) {
  const folder = readdirSync(extensions).find(name => name.startsWith('tpm-lens.tpm-lens-'));
  if (folder === undefined) return [];
  return readdirSync(join(extensions, folder), { recursive: true }).map(name =>
    String(name).replaceAll('\\', '/'),
  );
}

/** The desktop bundle and every file beside it that it loads at once. */
function loadedBytes() {
  const seen = new Set(['extension.js']);
  for (const name of seen) {
    const text = readFileSync(inProject('dist', name), 'utf8');
    // what is imported dynamically stays an `import()`
    for (const [, file = ''] of text.matchAll(/\brequire\("\.\/([\w-]+\.js)"\)/g)) seen.add(file);
  }
  return [...seen].reduce((sum, name) => sum + statSync(inProject('dist', name)).size, 0);
}

/**
 * The package is small, has what the extension needs and nothing else, and VS Code installs it.
 * @param {{ home: string }} options
 */
export const checkPackage = ({ home }) =>
  inTemporary(async data => {
    const file = join(data, 'tpm-lens.vsix');
    await packageExtension(file);
    const { size } = statSync(file);
    const command = serverCommand({ home, data });
    const env = serverEnvironment(data);
    const installation = await run(serverNode(home), [...command, '--install-extension', file], { env });
    const names = installation.code === 0 ? installedFiles(join(data, 'extensions')) : [];
    const stray = names.filter(name =>
      /screenshots|\.map$|\.tsx?$|^(?:content|node_modules|out|src|test)\//.test(name),
    );
    const missing = needed.filter(name => !names.includes(name));
    const listing = await run(serverNode(home), [...command, '--list-extensions', '--show-versions'], {
      env,
    });
    /** @param {string} title @param {boolean} right @param {string} error */
    const check = (title, right, error) => (right ? passed(title) : failed(title, error));
    const shown = `${(size / megabyte).toFixed(2)} MB`;
    return together([
      check('the package is at most 2 MB', size <= limit, `It has ${shown}.`),
      check(
        'activation loads at most 200 KB',
        loadedBytes() <= bundleLimit,
        `It loads ${(loadedBytes() / 1024).toFixed(0)} KB.`,
      ),
      check(
        'nothing but what the extension needs is inside',
        stray.length === 0,
        `Also inside: ${stray.join(', ')}`,
      ),
      check(
        'everything the extension needs is inside',
        missing.length === 0,
        `Missing: ${missing.join(', ')}`,
      ),
      check(
        'VS Code installs it',
        installation.code === 0 && /successfully installed/.test(installation.output),
        installation.output,
      ),
      check('VS Code lists it', /^tpm-lens\.tpm-lens@/m.test(listing.output), listing.output),
    ]);
  });

if (process.argv[1] === import.meta.filename) {
  const file = inProject('tpm-lens.vsix');
  await packageExtension(file);
  console.log(`${file} (${(statSync(file).size / megabyte).toFixed(2)} MB)`);
}
