// `npm run screenshots`: the pictures of the README, taken of the real workbench on the sample product.
// `npm run screenshots -- every-theme`: all of them in the four themes, into `out/screenshots`, to look at.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../hosts/paths.mjs';
import { closeSurroundings, surroundings, type Surroundings } from './surroundings';
import { openWorkbench, themes, type Theme, type Workbench } from './workbench';

const inEveryTheme = process.argv.includes('every-theme');
const folder = inEveryTheme ? inProject('out', 'screenshots') : inProject('media', 'screenshots');
const size = { width: 1200, height: 780 };

/** One picture: what has to be on the screen, and in which theme the README shows it. */
interface Shot {
  readonly name: string;
  /** In the README. */
  readonly theme: Theme;
  /** By default `main`. */
  readonly branch?: string;
  readonly set: (window: Workbench) => Promise<void>;
}

/** The sample stands on this branch when its window opens. */
function stand({ sample }: Surroundings, branch: string): void {
  execFileSync('git', ['switch', '--quiet', branch], { cwd: sample });
}

async function showNow(window: Workbench): Promise<void> {
  const sidebar = await window.openSidebar();
  await window.setSidebarWidth(420);
  await sidebar.getByText('origin/main').first().waitFor();
  await sidebar.locator('main[aria-busy]').waitFor({ state: 'detached' });
  await window.page.mouse.move(size.width - 10, size.height / 2);
}

const shots: readonly Shot[] = [
  { name: 'now-main', theme: 'light', set: showNow },
  {
    name: 'now-branch',
    theme: 'dark',
    branch: 'feature/refund-limit',
    set: showNow,
  },
  {
    name: 'hover',
    theme: 'light',
    set: async window => {
      await window.hover('feature flag');
    },
  },
  {
    name: 'quiz',
    theme: 'dark',
    set: async window => {
      await window.runCommand('TPM Lens: Quiz');
      const row = (text: string) => window.quickInput.locator('.monaco-list-row', { hasText: text }).first();
      await row('Mixed').waitFor();
      await window.page.keyboard.type('Deployment');
      await row('Deployment').waitFor();
      await window.page.keyboard.press('Enter');
      await row("I don't know").waitFor();
    },
  },
];

/** Takes one picture; one that fails does not cost the others. */
async function take(shot: Shot, theme: Theme): Promise<boolean> {
  const name = `${shot.name}-${theme}.png`;
  let window: Workbench | undefined;
  try {
    stand(await surroundings(), shot.branch ?? 'main');
    window = await openWorkbench({ file: 'docs/prd-refunds.md', theme, size });
    await shot.set(window);
    await window.screenshot(join(folder, name));
    console.log(name);
    return true;
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    await window?.screenshot(join(inProject('out'), `failed-${name}`));
    return false;
  } finally {
    await window?.close();
  }
}

async function takeAll(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  let failed = 0;
  for (const shot of shots) {
    const wanted = inEveryTheme ? (Object.keys(themes) as Theme[]) : [shot.theme];
    for (const theme of wanted) failed += (await take(shot, theme)) ? 0 : 1;
  }
  await closeSurroundings();
  process.exitCode = failed > 0 ? 1 : 0;
}

void takeAll();
