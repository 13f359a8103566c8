import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

suite('the quiz', () => {
  const window = useWorkbench({ file: 'docs/prd-refunds.md', size: { width: 1000, height: 800 } });
  const title = () => window().quickInput.locator('.quick-input-title').innerText();
  const row = (text: string | RegExp) => window().quickInput.locator('.monaco-list-row', { hasText: text });
  const press = (key: string) => window().page.keyboard.press(key);

  test('runs by keyboard from the palette to a pause, and resumes where it was', async () => {
    await window().runCommand('TPM Lens: Quiz');
    await row('Mixed').first().waitFor();
    await window().page.keyboard.type('Deployment');
    await row('Deployment').first().waitFor();
    await press('Enter');

    // a question: numbered options, "I don't know" last, the stem above them
    await row("I don't know").waitFor();
    assert.match(await title(), /Deployment quiz/);
    assert.match(await row(/^1 /).first().innerText(), /^1/);

    // a digit answers at once; "I don't know" is the last number
    const options = await window().quickInput.locator('.monaco-list-row').count();
    await press(String(options));
    await row('Next question').waitFor();
    assert.match(await title(), /the answer/);
    await press('Enter');

    await row("I don't know").waitFor();
    await press('1');
    await row('Next question').waitFor();
    assert.match(await title(), /right|not quite/);
    await press('Enter');

    await row("I don't know").waitFor();
    assert.match(await title(), /3\/10/);
    await press('Escape');
    await window().page.getByText('Paused at question 3 of 10', { exact: false }).first().waitFor();

    await window().runCommand('TPM Lens: Quiz');
    await row('Resume').first().waitFor();
    await press('Enter');
    await row("I don't know").waitFor();
    assert.match(await title(), /3\/10/);
    await press('Escape');
  });
});

suite('the level check and Progress', () => {
  const window = useWorkbench({ file: 'docs/prd-refunds.md', size: { width: 1200, height: 900 } });
  const row = (text: string | RegExp) => window().quickInput.locator('.monaco-list-row', { hasText: text });
  const press = (key: string) => window().page.keyboard.press(key);

  test('each answer leads to another question, and Progress counts them', async () => {
    const sidebar = await window().openSidebar();
    await window().runCommand('TPM Lens: Quiz');
    await row('Check my level').first().waitFor();
    await window().page.keyboard.type('Check my level');
    await row('Check my level').first().waitFor();
    await press('Enter');
    for (const number of [1, 2]) {
      await row("I don't know").waitFor();
      assert.match(
        await window().quickInput.locator('.quick-input-title').innerText(),
        new RegExp(`Level check.*${number}/30`),
      );
      await press('1');
      await row('Next question').waitFor();
      await press('Enter');
    }
    await row("I don't know").waitFor();
    await press('Escape');
    await sidebar.getByRole('link', { name: /^Progress/ }).click();
    await sidebar.getByRole('heading', { level: 2, name: 'Your level' }).waitFor();
    await sidebar.getByText(/You have \d+ over \d+\./).waitFor();
    await sidebar.getByRole('heading', { level: 2, name: 'Next 7 days' }).waitFor();
    const found = await window().violations();
    assert.deepEqual(
      found.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`),
      [],
    );
    if (process.env['TPM_LENS_PICTURES'] !== undefined)
      await window().screenshot(`${process.env['TPM_LENS_PICTURES']}/progress.png`);
  });
});

suite('the hover in an editor 800 pixels high', () => {
  const window = useWorkbench({ file: 'docs/prd-refunds.md', size: { width: 1100, height: 800 } });

  test('shows everything up to the questions without scrolling', async () => {
    const hover = await window().hover('feature flag');
    const box = await hover.boundingBox();
    const questions = await hover.getByText('Ask engineering').first().boundingBox();
    const last = await hover.locator('li').last().boundingBox();
    assert.ok(box && questions && last);
    assert.ok(
      last.y + last.height <= box.y + box.height,
      `the questions end at ${last.y + last.height}, the hover at ${box.y + box.height}`,
    );
  });
});
