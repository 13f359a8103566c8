import type { BankQuestion } from '../content/library';
import { shuffled, type Random } from './item';
import type { ItemSchedule } from './schedule';

/**
 * Picks the questions of a session: what is due first (longest overdue first), then what was never asked (the
 * lowest level first, topics mixed), then what comes due next.
 */
export function chooseQuestions(
  bank: readonly BankQuestion[],
  schedule: ReadonlyMap<string, ItemSchedule>,
  count: number,
  now: number,
  random: Random,
): BankQuestion[] {
  const due = (question: BankQuestion): number => schedule.get(question.id)?.due ?? 0;
  const seen = bank.filter(({ id }) => schedule.has(id)).sort((a, b) => due(a) - due(b));
  const overdue = seen.filter(question => due(question) <= now);
  const later = seen.filter(question => due(question) > now);
  const fresh = shuffled(
    bank.filter(({ id }) => !schedule.has(id)),
    random,
  ).sort((a, b) => a.level - b.level);
  return [...overdue, ...interleaved(fresh), ...later].slice(0, count);
}

/** Takes one question of each topic in turn, keeping the order within a topic. */
function interleaved(questions: readonly BankQuestion[]): BankQuestion[] {
  const byTopic = new Map<string, BankQuestion[]>();
  for (const question of questions)
    byTopic.set(question.topic, [...(byTopic.get(question.topic) ?? []), question]);
  const queues = [...byTopic.values()];
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, round) => queues.flatMap(queue => queue[round] ?? [])).flat();
}
