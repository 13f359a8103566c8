// Runs before anything is installed: only Node.js's own modules may be imported here.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { npm } from './commands.mjs';
import { cache, inProject } from './paths.mjs';

/** Fails with one sentence where this Node.js is too old for the tools. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(
      `Node.js ${process.versions.node} is too old: install Node.js 20.19 or newer, then run this again.`,
    );
  }
}

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean }>} */
const lockedPackages = path => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {});

/** Names of packages that the lockfile asks for and `node_modules` lacks. Optional ones belong to other systems. */
function missingPackages() {
  const present = lockedPackages(inProject('node_modules', '.package-lock.json'));
  return Object.entries(lockedPackages(inProject('package-lock.json')))
    .filter(([path, { optional }]) => path !== '' && optional !== true)
    .filter(([path, { version }]) => present[path]?.version !== version)
    .map(([path]) => path);
}

/**
 * Installs the packages of the project where some are missing.
 * @param {(line: string) => void} say
 */
export async function installPackages(say) {
  const missing = missingPackages();
  if (missing.length === 0) return;
  say(`Installing ${missing.length} npm packages…`);
  const command = existsSync(inProject('node_modules')) ? ['install', '--no-save'] : ['ci'];
  const { code, output } = await npm([...command, '--loglevel=error']);
  if (code !== 0) throw new Error(`npm ${command[0]} failed:\n${output}`);
}

/** What of {@link installServer} decides its content. */
const serverFiles = ['package.json', 'package-lock.json', '.npmrc'];

/**
 * VS Code as a server, from npm alone: no install script runs, so neither a compiler nor another download is needed.
 * VS Code's own run-time modules are direct dependencies; a link puts them where the server looks for them.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the folder whose `node_modules` has it
 */
export async function installServer(say) {
  const source = inProject('test', 'hosts', 'vscode-server');
  const hash = createHash('sha256')
    .update(readFileSync(join(source, 'package-lock.json')))
    .digest('hex')
    .slice(0, 12);
  const home = join(cache, `vscode-server-${hash}`);
  const stamp = join(home, 'installed');
  if (existsSync(stamp)) return home;
  say('Installing VS Code as a server (once, about 540 MB)…');
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    if (name.startsWith('vscode-server-')) rmSync(join(cache, name), { recursive: true, force: true });
  }
  // in a folder of its own first: an interrupted install is never taken for a whole one
  const partial = join(cache, `vscode-server-partial-${process.pid}`);
  for (const name of serverFiles) cpSync(join(source, name), join(partial, name));
  const { code, output } = await npm(['ci', '--loglevel=error'], { cwd: partial });
  if (code !== 0) throw new Error(`The VS Code server could not be installed:\n${output}`);
  renameSync(partial, home);
  const modules = join(home, 'node_modules');
  const link = join(modules, 'code-server', 'lib', 'vscode', 'node_modules');
  symlinkSync(process.platform === 'win32' ? modules : join('..', '..', '..'), link, 'junction');
  writeFileSync(stamp, '');
  return home;
}
