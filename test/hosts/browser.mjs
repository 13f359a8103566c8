import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { npm, run } from './commands.mjs';
import { cache } from './paths.mjs';

const isRoot = process.getuid?.() === 0;

/** Where Chrome, Edge and Chromium are installed by their own installers. @returns {string[]} */
function usualPlaces() {
  const { platform, env } = process;
  if (platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap(folder =>
      folder === undefined
        ? []
        : [
            join(folder, 'Google/Chrome/Application/chrome.exe'),
            join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          ],
    );
  }
  const names = ['google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chromium', 'chromium-browser'];
  return (env.PATH ?? '').split(delimiter).flatMap(folder => names.map(name => join(folder, name)));
}

/** @returns {string | undefined} */
function installed() {
  const places = [process.env.TPM_LENS_BROWSER ?? '', ...usualPlaces(), chromium.executablePath()];
  return places.find(path => path !== '' && existsSync(path));
}

/** A Chromium that comes as an npm package; made for Linux on x64. @returns {Promise<string | undefined>} */
async function fromNpm() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (process.platform !== 'linux' || process.arch !== 'x64' || major < 22) return undefined;
  const home = join(cache, 'chromium');
  const { code } = await npm([
    'install',
    '--prefix',
    home,
    '--no-save',
    '--loglevel=error',
    '@sparticuz/chromium',
  ]);
  if (code !== 0) return undefined;
  const require = createRequire(join(home, 'package.json'));
  const { default: packaged } = await import(require.resolve('@sparticuz/chromium'));
  return packaged.executablePath();
}

/** The package of the system; only an administrator may install it. @returns {Promise<string | undefined>} */
async function fromSystem() {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  await run('apt-get', ['update', '-qq']);
  await run('apt-get', ['install', '-y', '-qq', 'chromium']);
  return installed();
}

/**
 * A browser for the tests.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the path of its program
 */
export async function findBrowser(say) {
  const found = installed();
  if (found !== undefined) return found;
  say('No Chrome, Edge or Chromium is installed; fetching one…');
  const fetched = (await fromNpm().catch(() => undefined)) ?? (await fromSystem());
  if (fetched !== undefined) return fetched;
  const debian =
    existsSync('/etc/os-release') && /debian|ubuntu/.test(readFileSync('/etc/os-release', 'utf8'));
  const command = debian ? 'sudo apt-get install -y chromium' : 'npx playwright install --with-deps chromium';
  throw new Error(
    `The tests need a browser: install Chrome, Edge or Chromium, for example with "${command}".`,
  );
}

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/**
 * @param {string} executablePath
 * @param {string} data the browser's profile goes below this folder
 * @param {Parameters<typeof chromium.launchPersistentContext>[1]} [options]
 */
export const launchBrowser = (executablePath, data, options) =>
  chromium.launchPersistentContext(join(data, 'browser'), {
    executablePath,
    viewport: { width: 1280, height: 800 },
    ...options,
    // else crash reports go to the home folder
    env: /** @type {Record<string, string>} */ ({ ...process.env, XDG_CONFIG_HOME: join(data, 'xdg') }),
    // Chromium's sandbox refuses to run as root
    args: [...quiet, ...(isRoot ? ['--no-sandbox'] : [])],
  });
