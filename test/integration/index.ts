import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { declareSuites } from 'suites';
import { follow } from './outcome';

/** Called by VS Code in the extension host of Node.js. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: 'min', color: false });
  mocha.suite.emit('pre-require', globalThis, 'suites', mocha);
  declareSuites();
  const outcome = await new Promise<ReturnType<typeof follow>>(resolve => {
    const runner = mocha.run(() => resolve(following));
    const following = follow(runner);
  });
  const file = process.env['TPM_LENS_OUTCOME'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(outcome));
  if (outcome.failed.length > 0)
    throw new Error(outcome.failed.map(({ title, error }) => `${title}\n${error}`).join('\n'));
}
