import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { npm, run, tool } from './commands.mjs';
import { runInDesktop } from './desktop.mjs';
import { installServer } from './install.mjs';
import { runInNodeHost } from './nodeHost.mjs';
import { failed, passed, reported, skipped } from './outcome.mjs';
import { inProject } from './paths.mjs';
import { inTemporary } from './temporary.mjs';
import { bundleTests } from './bundledTests.mjs';
import { checkPackage } from './vsix.mjs';
import { runInWebHost } from './webHost.mjs';

/**
 * @typedef {object} Section
 * @property {string} name
 * @property {readonly string[]} [after] sections whose work this one needs; where one failed, it is not run
 * @property {boolean} [alone] nothing else runs beside it: it drives a whole VS Code
 * @property {() => Promise<import('./outcome.mjs').Outcome>} run
 */

/** @param {string} title @param {Promise<import('./commands.mjs').Finished>} finished */
const succeeds = async (title, finished) => {
  const { code, output } = await finished;
  return code === 0 ? passed(title) : failed(title, output.trim());
};

/**
 * Runs mocha in a process of its own and reads its report.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
const mocha = (args, env) =>
  inTemporary(async folder => {
    const file = join(folder, 'report.json');
    const options = ['--reporter', 'json', '--reporter-option', `output=${file}`, ...args];
    const { output } = await tool('mocha/bin/mocha.js', options, { env: { ...process.env, ...env } });
    if (!existsSync(file)) return reported(undefined, output.slice(-4000));
    const report = JSON.parse(readFileSync(file, 'utf8'));
    /** @param {{ fullTitle: string }} test */
    const title = ({ fullTitle }) => fullTitle;
    return reported(
      JSON.stringify({
        passed: report.passes.map(title),
        failed: report.failures.map((/** @type {any} */ test) => ({
          title: test.fullTitle,
          error: test.err.stack ?? test.err.message,
        })),
        skipped: report.pending.map((/** @type {any} */ test) => ({
          title: test.fullTitle,
          reason: 'skipped by the suite',
        })),
      }),
      output,
    );
  });

/** Installed by the sections of that name; the others come after them. */
let home = '';
let browser = '';

const uiSuites = () =>
  existsSync(inProject('test', 'ui'))
    ? readdirSync(inProject('test', 'ui')).filter(name => name.endsWith('.test.ts'))
    : [];

/** Every section of `npm test`, in the order of the report. `quiet` is told what takes long. @param {(line: string) => void} say @returns {readonly Section[]} */
export const sections = say => [
  {
    name: 'types',
    run: () =>
      succeeds(
        'the types agree',
        run(process.execPath, [inProject('node_modules/typescript/bin/tsc'), '-p', '.']),
      ),
  },
  {
    name: 'types of the sidebar',
    run: () =>
      succeeds(
        "the sidebar's types agree",
        run(process.execPath, [inProject('node_modules/typescript/bin/tsc'), '-p', 'src/webview']),
      ),
  },
  {
    name: 'lint',
    run: () => succeeds('no rule is broken', tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0'])),
  },
  { name: 'import boundaries', run: () => mocha(['test/lint/*.test.ts']) },
  {
    name: 'format',
    run: () =>
      succeeds(
        'every file is formatted',
        tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
      ),
  },
  { name: 'content', run: () => succeeds('the library is right', npm(['run', '--silent', 'check-content'])) },
  {
    name: 'spelling',
    run: () => succeeds('every word is spelt', tool('cspell/bin.mjs', ['--no-progress', '--no-summary'])),
  },
  { name: 'unit', run: async () => mocha(await bundleTests('unit')) },
  { name: 'stress', run: async () => mocha(await bundleTests('stress')) },
  { name: 'git', run: () => mocha(['test/git/*.test.ts']) },
  { name: 'GitHub', run: () => mocha(['test/github/*.test.ts']) },
  {
    name: 'build',
    run: () =>
      succeeds('everything builds', run(process.execPath, ['esbuild.js', '--production', '--tests'])),
  },
  {
    name: 'VS Code as a server',
    run: async () => {
      home = await installServer(say);
      return passed('it is installed');
    },
  },
  {
    name: 'browser',
    run: async () => {
      browser = await findBrowser(say);
      return passed(`found ${browser}`);
    },
  },
  {
    name: 'node extension host',
    after: ['build', 'VS Code as a server', 'browser'],
    alone: true,
    run: () => runInNodeHost({ home, browser }),
  },
  {
    name: 'web extension host',
    after: ['build', 'VS Code as a server', 'browser'],
    alone: true,
    run: () => runInWebHost({ home, browser }),
  },
  {
    name: 'restricted mode',
    after: ['build', 'VS Code as a server', 'browser'],
    alone: true,
    run: () => runInNodeHost({ home, browser, restricted: true }),
  },
  { name: 'desktop', after: ['build'], alone: true, run: runInDesktop },
  {
    name: 'UI',
    after: ['build', 'VS Code as a server', 'browser'],
    alone: true,
    run: async () => {
      if (uiSuites().length === 0) return skipped('UI suites', 'there is none yet');
      const own = ['--require', './test/ui/hooks.ts', '--timeout', '60000', 'test/ui/*.test.ts'];
      return mocha(own, { TPM_LENS_BROWSER: browser });
    },
  },
  { name: 'packaging', after: ['build', 'VS Code as a server'], run: () => checkPackage({ home }) },
];
