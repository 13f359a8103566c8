import assert from 'node:assert/strict';
import { openWorkbench, useWorkbench, type Workbench } from './workbench';
import type { Host } from './surroundings';

/** What a reader does in the quiz, by keyboard alone. */
function quizOf(window: () => Workbench) {
  const row = (text: string | RegExp) => window().quickInput.locator('.monaco-list-row', { hasText: text });
  const press = (key: string) => window().page.keyboard.press(key);
  return {
    row,
    press,
    title: () => window().quickInput.locator('.quick-input-title').innerText(),
    prompt: () => window().quickInput.locator('.quick-input-message').innerText(),
    /** Takes an entry of the quiz's first page. */
    async begin(entry: string): Promise<void> {
      await window().runCommand('TPM Lens: Quiz');
      await row('Check my level').first().waitFor();
      await window().page.keyboard.type(entry);
      await window().quickInput.locator('.monaco-list-row.focused', { hasText: entry }).waitFor();
      await press('Enter');
      await row("I don't know").waitFor();
    },
    /** Answers with a number; a window under load may not have the focus in its input yet. */
    async answer(key: string, then = 'Next question'): Promise<void> {
      const input = window().quickInput.locator('input.input');
      await input.focus();
      await press(key);
      await row(then).waitFor();
    },
    /** Takes an entry of a page that follows an answer, with the arrow keys. */
    async take(entry: string): Promise<void> {
      const chosen = window().quickInput.locator('.monaco-list-row.focused', { hasText: entry });
      await row(entry).first().waitFor();
      for (let left = 12; left > 0 && !(await chosen.isVisible()); left--) await press('ArrowDown');
      await chosen.waitFor();
      await press('Enter');
    },
    async pause(): Promise<void> {
      await press('Escape');
      await window().page.getByText('Your answers are kept.', { exact: false }).first().waitFor();
    },
    picture: async (name: string) => {
      const folder = process.env['TPM_LENS_PICTURES'];
      if (folder !== undefined) await window().screenshot(`${folder}/quiz-${name}.png`);
    },
  };
}

for (const host of ['node', 'web'] satisfies Host[]) {
  suite(`a whole quiz by keyboard (${host})`, () => {
    const window = useWorkbench({ host, file: 'docs/prd-refunds.md', size: { width: 1100, height: 800 } });
    const quiz = quizOf(window);

    test('answer, explanation, Back, pause, resume, and the end with its result', async function () {
      // ten questions, each with its explanation
      this.timeout(120_000);
      await quiz.begin('This document');
      assert.match(await quiz.title(), /prd-refunds\.md.*1\/10/);
      // a number answers at once
      await quiz.answer('1');
      const explained = await quiz.prompt();
      await quiz.press('Enter');
      await quiz.row("I don't know").waitFor();
      assert.match(await quiz.title(), /2\/10/);

      // Back shows the explanation again, and what was answered stays answered
      await quiz.press('0');
      await quiz.row('Next question').waitFor();
      assert.equal(await quiz.prompt(), explained);
      await quiz.press('Enter');
      await quiz.row("I don't know").waitFor();
      assert.match(await quiz.title(), /2\/10/);
      const stem = await quiz.prompt();

      await quiz.pause();
      await window().runCommand('TPM Lens: Quiz');
      await quiz.row('Resume').first().waitFor();
      await quiz.press('Enter');
      await quiz.row("I don't know").waitFor();
      assert.equal(await quiz.prompt(), stem);

      for (let number = 2; number <= 10; number++) {
        await quiz.row("I don't know").waitFor();
        assert.match(await quiz.title(), new RegExp(`${number}/10`));
        const options = await window().quickInput.locator('.monaco-list-row').count();
        await quiz.answer(String(options), number < 10 ? 'Next question' : 'See the result');
        assert.match(await quiz.title(), /the answer/);
        await quiz.press('Enter');
      }
      await quiz.row('Open Progress').waitFor();
      assert.match(await quiz.prompt(), /\d right, \d not yet, \d+ not known\./);
      await quiz.press('Escape');
    });

    test('my product: every answer opens its evidence, and the explanation stays', async () => {
      await quiz.begin('My product');
      assert.match(await quiz.title(), /My product/);
      await quiz.answer('1', 'Open the evidence');
      const shown = await quiz.row('Open the evidence').locator('.label-description').innerText();
      const file = /([^/]+):\d+$/.exec(shown)?.[1] ?? 'no file';
      await quiz.take('Open the evidence');
      await window().page.locator('.tab.active', { hasText: file }).waitFor();
      await quiz.row('Next question').waitFor();
      await quiz.picture(`evidence-${host}`);
      await quiz.pause();
    });
  });
}

