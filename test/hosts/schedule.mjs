import { failed, skipped } from './outcome.mjs';

/** How many sections run side by side. */
const width = 2;

/**
 * Runs sections side by side, as far as they allow it.
 * @param {readonly import('./sections.mjs').Section[]} sections
 * @param {(section: import('./sections.mjs').Section, outcome: import('./outcome.mjs').Outcome, seconds: number) => void} done
 */
export async function schedule(sections, done) {
  /** @type {Map<string, import('./outcome.mjs').Outcome>} */
  const outcomes = new Map();
  const waiting = [...sections];
  /** @type {Set<import('./sections.mjs').Section>} */
  const running = new Set();
  const names = new Set(sections.map(({ name }) => name));

  /** @param {import('./sections.mjs').Section} section */
  const fits = ({ after = [], alone = false }) =>
    after.every(name => !names.has(name) || outcomes.has(name)) &&
    (alone ? running.size === 0 : running.size < width && ![...running].some(other => other.alone));

  /** @param {import('./sections.mjs').Section} section */
  const start = async section => {
    const began = performance.now();
    const broken = (section.after ?? []).find(name => (outcomes.get(name)?.failed.length ?? 0) > 0);
    const outcome =
      broken === undefined
        ? await section
            .run()
            .catch(error => failed(`${section.name} runs`, error instanceof Error ? error.stack : error))
        : skipped(section.name, `"${broken}" failed`);
    outcomes.set(section.name, outcome);
    running.delete(section);
    done(section, outcome, (performance.now() - began) / 1000);
  };

  await new Promise(resolve => {
    const next = () => {
      if (waiting.length === 0 && running.size === 0) return resolve(undefined);
      for (let section = waiting.find(fits); section !== undefined; section = waiting.find(fits)) {
        waiting.splice(waiting.indexOf(section), 1);
        running.add(section);
        void start(section).then(next);
      }
    };
    next();
  });
}
