// `npm run screenshots`: the pictures of the README, taken of the real workbench on the sample product.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../hosts/paths.mjs';
import { closeSurroundings } from './surroundings';
import { openWorkbench, themes, type Theme, type Workbench } from './workbench';

const folder = inProject('media', 'screenshots');
const size = { width: 1200, height: 780 };

/** One picture: what has to be on the screen, and in which themes it is taken. */
interface Shot {
  readonly name: string;
  readonly themes: readonly Theme[];
  readonly set: (window: Workbench) => Promise<void>;
}

const everyTheme = Object.keys(themes) as Theme[];

/** Checks out a branch the way a reader does, by the palette. */
async function checkOut(window: Workbench, branch: string): Promise<void> {
  await window.runCommand('Git: Checkout to...');
  await window.quickInput.locator('input.input').fill(branch);
  await window.quickInput.locator('.monaco-list-row', { hasText: branch }).first().click();
  await window.page.locator('.statusbar-item', { hasText: branch }).first().waitFor();
}

async function showNow(window: Workbench): Promise<void> {
  const sidebar = await window.openSidebar();
  await window.setSidebarWidth(420);
  // Now is filled when it has said what the comparison is with
  await sidebar.getByText('origin/main').first().waitFor();
}

const shots: readonly Shot[] = [
  { name: 'now-main', themes: everyTheme, set: showNow },
  {
    name: 'now-branch',
    themes: everyTheme,
    set: async window => {
      await checkOut(window, 'feature/refund-limit');
      await showNow(window);
    },
  },
  {
    name: 'hover',
    themes: everyTheme,
    set: async window => {
      await window.hover('feature flag');
    },
  },
  {
    name: 'quiz',
    themes: everyTheme,
    set: async window => {
      await window.runCommand('TPM Lens: Quiz');
      await window.quickInput.locator('.monaco-list-row').first().waitFor();
      // the first page offers the kinds of quiz; its first row begins one
      await window.page.keyboard.press('Enter');
      await window.quickInput.getByText('1/', { exact: false }).first().waitFor();
    },
  },
];

/** Takes one picture; one that fails does not cost the others. */
async function take(shot: Shot, theme: Theme): Promise<boolean> {
  const name = `${shot.name}-${theme}.png`;
  let window: Workbench | undefined;
  try {
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

async function takeAll(names: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  let failed = 0;
  for (const shot of shots.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const theme of shot.themes) failed += (await take(shot, theme)) ? 0 : 1;
  }
  await closeSurroundings();
  process.exitCode = failed > 0 ? 1 : 0;
}

void takeAll(process.argv.slice(2));