suite('the quiz in the workbench', () => {
  const window = useWorkbench({ file: 'docs/prd-refunds.md', size: { width: 1100, height: 800 } });
  const quiz = quizOf(window);

  test('the rest of the first page: a path’s checkpoint, my mistakes, what to learn next', async () => {
    await window().runCommand('TPM Lens: Quiz');
    await quiz.row('Check my level').first().waitFor();
    await quiz.picture('door');
    await window().page.keyboard.type('Checkpoint of');
    await window().quickInput.locator('.monaco-list-row.focused', { hasText: 'Checkpoint of' }).waitFor();
    await quiz.press('Enter');
    await quiz.row('The six questions').first().waitFor();
    await quiz.press('Enter');
    await quiz.row("I don't know").waitFor();
    assert.match(await quiz.title(), /Checkpoint: .*1\/10/);
    const options = await window().quickInput.locator('.monaco-list-row').count();
    await quiz.answer(String(options));
    await quiz.pause();

    await quiz.begin('My mistakes');
    assert.match(await quiz.title(), /My mistakes/);
    await quiz.pause();

    await window().runCommand('TPM Lens: What Should I Learn Next?');
    await quiz.row('prd-refunds.md').first().waitFor();
    await quiz.picture('learn-next');
    await quiz.press('Escape');
  });

  test('what teaches it: the paragraph, and the sidebar at that paragraph', async () => {
    await quiz.begin('Deployment');
    const options = await window().quickInput.locator('.monaco-list-row').count();
    await quiz.press(String(options));
    await quiz.take('Read what teaches this');
    await quiz.row('Open in sidebar').waitFor();
    assert.match(await quiz.title(), /from “/);
    await quiz.picture('paragraph');
    await quiz.take('Open in sidebar');
    // the quiz opens it: a click meanwhile would close it again
    const { page } = window();
    const open = page.locator('.activitybar').getByRole('tab', { name: 'TPM Lens', selected: true });
    await open.waitFor();
    const sidebar = await window().openSidebar();
    await sidebar.locator('.pointed').waitFor();
    await quiz.row('Next question').waitFor();
    await quiz.picture('pointed');
    await quiz.pause();
  });

  test('a screen reader hears the title, the question and each option', async () => {
    await quiz.begin('Merging');
    const { quickInput } = window();
    const input = quickInput.locator('input.input');
    const label = (await input.getAttribute('aria-label')) ?? '';
    const described = (await input.getAttribute('aria-describedby')) ?? '';
    const message = quickInput.locator('.quick-input-message');
    assert.ok(
      label.includes('Merging quiz') || described !== '',
      `${label} / ${described} / ${(await message.getAttribute('id')) ?? ''}`,
    );
    const rows = await quickInput.locator('.monaco-list-row').all();
    const labels = await Promise.all(rows.map(async each => (await each.getAttribute('aria-label')) ?? ''));
    assert.ok(labels.length >= 4 && labels.every(each => each.length > 3), labels.join(' | '));
    assert.match(labels.at(-1) ?? '', /I don't know.*no penalty/);
    await quiz.pause();
  });

  for (const theme of ['light', 'dark', 'hc-dark', 'hc-light'] as const) {
    test(`question and explanation are there in ${theme}`, async () => {
      await window().setTheme(theme);
      await quiz.begin('My product');
      await quiz.picture(`question-${theme}`);
      await quiz.answer('2');
      await quiz.picture(`answer-${theme}`);
      await quiz.pause();
    });
  }
});

suite('a window that is killed', () => {
  test('loses at most the answer that was being given', async () => {
    const options = { file: 'docs/prd-refunds.md', size: { width: 1000, height: 800 } };
    const first = await openWorkbench(options);
    const before = quizOf(() => first);
    await before.begin('Architecture');
    await before.answer('1');
    await before.press('Enter');
    await before.row("I don't know").waitFor();
    const open = await before.prompt();
    // in the middle of the second answer
    await first.close();

    const second = await openWorkbench(options);
    try {
      const after = quizOf(() => second);
      await second.runCommand('TPM Lens: Quiz');
      await after.row('Resume: Architecture quiz').first().waitFor();
      await after.press('Enter');
      await after.row("I don't know").waitFor();
      assert.match(await after.title(), /2\/10/);
      assert.equal(await after.prompt(), open);
      await after.press('Escape');
    } finally {
      await second.close();
    }
  });
});
