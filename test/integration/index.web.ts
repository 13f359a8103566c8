import 'mocha/mocha';
import { declareSuites } from 'suites';
import { follow, type Outcome } from './outcome';

/** Called by VS Code in the extension host of a web worker, which has neither files nor a document to report to. */
export async function run(): Promise<void> {
  let outcome: Outcome | undefined;
  // mocha calls a reporter with `new`, so it may not be an arrow function
  function reporter(runner: Mocha.Runner): void {
    outcome = follow(runner);
  }
  mocha.setup({ ui: 'tdd', timeout: 30_000, reporter: reporter as unknown as Mocha.ReporterConstructor });
  declareSuites();
  await new Promise<void>(resolve => void mocha.run(() => resolve()));
  console.log(`TPM_LENS_OUTCOME ${JSON.stringify(outcome)}`);
}
