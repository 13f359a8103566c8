import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

suite('a guided document', () => {
  const window = useWorkbench({ file: 'docs/prd-refunds.md', size: { width: 1000, height: 800 } });
  const row = (text: string | RegExp) => window().quickInput.locator('.monaco-list-row', { hasText: text });
  const press = (key: string) => window().page.keyboard.press(key);
  const type = (text: string) => window().page.keyboard.type(text);
  const asked = (text: string) => window().quickInput.getByText(text, { exact: false }).first().waitFor();

  test('by keyboard alone; Escape keeps the answers, and it goes on where it was left', async () => {
    await window().runCommand('TPM Lens: New Document');
    await row('Translate to technical requirements').first().waitFor();
    await type('Translate to technical');
    await press('Enter');
    await asked('What does the business need');
    await type('Refunds without a call');
    await press('Enter');
    await asked('Who does it');
    await type('Buyers');
    await press('Escape');
    await window().page.getByText('Your answers are kept', { exact: false }).first().waitFor();

    await window().runCommand('TPM Lens: New Document');
    await row('2 of 6 answered').first().waitFor();
    await type('Translate to technical');
    await press('Enter');
    await row('Go on where you left').first().waitFor();
    await press('Enter');
    await asked('Who does it');
    assert.equal(await window().quickInput.locator('input').last().inputValue(), 'Buyers');
    await press('Enter');
    for (const question of ['What must they', 'How many', 'What must stay', 'Which other systems']) {
      await asked(question);
      await press('Enter');
    }
    await row('In a new document').first().waitFor();
    await press('ArrowDown');
    await press('Enter');
    await window().page.locator('.editor-instance .view-line', { hasText: 'For: Buyers' }).first().waitFor();
  });
});
