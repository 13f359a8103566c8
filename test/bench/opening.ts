// `npm run bench:opening`: how long a reader waits, in a real workbench on the sample product, from an open window
// to the first hover and to a filled *Now*. The goal is a second each. Needs a production build.
import { closeSurroundings } from '../ui/surroundings';
import { openWorkbench } from '../ui/workbench';

const rounds = 5;
const word = 'monolith';

/** Milliseconds from the moment the window shows its document. */
interface Waits {
  readonly window: number;
  readonly hover: number;
  readonly now: number;
}

async function measure(): Promise<Waits> {
  const start = performance.now();
  const forHover = await openWorkbench({ file: 'docs/prd-refunds.md' });
  const window = performance.now() - start;
  const hovering = performance.now();
  await forHover.hover(word, 250);
  const hover = performance.now() - hovering;
  await forHover.close();
  const forNow = await openWorkbench({ file: 'docs/prd-refunds.md' });
  const opening = performance.now();
  const sidebar = await forNow.openSidebar();
  await sidebar.getByRole('heading', { level: 1 }).waitFor();
  await sidebar.locator('main[aria-busy]').waitFor({ state: 'detached' });
  const now = performance.now() - opening;
  await forNow.close();
  return { window, hover, now };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function run(): Promise<void> {
  const waits: Waits[] = [];
  // the first window warms the server: nobody's second window of the day
  await measure();
  for (let round = 0; round < rounds; round++) waits.push(await measure());
  await closeSurroundings();
  for (const [name, of] of [
    ['VS Code itself, until the document shows', waits.map(({ window }) => window)],
    ['from there to the first hover (100 ms of it the pointer rests)', waits.map(({ hover }) => hover)],
    ['from there to a filled Now', waits.map(({ now }) => now)],
  ] as const)
    console.log(`${name}: median ${median(of).toFixed(0)} ms (${of.map(ms => ms.toFixed(0)).join(', ')})`);
}

void run();
