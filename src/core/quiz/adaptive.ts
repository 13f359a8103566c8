import type { BankQuestion } from '../content/library';
import { chanceRight, estimate } from './ability';
import type { Random } from './item';
import type { ReviewEntry } from './log';

/** "Check my level" ends here at the latest, with a range as wide as it must be. */
export const longestCheck = 30;
/** It ends before where the ability is known this well, in logits. */
const wellKnown = 0.42;
const fewest = 15;

/** How much an answer to a question of this level would tell: Fisher's information at this ability. */
export function information(ability: number, level: number): number {
  const step = 0.01;
  const chance = chanceRight(ability, level);
  const slope = (chanceRight(ability + step, level) - chanceRight(ability - step, level)) / (2 * step);
  return slope ** 2 / (chance * (1 - chance));
}

/**
 * The next question of a level check: of the topics asked least, one whose level tells most about this reader. Only
 * questions that were never asked: a repeated answer tells what the quiz taught. `undefined`: the check is over.
 */
export function nextOfCheck(
  bank: readonly BankQuestion[],
  asked: readonly Pick<ReviewEntry, 'item' | 'topic' | 'level' | 'correct'>[],
  known: ReadonlySet<string>,
  random: Random,
): BankQuestion | undefined {
  const { mean, deviation } = estimate(asked);
  if (asked.length >= longestCheck || (asked.length >= fewest && deviation <= wellKnown)) return undefined;
  const taken = new Set(asked.map(({ item }) => item));
  const times = new Map<string, number>();
  for (const { topic } of asked) times.set(topic, (times.get(topic) ?? 0) + 1);
  const open = bank.filter(({ id }) => !known.has(id) && !taken.has(id));
  const least = Math.min(...open.map(({ topic }) => times.get(topic) ?? 0));
  const candidates = open.filter(({ topic }) => (times.get(topic) ?? 0) === least);
  const tells = new Map([1, 2, 3].map(level => [level, information(mean, level)]));
  const best = Math.max(...candidates.map(({ level }) => tells.get(level) ?? 0));
  const telling = candidates.filter(({ level }) => tells.get(level) === best);
  return telling[Math.floor(random() * telling.length)];
}
