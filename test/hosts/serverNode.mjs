import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The VS Code server needs this major version; npm has it as a package for most systems. */
const major = 24;

/** @param {string} home where the server is installed @returns {string} the Node.js that runs it */
export function serverNode(home) {
  const { platform, arch } = process;
  const system = platform === 'win32' ? 'win' : platform;
  const file = platform === 'win32' ? 'node.exe' : 'node';
  const packaged = [`node-${system}-${arch}`, `node-bin-${system}-${arch}`]
    .map(name => join(home, 'node_modules', name, 'bin', file))
    .find(path => existsSync(path));
  if (packaged !== undefined) return packaged;
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  throw new Error(`The VS Code server needs Node.js ${major} here: install it, then run this again.`);
}
