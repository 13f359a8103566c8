import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { endWithUs } from './commands.mjs';
import { inProject, root, uriPath } from './paths.mjs';
import { serverNode } from './serverNode.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} home where the server is installed (`installServer`)
 * @property {string} data everything the server writes stays below this folder
 * @property {boolean} [trust] ask whether folders are trusted, as VS Code does by itself
 * @property {boolean} [tests] let the page load an extension under test: a built workbench ignores it otherwise
 * @property {boolean} [link] make the extension of this folder an installed one
 * @property {number} [port] the first port to try; any free one by default
 * @property {Record<string, unknown>} [settings]
 * @property {NodeJS.ProcessEnv} [env] for the extension host
 */

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.restoreWindows': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A server started from a terminal of VS Code would take that window for its own. @param {NodeJS.ProcessEnv} env */
const withoutEditor = env =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER_|NODE_OPTIONS$)/.test(name)),
  );

/** @param {string} data @returns {NodeJS.ProcessEnv} */
export const serverEnvironment = data => ({
  ...withoutEditor(process.env),
  XDG_CONFIG_HOME: join(data, 'xdg'),
  XDG_DATA_HOME: join(data, 'xdg'),
});

/** @param {{ home: string, data: string }} where */
export const serverCommand = ({ home, data }) => [
  join(home, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  '--accept-server-license-terms',
  '--telemetry-level',
  'off',
  '--server-data-dir',
  join(data, 'server'),
  '--user-data-dir',
  join(data, 'user'),
  '--extensions-dir',
  join(data, 'extensions'),
];

/** The first free port from `first` on. @param {number} first @returns {Promise<number>} */
export const freePort = first =>
  new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', () =>
        first < 65535 ? resolve(freePort(first + 1)) : reject(new Error('No port is free.')),
      )
      .listen(first, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : first));
      });
  });

/** Puts this folder among the installed extensions, so that a reload of the page runs the latest build. @param {string} data */
export function linkExtension(data) {
  const { publisher, name, version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  mkdirSync(join(data, 'extensions'), { recursive: true });
  symlinkSync(root, join(data, 'extensions', `${publisher}.${name}-${version}`), 'junction');
}

/**
 * Ends the server and all it has started: extension hosts, watchers and terminals are in its process group.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalTree({ pid }, signal) {
  if (pid === undefined) return;
  if (process.platform === 'win32') return void spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
  try {
    process.kill(-pid, signal);
  } catch {
    // already gone
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<void>} */
function stopTree(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => {
    child.once('exit', () => resolve());
    signalTree(child, 'SIGTERM');
    setTimeout(() => signalTree(child, 'SIGKILL'), 3000).unref();
  });
}

/** Starts VS Code as a server on the loopback address, behind a random token. @param {ServerOptions} options */
export async function startServer({
  home,
  data,
  trust = false,
  tests = false,
  link = true,
  port = 0,
  settings = {},
  env = {},
}) {
  const token = randomBytes(16).toString('hex');
  const trusting = {
    'security.workspace.trust.enabled': trust,
    'security.workspace.trust.startupPrompt': 'never',
  };
  /** Windows read their settings when they open. @param {Record<string, unknown>} [more] */
  const configure = (more = {}) => {
    const folder = join(data, 'user', 'User');
    mkdirSync(folder, { recursive: true });
    const all = { ...quietSettings, ...trusting, ...settings, ...more };
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(all, null, 2));
  };
  configure();
  if (link && !existsSync(join(data, 'extensions'))) linkExtension(data);
  const args = [
    ...serverCommand({ home, data }),
    '--host',
    '127.0.0.1',
    '--port',
    String(await freePort(port)),
    '--connection-token',
    token,
    ...(trust ? [] : ['--disable-workspace-trust']),
    ...(tests ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(serverNode(home), args, {
    env: { ...serverEnvironment(data), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  child.once(
    'exit',
    endWithUs(() => signalTree(child, 'SIGKILL')),
  );
  const log = createWriteStream(join(data, 'server.log'));
  child.stderr.pipe(log, { end: false });
  child.stdout.pipe(log, { end: false });
  const authority = await /** @type {Promise<string>} */ (
    new Promise((resolve, reject) => {
      let text = '';
      const late = setTimeout(() => reject(new Error(`The VS Code server did not start:\n${text}`)), 60_000);
      child.stdout.on('data', chunk => {
        text += chunk;
        const [, bound] = /listening on (\d+)/.exec(text) ?? [];
        if (bound) {
          clearTimeout(late);
          resolve(`127.0.0.1:${bound}`);
        }
      });
      child.once('exit', code => reject(new Error(`The VS Code server ended with ${code}:\n${text}`)));
    })
  );
  /** @param {string} path */
  const remote = path => `vscode-remote://${authority}${uriPath(path)}`;
  return {
    authority,
    remote,
    configure,
    /**
     * The address of a window on `folder`.
     * @param {string} folder
     * @param {readonly (readonly [string, string])[]} [payload] what the window is started with, such as `openFile`
     */
    url(folder, payload = []) {
      const url = new URL(`http://${authority}/`);
      url.searchParams.set('tkn', token);
      url.searchParams.set('folder', uriPath(folder));
      if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
      return url.href;
    },
    stop: () => stopTree(child),
    /** Resolves when the server has ended by itself. */
    ended: new Promise(resolve => child.once('exit', resolve)),
  };
}
