import type { BrowserContext } from 'playwright-core';
import { findBrowser, launchBrowser } from '../hosts/browser.mjs';
import { installServer } from '../hosts/install.mjs';
import { startServer, type Server } from '../hosts/server.mjs';
import { makeTemporary, removeTemporary } from '../hosts/temporary.mjs';
import { makeSampleRepository } from '../../src/platform/sampleRepository';
import { readSample } from '../sampleSources';

/** A VS Code server with the extension, a browser, and the sample product. */
export interface Surroundings {
  readonly server: Server;
  readonly context: BrowserContext;
  /** The sample product. */
  readonly sample: string;
  close(): Promise<void>;
}

const settings = {
  'editor.hover.delay': 100,
  'git.autofetch': false,
  'window.commandCenter': false,
  'workbench.reduceMotion': 'on',
};

let shared: Promise<Surroundings> | undefined;

/** Started once for all suites: that takes longer than most of them. */
export function surroundings(): Promise<Surroundings> {
  shared ??= start();
  return shared;
}

/** Ends what {@link surroundings} started, if anything did. */
export async function closeSurroundings(): Promise<void> {
  // where the start failed, the suites have said so
  const started = await shared?.catch(() => undefined);
  await started?.close();
  shared = undefined;
}

async function start(): Promise<Surroundings> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const data = makeTemporary();
  const [home, browser, sample] = await Promise.all([
    installServer(say),
    findBrowser(say),
    makeSampleRepository(readSample(), data),
  ]);
  const server = await startServer({ home, data, settings });
  const context = await launchBrowser(browser, data);
  return {
    server,
    context,
    sample,
    close: async () => {
      await context.close();
      await server.stop();
      removeTemporary(data);
    },
  };
}
