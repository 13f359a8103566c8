// How long a reader waits on a large repository in a real workbench, measured in the page where they look:
//   npx tsx test/bench/longHistory.ts FOLDER BRANCH...
// From the click on the view, and from the choice of each branch: until the first card stands, until every card does, and
// until everything is said that they say. The goal is a second until every card is there.
// Tasks of the window longer than 50 ms are counted: it must never stutter. Needs a production build.
import type { FrameLocator } from 'playwright-core';
import { closeSurroundings } from '../ui/surroundings';
import { openWorkbench, type Workbench } from '../ui/workbench';

const rounds = 3;
/** Milliseconds in which a reader looks at a page. */
const readersPause = 2000;
/** Milliseconds until the extension host has done with its start. */
const settled = 15_000;

const cardsOfNow = ['What is on its way', 'What can merging start?', 'In the last release'];
const cardsOfBranch = ['Branch', 'Pull request', 'Merge', 'What can merging start?'];

/** Milliseconds. */
interface Waits {
  readonly first: number;
  readonly every: number;
  readonly all: number;
}

/** How long it is since `start` until the page about `text` has a card, all of them, and nothing more to work out. */
async function waits(
  view: FrameLocator,
  text: string,
  cards: readonly string[],
  start: number,
): Promise<Waits> {
  const page = view.locator('main', { hasText: text });
  const heading = (hasText: string) => page.locator('h2', { hasText }).first();
  await page.locator('h2').first().waitFor({ timeout: 60_000 });
  const first = performance.now() - start;
  for (const card of cards) await heading(card).waitFor({ timeout: 60_000 });
  const every = performance.now() - start;
  await view.locator('main:not([aria-busy])', { hasText: text }).waitFor({ timeout: 120_000 });
  return { first, every, all: performance.now() - start };
}

const watchTasks = `globalThis.longTasks = [];
  new PerformanceObserver(list => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' });`;

/** Also how long VS Code takes to open the view, before a page can be drawn in it. */
async function openView(window: Workbench): Promise<readonly [Waits, FrameLocator, number]> {
  await window.page.waitForTimeout(settled);
  await window.page.evaluate(watchTasks);
  const start = performance.now();
  const view = await window.openSidebar();
  const opened = performance.now() - start;
  return [await waits(view, '', cardsOfNow, start), view, opened];
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
  return waits(view, `looking at ${branch}`, cardsOfBranch, start);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const print = (name: string, values: readonly number[]): void =>
  console.log(
    `${name}: median ${median(values).toFixed(0)} ms (${values.map(ms => ms.toFixed(0)).join(', ')})`,
  );

async function run(folder: string, branches: readonly string[]): Promise<void> {
  const found = new Map<string, Waits[]>();
  const add = (name: string, wait: Waits) => found.set(name, [...(found.get(name) ?? []), wait]);
  const empty: number[] = [];
  const tasks: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // the first window warms the server, which is a new one: it would open the page that the last one ended with
    await (await openWorkbench()).close();
    const window = await openWorkbench({ folder });
    const [now, view, opening] = await openView(window);
    empty.push(opening);
    add('Now', now);
    for (const branch of branches) add(branch, await openBranch(window, view, branch));
    tasks.push(...(await window.page.evaluate<number[]>('globalThis.longTasks')));
    await window.close();
    await closeSurroundings();
  }
  print('the empty view', empty);
  for (const [name, of] of found) {
    const times = (part: keyof Waits) => of.map(wait => wait[part]);
    print(`${name}, the first card`, times('first'));
    print(`${name}, every card`, times('every'));
    print(`${name}, all they say`, times('all'));
  }
  console.log(
    `tasks of the window over 50 ms in ${rounds} windows: ${tasks.length}, longest ${Math.max(0, ...tasks).toFixed(0)} ms`,
  );
}

const [folder, ...branches] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of a large repository, and branches of it.');
void run(folder, branches);
