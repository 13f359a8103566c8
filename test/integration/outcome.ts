/** What the suites report to the runner outside VS Code (`Outcome` of test/hosts/outcome.mjs). */
export interface Outcome {
  readonly passed: string[];
  readonly failed: { title: string; error: string }[];
  readonly skipped: { title: string; reason: string }[];
}

/** Listens to a run of mocha; the outcome is whole when the run has ended. */
export function follow(runner: Mocha.Runner): Outcome {
  const outcome: Outcome = { passed: [], failed: [], skipped: [] };
  runner
    .on('pass', test => void outcome.passed.push(test.fullTitle()))
    .on(
      'pending',
      test => void outcome.skipped.push({ title: test.fullTitle(), reason: 'skipped by the suite' }),
    )
    .on(
      'fail',
      (test, error: Error) =>
        void outcome.failed.push({ title: test.fullTitle(), error: error.stack ?? error.message }),
    );
  return outcome;
}
