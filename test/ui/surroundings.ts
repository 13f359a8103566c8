import { cpSync, mkdtempSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startGitHub, type FakeGitHub } from '../github/server.mjs';
import { findBrowser, launchBrowser } from '../hosts/browser.mjs';
import { installServer } from '../hosts/install.mjs';
import { startServer, type Server } from '../hosts/server.mjs';
import { makeTemporary, removeTemporary } from '../hosts/temporary.mjs';
import { makeSampleRepository, writeSampleFiles } from '../../src/platform/sampleRepository';
import { readSample } from '../sampleSources';
import { serveFiles } from '../hosts/staticFiles.mjs';
import { configuring } from '../hosts/webHost.mjs';
import { root } from '../hosts/paths.mjs';

/** A VS Code server with the extension, a browser, and the sample product. */
export interface Surroundings {
  readonly server: Server;
  readonly context: BrowserContext;
  /** The sample product. */
  readonly sample: string;
  /** What the extension asks instead of github.com; without effect in a web worker, which has no environment. */
  readonly gitHub?: FakeGitHub;
  close(): Promise<void>;
}

const settings = {
  'editor.hover.delay': 100,
  'git.autofetch': false,
  'window.commandCenter': false,
  'workbench.reduceMotion': 'on',
};

/** Where the extension runs: in Node.js at the server, or in a web worker of the page. */
export type Host = 'node' | 'web';

const shared = new Map<Host, Promise<Surroundings>>();

/** Started once for all suites: that takes longer than most of them. */
export function surroundings(host: Host = 'node'): Promise<Surroundings> {
  const known = shared.get(host);
  if (known) return known;
  const starting = host === 'node' ? start() : startWeb();
  shared.set(host, starting);
  return starting;
}

/** A sample product that no other window has open; gone when {@link closeSurroundings} is called. */
export async function copySample(host?: Host): Promise<string> {
  const { sample } = await surroundings(host);
  const parent = mkdtempSync(join(dirname(sample), 'copy-'));
  const copy = join(parent, basename(sample));
  cpSync(sample, copy, { recursive: true });
  return copy;
}

/** The windows that are open, of everything that {@link surroundings} started. */
export async function openPages(): Promise<readonly Page[]> {
  const started = await Promise.allSettled(shared.values());
  return started.flatMap(one => (one.status === 'fulfilled' ? one.value.context.pages() : []));
}

/** Ends what {@link surroundings} started, if anything did. */
export async function closeSurroundings(): Promise<void> {
  // where the start failed, the suites have said so
  for (const starting of shared.values()) await (await starting.catch(() => undefined))?.close();
  shared.clear();
}

async function start(): Promise<Surroundings> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const data = makeTemporary();
  const [home, browser, sample] = await Promise.all([
    installServer(say),
    findBrowser(say),
    makeSampleRepository(readSample(), data),
  ]);
  const gitHub = await startGitHub();
  const env = { TPM_LENS_TEST_GITHUB: gitHub.url };
  const server = await startServer({ home, data, settings, env });
  const context = await launchBrowser(browser, data);
  return {
    server,
    context,
    sample,
    gitHub,
    close: async () => {
      await context.close();
      await server.stop();
      gitHub.stop();
      removeTemporary(data);
    },
  };
}

/** The same without Node.js and git: the extension comes from another address, into a web worker of the page. */
async function startWeb(): Promise<Surroundings> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const data = makeTemporary();
  const [home, browser, sample, files] = await Promise.all([
    installServer(say),
    findBrowser(say),
    writeSampleFiles(readSample(), data),
    serveFiles(root),
  ]);
  const server = await startServer({ home, data, settings, link: false });
  const context = await launchBrowser(browser, data, { bypassCSP: true });
  const extensions = [{ scheme: 'http', authority: files.authority, path: '/' }];
  await context.addInitScript({ content: configuring({ extensions }) });
  return {
    server,
    context,
    sample,
    close: async () => {
      await context.close();
      await server.stop();
      files.close();
      removeTemporary(data);
    },
  };
}
