import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { closeSurroundings, openPages } from './surroundings';

/** Where pictures go, for whoever wants to look: none is taken without it. */
const pictures = process.env['TPM_LENS_PICTURES'];

/** Characters of a page that are printed. */
const longest = 600;

/** Loaded by mocha before the suites (`--require`). */
export const mochaHooks: Mocha.RootHookObject = {
  /** A failed test says what the windows showed. */
  async afterEach(this: Mocha.Context) {
    if (this.currentTest?.state !== 'failed') return;
    for (const [index, page] of (await openPages()).entries()) {
      for (const frame of page.frames()) {
        const text = await frame
          .locator('main')
          .innerText({ timeout: 500 })
          .catch(() => '');
        if (text) process.stderr.write(`the window showed: ${text.slice(0, longest)}\n`);
      }
      if (pictures === undefined) continue;
      mkdirSync(pictures, { recursive: true });
      const name = this.currentTest.title.replace(/\W+/g, '-').slice(0, 60);
      await page.screenshot({ path: join(pictures, `failed-${name}-${index}.png`) }).catch(() => undefined);
    }
  },
  afterAll: closeSurroundings,
};
