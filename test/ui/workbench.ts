import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Frame, Locator, Page } from 'playwright-core';
import { inProject } from '../hosts/paths.mjs';
import { copySample, surroundings, type Host } from './surroundings';

/** The four themes that everything has to look right in, by the name that files and tests use. */
export const themes = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'hc-dark': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
} as const;
export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  /** By default the sample product; a suite has one of its own. */
  readonly folder?: string;
  /** Shown in an editor; relative to the folder. */
  readonly file?: string;
  /** The theme it opens with. */
  readonly theme?: Theme;
  readonly size?: { readonly width: number; readonly height: number };
  /** By default `node`. */
  readonly host?: Host;
}

export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

export type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

const webview = 'iframe.webview.ready[src*="extensionId=tpm-lens.tpm-lens"]';
const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * A window for all tests of a suite; call it inside `suite`. What VS Code keeps for a folder, such as the page of our
 * sidebar, and what a test does to the repository stay in that suite.
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;
  suiteSetup(async () => {
    workbench = await openWorkbench({
      ...options,
      folder: options.folder ?? (await copySample(options.host)),
    });
  });
  suiteTeardown(() => workbench?.close());
  return () => {
    if (!workbench) throw new Error('The window is not open yet.');
    return workbench;
  };
}

/** A window of VS Code on a folder, driven as a reader would: by mouse, keyboard and what is on the screen. */
export async function openWorkbench({ folder, file, theme = 'dark', size, host }: WorkbenchOptions = {}) {
  const { server, context, sample } = await surroundings(host);
  const opened = folder ?? sample;
  server.configure({ 'workbench.colorTheme': themes[theme] });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  if (size) await page.setViewportSize(size);
  await page.goto(
    server.url(opened, file === undefined ? [] : [['openFile', server.remote(join(opened, file))]]),
  );
  await page.locator('.activitybar').waitFor();
  if (file !== undefined) await page.locator('.monaco-editor .view-line').first().waitFor();

  /** The quick input: palette, quick pick, quick open. */
  const quickInput = page.locator('.quick-input-widget');

  /** Types into the quick input and takes the row that shows `label`. */
  async function choose(text: string, label: string): Promise<void> {
    const input = quickInput.locator('input.input');
    await input.waitFor();
    await input.fill(text);
    // rows are used again for other entries while the list is filtered: the chosen one is the one that has the focus
    const chosen = quickInput.locator('.monaco-list-row.focused', { hasText: label });
    await quickInput.locator('.monaco-list-row', { hasText: label }).first().waitFor();
    await poll(async () => {
      if (await appears(chosen)) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    });
    await page.keyboard.press('Enter');
  }

  return {
    page,
    quickInput,
    folder: opened,

    /** Runs a command by its title in the palette, such as `TPM Lens: Quiz`. */
    async runCommand(title: string): Promise<void> {
      // the palette, opened before the extension's commands are known, never shows them
      await poll(async () => {
        await page.keyboard.press('F1');
        const input = quickInput.locator('input.input');
        await input.waitFor();
        await input.fill(`>${title}`);
        if (await appears(quickInput.locator('.monaco-list-row', { hasText: title }).first())) return true;
        await page.keyboard.press('Escape');
        await quickInput.waitFor({ state: 'hidden' });
        return false;
      }, 8);
      await choose(`>${title}`, title);
    },

    async openFile(path: string): Promise<void> {
      await page.keyboard.press('Control+P');
      await choose(path, path.slice(path.lastIndexOf('/') + 1));
      await page.locator('.tab.active', { hasText: path.slice(path.lastIndexOf('/') + 1) }).waitFor();
    },

    /** Changes the theme of the open window, as a reader would. */
    async setTheme(name: Theme): Promise<void> {
      // the picker, opened before the built-in themes are known, never shows them
      await poll(async () => {
        await page.keyboard.press('Control+K');
        await page.keyboard.press('Control+T');
        const input = quickInput.locator('input[placeholder*="Theme"]');
        await input.waitFor();
        await input.fill(themes[name]);
        const row = quickInput.locator('.monaco-list-row.focused', { hasText: themes[name] }).first();
        const found = await appears(row);
        await page.keyboard.press(found ? 'Enter' : 'Escape');
        await quickInput.waitFor({ state: 'hidden' });
        return found;
      });
    },

    /** Our view in the activity bar: what stands in its document. */
    async openSidebar(): Promise<FrameLocator> {
      const tab = page.locator('.activitybar').getByRole('tab', { name: 'TPM Lens' });
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      const frame = page.frameLocator(webview).frameLocator('#active-frame');
      await frame.locator('body').waitFor();
      return frame;
    },

    /** Drags the edge of the sidebar until the view is `width` wide. */
    async setSidebarWidth(width: number): Promise<void> {
      const box = await page.locator('.part.sidebar').boundingBox();
      if (!box) throw new Error('The sidebar is closed.');
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width, y);
      await page.mouse.down();
      await page.mouse.move(box.x + width, y, { steps: 4 });
      await page.mouse.up();
    },

    /**
     * Rests the pointer on the first `word` that the editor shows; resolves to the hover. Moves the pointer anew after
     * `patience` milliseconds without one.
     */
    async hover(word: string, patience = 3000): Promise<Locator> {
      const shown = page
        .locator('.monaco-hover:visible')
        .filter({ has: page.locator('.hover-contents') })
        .last();
      // until the extension is active, the pointer rests in vain
      await poll(async () => {
        await page.mouse.move(5, 5);
        const at = await placeOf(page, word);
        await page.mouse.move(at.x + 40, at.y);
        await page.mouse.move(at.x + 2, at.y, { steps: 4 });
        return appears(shown, patience);
      }, 15_000 / patience);
      await shown.filter({ hasNotText: 'Loading...' }).waitFor();
      return shown;
    },

    /** Selects the first `word` that the editor shows. */
    async select(word: string): Promise<void> {
      const at = await placeOf(page, word);
      await page.mouse.dblclick(at.x + 2, at.y);
    },

    /** Accessibility: what axe-core finds wrong in the sidebar. */
    async violations(): Promise<readonly Violation[]> {
      const frame = await sidebarFrame(page);
      // evaluated by the debugger, so that the view's content security policy does not matter
      await frame.evaluate(readFileSync(inProject('node_modules/axe-core/axe.min.js'), 'utf8'));
      return frame.evaluate(
        `axe.run(document, { runOnly: ${JSON.stringify(axeRules)} }).then(result => result.violations)`,
      );
    },

    /** Writes a picture of the window, or of a part of it. */
    async screenshot(path: string, part?: Locator): Promise<void> {
      await (part ?? page).screenshot({ path, animations: 'disabled', caret: 'initial' });
    },

    /** As if the program were killed: nothing is asked, nothing is saved. */
    close: () => page.close(),
  };
}

