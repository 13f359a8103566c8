import { spawn } from 'node:child_process';
import { inProject, root } from './paths.mjs';

/** What still runs; it does not outlive this process. @type {Set<() => void>} */
const running = new Set();
process.once('exit', () => {
  // the newest first: a server before the folder that it writes to
  for (const end of [...running].reverse()) end();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/**
 * Ends `end` with this process, unless the returned function was called before.
 * @param {() => void} end
 * @returns {() => void}
 */
export function endWithUs(end) {
  running.add(end);
  return () => void running.delete(end);
}

/**
 * @typedef {object} Finished
 * @property {number} code the exit code; 127 where the program could not be started
 * @property {string} output standard output and standard error, as they came
 */

/**
 * Runs a program to its end; its output is kept, and shown too where `show` is set.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, shell?: boolean }} [options]
 * @returns {Promise<Finished>}
 */
export function run(program, args, { cwd = root, env = process.env, show = false, shell = false } = {}) {
  return new Promise(resolve => {
    let output = '';
    const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = endWithUs(() => child.kill());
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        output += chunk;
        if (show) process.stdout.write(chunk);
      });
    }
    child.once('error', error => resolve({ code: 127, output: output + error.message }));
    child.once('close', code => {
      ended();
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * npm is a script on Windows, which only a shell starts.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, show?: boolean }} [options]
 */
export const npm = (args, options) => run('npm', args, { ...options, shell: process.platform === 'win32' });

/**
 * Runs a script of an installed package with this Node.js, without going through a shell.
 * @param {string} script below `node_modules`
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 */
export const tool = (script, args, options) =>
  run(process.execPath, [inProject('node_modules', ...script.split('/')), ...args], options);
