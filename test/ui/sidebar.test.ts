import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { themes, useWorkbench, type Theme } from './workbench';

/** Where pictures go, for whoever wants to look: nothing is written without it. */
const pictures = process.env['TPM_LENS_PICTURES'];

suite('the sidebar', () => {
  const window = useWorkbench({ size: { width: 1500, height: 1000 } });
  let view: FrameLocator;

  suiteSetup(async () => {
    view = await window().openSidebar();
  });

  const picture = async (name: string) => {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await window().screenshot(join(pictures, `${name}.png`));
  };
  /** Waits until the page is complete: nothing is being worked out any more. */
  const settled = async () => {
    await view.locator('main').waitFor();
    await view.locator('main[aria-busy]').waitFor({ state: 'detached' });
  };

  test('Now opens with what is on its way, what merging starts and what is released', async () => {
    await view
      .getByRole('heading', { level: 1, name: /Four branches are not in main yet; one would conflict/ })
      .waitFor();
    await settled();
    for (const name of ['What is on its way', 'What can merging start?', 'In the last release, and not yet'])
      await view.getByRole('heading', { level: 2, name }).waitFor();
    await picture('now-main');
  });

  test('a branch explains itself without being checked out, and back leads back', async () => {
    await view.getByRole('link', { name: 'feature/refund-limit' }).click();
    const heading = view.getByRole('heading', {
      level: 1,
      name: /Ana Ruiz’s branch has two commits that main lacks/,
    });
    await heading.waitFor();
    await settled();
    await view.getByText('const REFUND_DAYS = 60;', { exact: true }).first().waitFor();
    await view.locator('h1:focus').waitFor();
    await picture('branch');
    await window().page.keyboard.press('Alt+ArrowLeft');
    await view.getByRole('heading', { level: 1, name: /Four branches/ }).waitFor();
  });

  test('evidence opens the file at its line', async () => {
    await view
      .getByRole('link', { name: /^Open ios\.yml:/ })
      .first()
      .click();
    await window().page.locator('.tab.active', { hasText: 'ios.yml' }).waitFor();
  });

  test('opening a workflow explains that workflow', async () => {
    await window().openFile('.github/workflows/deploy.yml');
    await view
      .getByRole('heading', { level: 1, name: /This file takes changes on main to staging/ })
      .waitFor();
    await view.getByRole('heading', { level: 2, name: 'What it does' }).waitFor();
    await view
      .getByRole('img', { name: /^Jobs in order/ })
      .first()
      .waitFor();
    await picture('workflow');
  });

  test('a document brings Now back to the branch', async () => {
    await window().openFile('docs/prd-refunds.md');
    await view.getByRole('heading', { level: 1, name: /Four branches/ }).waitFor();
  });

  test('where a change is: from the line in the editor to its release', async () => {
    await window().openFile('src/policy.ts');
    await window().runCommand('TPM Lens: Where Is This Change?');
    await window().quickInput.locator('.monaco-list-row', { hasText: 'This line' }).waitFor();
    await window().page.keyboard.press('Enter');
    await view.getByRole('heading', { level: 1, name: /is in main/ }).waitFor();
    await settled();
    for (const name of ['Merged?', 'Released?', 'With customers?'])
      await view.getByRole('heading', { level: 2, name }).waitFor();
    await picture('change');
    await window().runCommand('TPM Lens: Where Is This Change?');
    await window().quickInput.locator('input.input').fill('next release');
    await window().quickInput.locator('.monaco-list-row.focused', { hasText: 'next release' }).waitFor();
    await window().page.keyboard.press('Enter');
    await view.getByRole('heading', { level: 1, name: /changes in main came after v/ }).waitFor();
    await picture('next-release');
    await view.getByRole('link', { name: 'Now' }).click();
  });

  test('a conflicting merge under way explains itself and the ways out', async () => {
    const merge = (...args: readonly string[]) =>
      spawnSync('git', ['-c', 'user.name=Robin Hale', '-c', 'user.email=robin@shop.example', ...args], {
        cwd: window().folder,
      });
    assert.equal(merge('merge', 'origin/feature/refund-limit').status, 1);
    await view.getByRole('heading', { level: 1, name: /merge/i }).waitFor();
    await view.getByText('policy.ts').first().waitFor();
    await settled();
    await picture('merging');
    assert.equal(merge('merge', '--abort').status, 0);
    await view.getByRole('heading', { level: 1, name: /Four branches/ }).waitFor();
  });

  test('Product answers the six questions', async () => {
    await view.getByRole('link', { name: 'Product' }).click();
    await view
      .getByRole('heading', { level: 2, name: 'What kind of deployment process do we use?' })
      .waitFor();
    await settled();
    assert.equal(await view.locator('.qa > li').count(), 6);
    await picture('product');
  });

  test('by keyboard: from Learn to a lesson, an answer, and its explanation', async () => {
    const { page } = window();
    await view.getByRole('link', { name: 'Learn' }).press('Enter');
    const search = view.getByRole('searchbox');
    await search.focus();
    await page.keyboard.type('squash or rebase');
    const lesson = view.getByRole('link', { name: /Merge, squash or rebase\?/ });
    await lesson.waitFor();
    await view.locator('input:focus').waitFor();
    await lesson.press('Enter');
    await view.getByRole('heading', { level: 1, name: 'Merge, squash or rebase?' }).waitFor();
    await view.getByText('In your repository').first().waitFor();
    await view.locator('.choice').last().press('Enter');
    await view.getByText('1 of 3 answered').waitFor();
    await view.getByText('Right answer.', { exact: true }).waitFor();
    await picture('lesson');
  });

  test('Now follows when the branch changes', async () => {
    await view.getByRole('link', { name: 'Now' }).click();
    await view.getByRole('heading', { level: 1, name: /Four branches/ }).waitFor();
    execFileSync('git', ['switch', '--quiet', 'fix/checkout-timeout'], { cwd: window().folder });
    await view.getByRole('heading', { level: 1, name: /Tom Okafor’s branch has one commit/ }).waitFor();
    await settled();
    await picture('branch-checked-out');
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    test(`${themes[theme]}: nothing for axe to find at 300 and at 600 pixels`, async () => {
      await window().setTheme(theme);
      for (const width of [300, 600]) {
        await window().setSidebarWidth(width);
        for (const place of ['Now', 'Product', 'Learn', 'Progress']) {
          await view.getByRole('navigation', { name: 'TPM Lens' }).getByRole('link', { name: place }).click();
          await settled();
          const found = await window().violations();
          assert.deepEqual(
            found.map(({ id, nodes }) => `${place}, ${width}: ${id} ${nodes[0]?.html ?? ''}`),
            [],
          );
          await picture(`${theme}-${width}-${place.toLowerCase()}`);
        }
      }
    });
  }
});
