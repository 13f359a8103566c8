import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGitHub } from '../github/server.mjs';
import { launchBrowser } from './browser.mjs';
import { reported } from './outcome.mjs';
import { runInPage } from './page.mjs';
import { inProject, root } from './paths.mjs';
import { makeSample } from './sample.mjs';
import { startServer } from './server.mjs';
import { inTemporary } from './temporary.mjs';

/**
 * Runs the suites in the extension host of Node.js, with the Git extension, on the sample product.
 * `restricted`: workspace trust is on and nobody has trusted the folder.
 * @param {{ home: string, browser: string, restricted?: boolean }} options
 */
export const runInNodeHost = ({ home, browser, restricted = false }) =>
  inTemporary(async data => {
    const outcomeFile = join(data, 'outcome.json');
    const env = { TPM_LENS_OUTCOME: outcomeFile, TPM_LENS_HOST: restricted ? 'restricted' : 'node' };
    const folder = await makeSample(data);
    const github = await startGitHub();
    const settings = { 'tpmLensTest.github': github.url };
    const server = await startServer({
      home,
      data,
      env,
      trust: restricted,
      tests: true,
      link: false,
      settings,
    });
    const context = await launchBrowser(browser, data);
    try {
      const url = server.url(folder, [
        ['extensionDevelopmentPath', server.remote(root)],
        ['extensionTestsPath', server.remote(inProject('out', 'integration', 'index.js'))],
      ]);
      const lines = await runInPage(context, url);
      const outcome = existsSync(outcomeFile) ? readFileSync(outcomeFile, 'utf8') : undefined;
      return reported(outcome, `The window logged:\n${lines.slice(-20).join('\n')}`);
    } finally {
      await context.close();
      await server.stop();
      github.stop();
    }
  });
