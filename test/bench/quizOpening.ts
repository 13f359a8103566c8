// How long a reader waits, in a real workbench on the sample product, from the command to the first page of the quiz,
// and from the choice to the first question. Measured in the page itself. Needs a build.
import { closeSurroundings } from '../ui/surroundings';
import { openWorkbench, type Workbench } from '../ui/workbench';

const rounds = 4;

/** Milliseconds from Enter until the quick input says what is awaited; measured where the reader looks. */
async function fromEnter({ page }: Workbench, title: string): Promise<number> {
  // in two steps: a key pressed while the first is on its way would be missed
  await page.evaluate(`globalThis.untilShown = new Promise(resolve => {
    let pressed;
    const look = () => {
      const shown = document.querySelector('.quick-input-widget:not([style*="display: none"]) .quick-input-title');
      if (pressed === undefined || !shown?.textContent.includes(${JSON.stringify(title)})) return;
      observer.disconnect();
      resolve(performance.now() - pressed);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    addEventListener('keydown', event => {
      if (event.key === 'Enter') pressed = performance.now();
    }, { capture: true, once: true });
  }), undefined`);
  await page.keyboard.press('Enter');
  return page.evaluate<number>('globalThis.untilShown');
}

/** Types into the palette or the quiz, and waits until that entry would be taken. */
async function aim({ page, quickInput }: Workbench, text: string, label: string): Promise<void> {
  await page.keyboard.type(text);
  await quickInput.locator('.monaco-list-row.focused', { hasText: label }).waitFor();
}

async function opening(window: Workbench): Promise<readonly [door: number, question: number]> {
  await window.page.keyboard.press('F1');
  await window.quickInput.locator('input.input').waitFor();
  await aim(window, 'TPM Lens: Quiz', 'TPM Lens: Quiz');
  const door = await fromEnter(window, 'Start a quiz');
  await aim(window, 'Deployment', 'Deployment');
  const question = await fromEnter(window, 'Deployment quiz');
  await window.page.keyboard.press('Escape');
  return [door, question];
}

/** The first time in a window, and again; prints both. */
export async function measureQuizOpening(): Promise<void> {
  const waits: { first: readonly [number, number]; again: readonly [number, number] }[] = [];
  // the first window warms the server: nobody's second window of the day
  for (let round = 0; round <= rounds; round++) {
    const window = await openWorkbench({ file: 'docs/prd-refunds.md' });
    // the extension is there when it underlines its first word
    await window.hover('monolith', 250);
    await window.page.keyboard.press('Escape');
    const found = { first: await opening(window), again: await opening(window) };
    if (round > 0) waits.push(found);
    await window.close();
  }
  await closeSurroundings();
  const median = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  for (const [name, of] of [
    ['from the command to the first page, first time in a window', waits.map(({ first }) => first[0])],
    ['from the choice to the first question, first time in a window', waits.map(({ first }) => first[1])],
    ['from the command to the first page, again', waits.map(({ again }) => again[0])],
    ['from the choice to the first question, again', waits.map(({ again }) => again[1])],
  ] as const)
    console.log(
      `${name}: median ${median(of).toFixed(0)} ms (${of.map(ms => ms.toFixed(0)).join(', ')}; goal 100 ms)`,
    );
}
