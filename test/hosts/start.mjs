// `npm start`: VS Code with the extension on the sample product; `npm start -- /path/to/repo` opens the reader's own.
// Starts with nothing but Node.js, npm and git: only Node.js's modules are imported before the packages are there.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './commands.mjs';
import { checkNode, installPackages, installServer } from './install.mjs';
import { makeTemporary } from './temporary.mjs';

const say = (/** @type {string} */ line) => console.log(line);
/** The server's first choice; a busy one leads to the next. */
const port = 8123;

/** @param {string} data @param {string | undefined} given */
async function workspace(data, given) {
  if (given !== undefined) {
    const folder = resolve(process.env.INIT_CWD ?? '.', given);
    if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
    return { folder, file: undefined, trust: true };
  }
  say('Making the sample product…');
  const { makeSample } = await import('./sample.mjs');
  const folder = await makeSample(data);
  return { folder, file: join(folder, 'docs', 'prd-refunds.md'), trust: false };
}

/** @param {string} data */
async function start(data) {
  checkNode();
  await installPackages(say);
  say('Building…');
  const { code, output } = await run(process.execPath, ['esbuild.js']);
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
  const { folder, file, trust } = await workspace(data, process.argv[2]);

  const { desktopEditor, openDesktop } = await import('./desktop.mjs');
  const editor = await desktopEditor(30);
  if ('executable' in editor) {
    say(`VS Code opens ${folder}`);
    return openDesktop({ executable: editor.executable, data, folder, file, trust });
  }
  say(`VS Code runs in the browser, because ${editor.reason}.`);
  const { startServer } = await import('./server.mjs');
  const server = await startServer({
    home: await installServer(say),
    data,
    port,
    trust,
    settings: { 'workbench.startupEditor': 'none' },
  });
  say(
    `\nOpen ${server.url(folder, file === undefined ? [] : [['openFile', server.remote(file)]])}\n\nCtrl+C stops it.`,
  );
  await server.ended;
}

try {
  await start(makeTemporary());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();
