// How long a reader waits, in a real workbench on the sample product, from the command to the first page of the quiz,
// and from the choice to the first question. Measured in the page itself. Needs a build.
import { closeSurroundings } from '../ui/surroundings';
import { openWorkbench, type Workbench } from '../ui/workbench';

const rounds = 6;
/** Milliseconds in which a reader looks at a page. */
const readersPause = 1500;

/**
 * Milliseconds until the quick input has the title and the entry that are awaited, measured where the reader looks:
 * from the moment the list in which Enter was pressed is closed, which is when VS Code begins with what was chosen.
 */
async function fromEnter({ page }: Workbench, title: string, row: string): Promise<number> {
  // in two steps: a key pressed while the first is on its way would be missed
  await page.evaluate(`globalThis.untilShown = new Promise(resolve => {
    let pressed, begun;
    const look = () => {
      if (pressed === undefined) return;
      const shown = document.querySelector('.quick-input-widget:not([style*="display: none"])');
      if (!shown) begun ??= performance.now();
      if (!shown?.querySelector('.quick-input-title')?.textContent.includes(${JSON.stringify(title)})) return;
      if (!shown.querySelector('.monaco-list')?.textContent.includes(${JSON.stringify(row)})) return;
      observer.disconnect();
      resolve(performance.now() - (begun ?? pressed));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    addEventListener('keydown', event => {
      if (event.key === 'Enter') pressed = performance.now();
    }, { capture: true, once: true });
  }), undefined`);
  await page.keyboard.press('Enter');
  const waited = await page.evaluate<number>('globalThis.untilShown');
  // nobody chooses at once
  await page.waitForTimeout(readersPause);
  return waited;
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
  const door = await fromEnter(window, 'Start a quiz', 'Mixed');
  await aim(window, 'Deployment', 'Deployment');
  const question = await fromEnter(window, 'Deployment quiz', 'I don');
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
