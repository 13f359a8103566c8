// `npm test`: everything, in sections; `npm test -- unit web` runs the sections whose names contain one of the words.
// Starts with nothing but Node.js and npm: only its own modules are imported before the packages are there.
import { checkNode, installPackages } from './install.mjs';
import { failed, passed } from './outcome.mjs';

const words = process.argv.slice(2);
const say = (/** @type {string} */ line) => console.log(line);
/** @type {import('./outcome.mjs').Outcome[]} */
const outcomes = [];

/** The first lines of an error; a broken library can have thousands. @param {string} error */
function shortened(error) {
  const lines = error.split('\n');
  const rest = lines.length - 40;
  return [...lines.slice(0, 40), ...(rest > 0 ? [`… and ${rest} more lines`] : [])]
    .map(line => `      ${line}`)
    .join('\n');
}

/**
 * @param {string} name
 * @param {import('./outcome.mjs').Outcome} outcome
 * @param {number} seconds
 */
function show(name, outcome, seconds) {
  outcomes.push(outcome);
  const { passed, failed, skipped } = outcome;
  say(
    `\n── ${name} (${seconds.toFixed(1)} s): ${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`,
  );
  for (const { title, error } of failed) say(`  ✗ ${title}\n${shortened(error)}`);
}

const began = performance.now();
try {
  checkNode();
  await installPackages(say);
  show('install', passed('the packages are there'), (performance.now() - began) / 1000);
  const [{ sections }, { schedule }] = await Promise.all([
    import('./sections.mjs'),
    import('./schedule.mjs'),
  ]);
  const all = sections(say);
  const chosen = all.filter(({ name }) => words.some(word => name.includes(word)));
  const needed = new Set(chosen.flatMap(({ name, after = [] }) => [name, ...after]));
  await schedule(
    words.length === 0 ? all : all.filter(({ name }) => needed.has(name)),
    ({ name }, outcome, seconds) => show(name, outcome, seconds),
  );
} catch (error) {
  show('install', failed('the packages are there', error), (performance.now() - began) / 1000);
}

const skips = outcomes.flatMap(({ skipped }) => skipped);
const count = (/** @type {'passed' | 'failed' | 'skipped'} */ kind) =>
  outcomes.reduce((sum, outcome) => sum + outcome[kind].length, 0);
say(`\n${((performance.now() - began) / 1000).toFixed(0)} s`);
for (const { title, reason } of skips) say(`skipped: ${title} (${reason})`);
say(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
process.exit(count('failed') > 0 || count('passed') === 0 ? 1 : 0);
