/**
 * What a run of tests came to. The suites inside VS Code report the first three themselves.
 * @typedef {object} Outcome
 * @property {readonly string[]} passed titles
 * @property {readonly { title: string, error: string }[]} failed
 * @property {readonly { title: string, reason: string }[]} skipped
 */

/** @param {string} title @returns {Outcome} */
export const passed = title => ({ passed: [title], failed: [], skipped: [] });

/** @param {string} title @param {unknown} error @returns {Outcome} */
export const failed = (title, error) => ({
  passed: [],
  failed: [{ title, error: error instanceof Error ? error.message : String(error) }],
  skipped: [],
});

/** @param {string} title @param {string} reason @returns {Outcome} */
export const skipped = (title, reason) => ({ passed: [], failed: [], skipped: [{ title, reason }] });

/** @param {readonly Outcome[]} outcomes @returns {Outcome} */
export const together = outcomes => ({
  passed: outcomes.flatMap(outcome => outcome.passed),
  failed: outcomes.flatMap(outcome => outcome.failed),
  skipped: outcomes.flatMap(outcome => outcome.skipped),
});

/**
 * A suite that reports nothing has not passed: a host that dies ends with exit code 0.
 * @param {string | undefined} json what the suite reported
 * @param {string} trouble what else is known, such as the end of a log
 * @returns {Outcome}
 */
export function reported(json, trouble) {
  if (json === undefined) return failed('the suite reports its outcome', `It reported nothing. ${trouble}`);
  /** @type {Outcome} */
  const outcome = JSON.parse(json);
  const count = outcome.passed.length + outcome.failed.length + outcome.skipped.length;
  return count > 0 ? outcome : failed('the suite has tests', 'It ran no test.');
}
