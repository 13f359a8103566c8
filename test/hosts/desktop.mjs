import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failed, reported, skipped } from './outcome.mjs';
import { cache, inProject, root } from './paths.mjs';
import { makeSample } from './sample.mjs';
import { inTemporary } from './temporary.mjs';

const home = join(cache, 'desktop');

/** Why no window can open here. @returns {string | undefined} */
function windowless() {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'desktop VS Code does not run as root';
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? undefined : 'there is no display';
}

/** @param {number} seconds @returns {Promise<boolean>} */
const reachable = seconds =>
  fetch('https://update.code.visualstudio.com/api/releases/stable', {
    signal: AbortSignal.timeout(seconds * 1000),
  }).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Desktop VS Code, downloaded once, or the reason why it cannot be had.
 * @param {number} seconds how long the download may take; it goes on in the background for the next time
 * @returns {Promise<{ executable: string } | { reason: string }>}
 */
export async function desktopEditor(seconds) {
  const reason = windowless();
  if (reason !== undefined) return { reason };
  const downloaded = existsSync(home) && readdirSync(home).some(name => name.startsWith('vscode-'));
  if (!downloaded && !(await reachable(4))) return { reason: "VS Code's download server cannot be reached" };
  const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
  mkdirSync(home, { recursive: true });
  const download = downloadAndUnzipVSCode({
    cachePath: home,
    version: 'stable',
    reporter: new SilentReporter(),
  }).then(
    executable => ({ executable }),
    error => ({
      reason: `VS Code could not be downloaded: ${error instanceof Error ? error.message : String(error)}`,
    }),
  );
  /** @type {NodeJS.Timeout | undefined} */
  let late;
  const limit = new Promise(resolve => {
    late = setTimeout(
      () => resolve({ reason: `downloading VS Code takes more than ${seconds} s` }),
      seconds * 1000,
    );
  });
  const first = await Promise.race([download, /** @type {Promise<{ reason: string }>} */ (limit)]);
  clearTimeout(late);
  return first;
}

/** @param {string} data */
const profile = data => ['--user-data-dir', join(data, 'user'), '--extensions-dir', join(data, 'extensions')];

/**
 * Opens desktop VS Code with the extension and a profile of its own; resolves when its last window is closed.
 * @param {{ executable: string, data: string, folder: string, file?: string | undefined, trust: boolean }} options
 * @returns {Promise<void>}
 */
export const openDesktop = ({ executable, data, folder, file, trust }) =>
  new Promise((resolve, reject) => {
    const args = [
      folder,
      ...(file === undefined ? [] : [file]),
      ...profile(data),
      `--extensionDevelopmentPath=${root}`,
      '--new-window',
      '--skip-welcome',
      '--skip-release-notes',
      '--wait',
      ...(trust ? [] : ['--disable-workspace-trust']),
    ];
    const child = spawn(executable, args, { stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });

/** Runs the suites of the node host in desktop VS Code. */
export async function runInDesktop() {
  const title = 'suites in desktop VS Code';
  const editor = await desktopEditor(180);
  if ('reason' in editor) return skipped(title, editor.reason);
  return inTemporary(async data => {
    const outcomeFile = join(data, 'outcome.json');
    const { runTests } = await import('@vscode/test-electron');
    /** @type {unknown} */
    let trouble;
    await runTests({
      vscodeExecutablePath: editor.executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: inProject('out', 'integration', 'index.js'),
      extensionTestsEnv: { TPM_LENS_OUTCOME: outcomeFile, TPM_LENS_HOST: 'node' },
      launchArgs: [await makeSample(data), ...profile(data), '--disable-workspace-trust'],
    }).catch(error => (trouble = error));
    if (!existsSync(outcomeFile)) return failed(title, `It reported nothing. ${String(trouble)}`);
    return reported(readFileSync(outcomeFile, 'utf8'), '');
  });
}
