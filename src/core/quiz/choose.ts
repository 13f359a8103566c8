import { shuffled, type Askable, type Random } from './item';
import type { ItemSchedule } from './schedule';

/**
 * Picks the questions of a session: what is due first (longest overdue first), then what was never asked (the
 * lowest level first, topics mixed), then what comes due next.
 */
export function chooseQuestions<Question extends Askable>(
  bank: readonly Question[],
  schedule: ReadonlyMap<string, ItemSchedule>,
  count: number,
  now: number,
  random: Random,
): Question[] {
  const due = (question: Question): number => schedule.get(question.id)?.due ?? 0;
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
function interleaved<Question extends Askable>(questions: readonly Question[]): Question[] {
  const byTopic = new Map<string, Question[]>();
  for (const question of questions)
    byTopic.set(question.topic, [...(byTopic.get(question.topic) ?? []), question]);
  const queues = [...byTopic.values()];
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, round) => queues.flatMap(queue => queue[round] ?? [])).flat();
}