/** Whether something appears within a moment. */
const appears = (what: Locator, timeout = 3000): Promise<boolean> =>
  what.waitFor({ timeout }).then(
    () => true,
    () => false,
  );

/** Tries until `attempt` succeeds, so many times at most. */
async function poll(attempt: () => Promise<boolean>, attempts = 5): Promise<void> {
  for (let left = attempts; left > 0; left--) if (await attempt()) return;
  throw new Error(`It did not succeed in ${attempts} attempts.`);
}

/** The first letter of the first place where the editor shows `word`; its spaces are non-breaking. */
async function placeOf(page: Page, word: string): Promise<{ x: number; y: number }> {
  // the editor cuts long texts into several elements, in the middle of a word too
  const script = `(word => {
    for (const line of [...document.querySelectorAll('.monaco-editor .view-line')].sort((a, b) => a.offsetTop - b.offsetTop)) {
      const start = line.textContent.replaceAll('\\u00a0', ' ').indexOf(word);
      if (start < 0) continue;
      const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let passed = 0;
      for (let text = texts.nextNode(); text; passed += text.length, text = texts.nextNode()) {
        if (passed + text.length <= start) continue;
        const range = document.createRange();
        range.setStart(text, start - passed);
        range.setEnd(text, start - passed + 1);
        const { left, width, top, height } = range.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }
    }
  })(${JSON.stringify(word)})`;
  const place = await page.waitForFunction<{ x: number; y: number } | undefined>(script);
  const found = await place.jsonValue();
  if (!found) throw new Error(`The editor does not show "${word}".`);
  return found;
}

async function sidebarFrame(page: Page): Promise<Frame> {
  const outer = await page.locator(webview).first().elementHandle();
  const inner = await (await outer.contentFrame())?.waitForSelector('#active-frame');
  const frame = await inner?.contentFrame();
  if (!frame) throw new Error('The sidebar has no document.');
  return frame;
}
