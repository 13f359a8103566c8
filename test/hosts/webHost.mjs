import { startGitHub } from '../github/server.mjs';
import { launchBrowser } from './browser.mjs';
import { reported } from './outcome.mjs';
import { runInPage } from './page.mjs';
import { root } from './paths.mjs';
import { makeSampleFiles } from './sample.mjs';
import { startServer } from './server.mjs';
import { serveFiles } from './staticFiles.mjs';
import { inTemporary } from './temporary.mjs';

/** The web suite reports by a line of the console that begins with this: a web worker cannot write files. */
const mark = 'TPM_LENS_OUTCOME ';

/**
 * Adds to the web configuration of the workbench, an attribute in its page, whatever the server put there. Answering
 * for the server instead (`page.route`) would cost the page its place on the loopback network, and its WebSocket.
 * @param {object} developmentOptions
 */
export const configuring = developmentOptions => `
  document.addEventListener('readystatechange', () => {
    const meta = document.getElementById('vscode-workbench-web-configuration');
    if (document.readyState !== 'interactive' || !meta) return;
    const settings = JSON.parse(meta.dataset.settings);
    settings.developmentOptions = { ...settings.developmentOptions, ...${JSON.stringify(developmentOptions)} };
    meta.dataset.settings = JSON.stringify(settings);
  });`;

/**
 * Runs the suites in the extension host of a web worker: no Node.js, no Git extension. Opens the sample's files alone.
 * @param {{ home: string, browser: string }} options
 */
export const runInWebHost = ({ home, browser }) =>
  inTemporary(async data => {
    const folder = await makeSampleFiles(data);
    const files = await serveFiles(root);
    const github = await startGitHub();
    const settings = { 'tpmLensTest.github': github.url };
    const server = await startServer({ home, data, link: false, settings });
    // the extension comes from another address than the page
    const context = await launchBrowser(browser, data, { bypassCSP: true });
    try {
      const at = (/** @type {string} */ path) => ({ scheme: 'http', authority: files.authority, path });
      const content = configuring({
        extensions: [at('/')],
        extensionTestsPath: at('/out/integration/index.web.js'),
      });
      const lines = await runInPage(context, server.url(folder), {
        prepare: async page => void (await page.addInitScript({ content })),
      });
      const outcome = lines
        .map(line => (line.indexOf(mark) >= 0 ? line.slice(line.indexOf(mark) + mark.length) : undefined))
        .find(Boolean);
      return reported(outcome, `The window logged:\n${lines.slice(-20).join('\n')}`);
    } finally {
      await context.close();
      await server.stop();
      github.stop();
      files.close();
    }
  });
