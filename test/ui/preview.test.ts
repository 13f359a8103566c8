import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { FrameLocator } from 'playwright-core';
import { inProject } from '../hosts/paths.mjs';
import { useWorkbench, type Violation } from './workbench';

suite('the Markdown preview', () => {
  const window = useWorkbench({ file: 'docs/prd-refunds.md', size: { width: 1100, height: 800 } });
  let view: FrameLocator;
  const webview = 'iframe.webview.ready[src*="vscode.markdown-language-features"]';
  const card = () => view.locator('.tpm-lens-card');
  const term = () => view.locator('.tpm-lens-term', { hasText: 'feature flag' }).first();

  suiteSetup(async () => {
    await window().runCommand('Markdown: Open Preview');
    view = window().page.frameLocator(webview).frameLocator('#active-frame');
    await term().waitFor();
  });

  test('the pointer on a term shows what it is and why it matters', async () => {
    // until the reasons are read, the preview is made again
    await view.locator('.tpm-lens-term[data-tpm-why]', { hasText: 'feature flag' }).first().waitFor();
    await term().hover();
    await card().getByText('Why it matters').waitFor();
    await view.locator('h1').first().hover();
    await card().waitFor({ state: 'detached' });
  });

  test('Tab reaches it, and Escape closes it', async () => {
    // the keyboard is in the preview once something in it was clicked
    await view.locator('h1').first().click();
    await window().page.keyboard.press('Tab');
    const reached = view.locator('.tpm-lens-term:focus');
    await reached.waitFor();
    await card().waitFor();
    assert.equal(await reached.getAttribute('aria-describedby'), 'tpm-lens-card');
    await window().page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
  });

  test('axe finds nothing wrong with terms and card', async () => {
    await term().hover();
    await card().waitFor();
    const outer = await window().page.locator(webview).first().elementHandle();
    const frame = await (
      await (await outer.contentFrame())?.waitForSelector('#active-frame')
    )?.contentFrame();
    assert.ok(frame);
    await frame.evaluate(readFileSync(inProject('node_modules/axe-core/axe.min.js'), 'utf8'));
    // the window paints what is behind the view; axe would take it for white
    await frame.evaluate("document.body.style.background = 'var(--vscode-editor-background)'");
    const violations = await frame.evaluate<readonly Violation[]>(
      "axe.run({ include: [['.tpm-lens-term'], ['.tpm-lens-card']] }).then(result => result.violations)",
    );
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`),
      [],
    );
  });
});
