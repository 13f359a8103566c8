import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { makeSampleRepository } from '../../src/platform/sampleRepository';
import type { FakeGitHub } from '../github/server.mjs';
import type { Step } from '../github/story.mjs';
import { makeTemporary, removeTemporary } from '../hosts/temporary.mjs';
import { readSample } from '../sampleSources';
import { surroundings } from './surroundings';
import { openWorkbench, themes, type Theme, type Workbench } from './workbench';

const pictures = process.env['TPM_LENS_PICTURES'];

/** The state at the right of the card's title, and one line that must be on the card, at each step. */
const steps: readonly (readonly [Step, string, RegExp])[] = [
  ['draft', 'draft', /its author says it is not ready/],
  ['changes', 'changes requested', /tom asked for changes\./],
  ['failing', '1 check failed', /Required and failed: test/],
  ['approved', 'approved', /of whoever may merge into main/],
  ['queued', 'in the merge queue', /number 2 in the merge queue/],
  ['merged', 'merged', /not in production yet/],
  ['staging', 'merged', /runs in staging since/],
  ['production', 'in production', /runs in production since/],
  ['rolledBack', 'taken back', /not in production any more/],
];

suite('GitHub beside Now', () => {
  let window: Workbench;
  let view: FrameLocator;
  let gitHub: FakeGitHub;
  const data = makeTemporary();

  suiteSetup(async () => {
    const folder = await makeSampleRepository(readSample(), data);
    const git = (...args: readonly string[]) =>
      execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
    appendFileSync(
      join(folder, '.git', 'config'),
      '[remote "github"]\n\turl = https://github.com/parcel/shop.git\n',
    );
    const started = (await surroundings()).gitHub;
    assert.ok(started);
    gitHub = started;
    const main = git('rev-list', '--first-parent', '--max-count=6', 'origin/main').split('\n').reverse();
    gitHub.set({ step: 'draft', main, head: git('rev-parse', 'origin/feature/refund-limit'), forget: true });
    window = await openWorkbench({ folder, size: { width: 1500, height: 1300 } });
    view = await window.openSidebar();
  });
  suiteTeardown(async () => {
    await window.close();
    removeTemporary(data);
  });

  const picture = async (name: string) => {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await window.screenshot(join(pictures, `${name}.png`));
  };
  const settled = async () => {
    await view.locator('main').waitFor();
    await view.locator('main[aria-busy]').waitFor({ state: 'detached' });
  };
  const card = (key: string) => view.locator(`[data-key="${key}"]`);
  const nothingForAxe = async (where: string) =>
    assert.deepEqual(
      (await window.violations()).map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html ?? ''}`),
      [],
    );

  test('it is offered in one sentence at the end of Now, and nothing was asked', async () => {
    await card('github-offer').getByText('and writes nothing there').waitFor();
    await settled();
    assert.deepEqual(gitHub.asked, []);
    await card('github-offer').scrollIntoViewIfNeeded();
    await picture('github-offer');
  });

  test('by keyboard: connected, with what is open and what runs where', async () => {
    await card('github-offer').getByRole('button', { name: 'Connect GitHub' }).press('Enter');
    await card('coming')
      .getByText(/Open pull requests, from GitHub, \d\d:\d\d/)
      .waitFor();
    await card('coming').getByRole('link', { name: '#128 Refund limit of 60 days' }).waitFor();
    await card('github-runs').getByText('production is up to date').waitFor();
    await card('github-offer').waitFor({ state: 'detached' });
    await settled();
    await card('github-runs').scrollIntoViewIfNeeded();
    await picture('github-main');
    await nothingForAxe('main');
  });

  test('by keyboard: from the list to the branch, whose own cards stay as they are', async () => {
    await card('coming').getByRole('link', { name: '#128 Refund limit of 60 days' }).press('Enter');
    await card('github-pull-request').getByText('Whose turn it is').waitFor();
    await settled();
    await card('pull-request').getByText('A pull request from here holds:').waitFor();
    await card('github-pull-request').getByText('GitHub: no conflict. This folder: 1 conflict.').waitFor();
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    test(`${themes[theme]}: every step reads true, by keyboard, with nothing for axe to find`, async function () {
      // nine steps, each looked over by axe
      this.timeout(180_000);
      await window.setTheme(theme);
      await window.setSidebarWidth(theme.startsWith('hc') ? 320 : 560);
      const shown = card('github-pull-request');
      for (const [step, state, line] of steps) {
        gitHub.set({ step });
        await card('github-about').getByRole('button', { name: 'Ask GitHub again' }).press('Enter');
        await shown.locator('header').getByText(state, { exact: true }).waitFor();
        await shown.getByText(line).first().waitFor();
        if (step === 'merged')
          await shown.getByText('GitHub: merged. This folder: main does not have it.').waitFor();
        await shown.getByText(/^from GitHub, \d\d:\d\d/).waitFor();
        await settled();
        await nothingForAxe(step);
        await shown.scrollIntoViewIfNeeded();
        await picture(`github-${theme}-${step}`);
      }
    });
  }

  test('“Where is this change?” ends with where it runs', async () => {
    gitHub.set({ step: 'draft' });
    await window.runCommand('TPM Lens: Where Is This Change?');
    await window.quickInput.locator('input.input').fill('A commit');
    await window.quickInput.locator('.monaco-list-row.focused', { hasText: 'A commit…' }).waitFor();
    await window.page.keyboard.press('Enter');
    await window.quickInput.getByText('The id of a commit').waitFor();
    await window.page.keyboard.type('origin/main');
    await window.page.keyboard.press('Enter');
    await view
      .getByRole('heading', {
        level: 1,
        name: /It runs in production since \w+\. \(from GitHub, \d\d:\d\d\)/,
      })
      .waitFor();
    await card('github-arrived')
      .getByText(/runs in staging since/)
      .waitFor();
    await settled();
    await nothingForAxe('change');
    await picture('github-change');
    await view.getByRole('link', { name: 'Now' }).click();
    await card('github-runs').waitFor();
  });

  test('at a limit GitHub is left alone, and the page says until when', async () => {
    gitHub.set({ fault: 'limit', forget: true });
    await card('github-about').getByRole('button', { name: 'Ask GitHub again' }).press('Enter');
    await card('github-about')
      .getByText(/answers no more questions of this account until \d\d:\d\d/)
      .waitFor();
    await card('github-runs').waitFor();
    await card('github-about').scrollIntoViewIfNeeded();
    await picture('github-limit');
    gitHub.set({ fault: null });
  });

  test('the palette disconnects, and everything is gone', async () => {
    await window.runCommand('TPM Lens: Disconnect GitHub');
    await card('github-runs').waitFor({ state: 'detached' });
    await card('github-about').waitFor({ state: 'detached' });
    assert.deepEqual(gitHub.violations, []);
  });
});
