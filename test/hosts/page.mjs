import { format } from 'node:util';
import { inProject } from './paths.mjs';

/**
 * Opens a workbench that runs suites and waits until it says that they have ended.
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} url
 * @param {{ seconds?: number, prepare?: (page: import('playwright-core').Page) => Promise<void> }} [options]
 * @returns {Promise<readonly string[]>} what the window logged
 */
export async function runInPage(context, url, { seconds = 180, prepare } = {}) {
  const page = context.pages()[0] ?? (await context.newPage());
  /** @type {string[]} */
  const lines = [];
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
      lines.push(format(...args));
    },
  );
  /** @type {NodeJS.Timeout | undefined} */
  let late;
  const ended = /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const end = () => resolve();
      page.exposeFunction('codeAutomationExit', end).catch(reject);
      page.once('crash', () => reject(new Error('The page crashed.')));
      page.once('close', () => reject(new Error('The page was closed.')));
      late = setTimeout(
        () => reject(new Error(`No outcome within ${seconds} s.\n${lines.slice(-30).join('\n')}`)),
        seconds * 1000,
      );
    })
  );
  ended.catch(() => undefined); // it may be rejected while the page still loads
  try {
    await prepare?.(page);
    await page.goto(url);
    await ended;
  } catch (error) {
    // what the window showed says more than its log; the page may be gone too
    await page.screenshot({ path: inProject('out', 'failed-host.png') }).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(late);
  }
  return lines;
}
