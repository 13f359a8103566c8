import { themes, useWorkbench, type Theme } from './workbench';

suite('the workbench', () => {
  const window = useWorkbench({ file: 'docs/prd-refunds.md' });

  test('shows the sample product and our container in the activity bar', async () => {
    await window().page.locator('.tab.active', { hasText: 'prd-refunds.md' }).waitFor();
    await window().page.locator('.activitybar').getByRole('tab', { name: 'TPM Lens' }).waitFor();
  });

  test('opens a file by its name', async () => {
    await window().openFile('docs/runbook.md');
    await window().page.waitForFunction('document.title.startsWith("runbook.md")');
  });

  test('changes the theme', async () => {
    for (const theme of Object.keys(themes) as Theme[]) {
      await window().setTheme(theme);
      const expected = { dark: 'vs-dark', light: 'vs', 'hc-dark': 'hc-black', 'hc-light': 'hc-light' }[theme];
      await window().page.locator(`.monaco-workbench.${expected}`).waitFor();
    }
  });

  test('the palette offers to open the sample product', async () => {
    await window().page.keyboard.press('F1');
    await window().quickInput.locator('input.input').fill('>TPM Lens: Open');
    await window()
      .quickInput.locator('.monaco-list-row', { hasText: 'TPM Lens: Open the Sample Product' })
      .waitFor();
    await window().page.keyboard.press('Escape');
  });
});
