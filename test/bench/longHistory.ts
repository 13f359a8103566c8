// How long a reader waits on a large repository in a real workbench, measured in the page where they look:
//   npx tsx test/bench/longHistory.ts FOLDER BRANCH...
// From the click on the view to *Now* as it is first drawn and to all that it says; from the choice of each branch to
// its cards as they are first drawn and to all that they say. The goal is a second until every card is there.
// Tasks of the window longer than 50 ms are counted: it must never stutter. Needs a production build.
import type { FrameLocator } from 'playwright-core';
import { closeSurroundings } from '../ui/surroundings';
import { openWorkbench, type Workbench } from '../ui/workbench';

const rounds = 3;
/** Milliseconds in which a reader looks at a page. */
const readersPause = 2000;
/** Milliseconds until the extension host has done with its start. */
const settled = 15_000;

interface Waits {
  readonly cards: number;
  readonly all: number;
}

/** Milliseconds since `start` until the page about `text` stands, and until nothing on it is still being worked out. */
async function waits(view: FrameLocator, text: string, start: number): Promise<Waits> {
  await view.locator('main', { hasText: text }).locator('h2, h3').first().waitFor({ timeout: 60_000 });
  const cards = performance.now() - start;
  await view.locator('main:not([aria-busy])', { hasText: text }).waitFor({ timeout: 120_000 });
  return { cards, all: performance.now() - start };
}

const watchTasks = `globalThis.longTasks = [];
  new PerformanceObserver(list => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' });`;

async function openView(window: Workbench): Promise<readonly [Waits, FrameLocator]> {
  await window.page.waitForTimeout(settled);
  await window.page.evaluate(watchTasks);
  const start = performance.now();
  const view = await window.openSidebar();
  return [await waits(view, '', start), view];
}

/** The branch is aimed at before the clock starts: nobody's typing counts. */
async function openBranch(window: Workbench, view: FrameLocator, branch: string): Promise<Waits> {
  await window.page.waitForTimeout(readersPause);
  await window.runCommand('TPM Lens: Look at a Branch');
  await window.quickInput.locator('.quick-input-title', { hasText: 'Look at a Branch' }).waitFor();
  const input = window.quickInput.locator('input.input');
  await input.fill(branch);
  await window.quickInput.locator('.monaco-list-row.focused', { hasText: branch }).waitFor();
  const start = performance.now();
  await window.page.keyboard.press('Enter');
  return waits(view, `looking at ${branch}`, start);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function run(folder: string, branches: readonly string[]): Promise<void> {
  const found = new Map<string, Waits[]>();
  const add = (name: string, wait: Waits) => found.set(name, [...(found.get(name) ?? []), wait]);
  const tasks: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const window = await openWorkbench({ folder });
    const [now, view] = await openView(window);
    const opened: [string, Waits][] = [];
    for (const branch of branches) opened.push([branch, await openBranch(window, view, branch)]);
    const long = await window.page.evaluate<number[]>('globalThis.longTasks');
    await window.close();
    // the first window warms the server
    if (round === 0) continue;
    add('Now', now);
    for (const [branch, wait] of opened) add(branch, wait);
    tasks.push(...long);
  }
  await closeSurroundings();
  for (const [name, of] of found)
    for (const part of ['cards', 'all'] as const)
      console.log(
        `${name}, ${part}: median ${median(of.map(wait => wait[part])).toFixed(0)} ms (${of.map(wait => wait[part].toFixed(0)).join(', ')})`,
      );
  console.log(
    `tasks of the window over 50 ms in ${rounds} windows: ${tasks.length}, longest ${Math.max(0, ...tasks).toFixed(0)} ms`,
  );
}

const [folder, ...branches] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of a large repository, and branches of it.');
void run(folder, branches);
