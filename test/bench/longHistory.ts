// How long a reader waits on a large repository in a real workbench, measured in the page where they look:
//   npx tsx test/bench/longHistory.ts FOLDER BRANCH...
// From the click on the view to the heading of *Now* and to all its cards; from the choice of each branch to the
// heading of its page, to its last card but the merge, and to what merging it would do. The goal is a second each.
// Tasks of the window longer than 50 ms are counted: it must never stutter. Needs a production build.
import type { FrameLocator } from 'playwright-core';
import { closeSurroundings } from '../ui/surroundings';
import { openWorkbench, type Workbench } from '../ui/workbench';

const rounds = 5;
/** Milliseconds until the extension host has done with its start. */
const settled = 15_000;

interface Waits {
  readonly heading: number;
  readonly cards: number;
}

/** Milliseconds since `start` until the heading holds `text`, and until nothing on the page is still being worked out. */
async function waits(view: FrameLocator, text: string, start: number): Promise<Waits> {
  const main = view.locator('main', { has: view.locator('h1, .subject', { hasText: text }) });
  await main.waitFor({ timeout: 60_000 });
  const heading = performance.now() - start;
  await view.locator('main:not([aria-busy])', { hasText: text }).waitFor({ timeout: 120_000 });
  return { heading, cards: performance.now() - start };
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
  await window.runCommand('TPM Lens: Look at a Branch');
  const input = window.quickInput.locator('input.input');
  await input.fill(branch);
  await window.quickInput.locator('.monaco-list-row.focused', { hasText: branch }).waitFor();
  const start = performance.now();
  await window.page.keyboard.press('Enter');
  return waits(view, branch, start);
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
    const opened = await Promise.resolve(branches).then(async all => {
      const each: [string, Waits][] = [];
      for (const branch of all) each.push([branch, await openBranch(window, view, branch)]);
      return each;
    });
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
    for (const part of ['heading', 'cards'] as const)
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
