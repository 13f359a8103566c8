import { restoreDatePrototype } from './datePrototype';
import { createEmptyCard, fsrs, Rating, type Card, type FSRS, type Grade } from 'ts-fsrs';
import type { ReviewEntry } from './log';

restoreDatePrototype();

/**
 * FSRS-6 (J. Ye et al., "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling", KDD 2022,
 * and its successors) with the published default weights. No learning steps within a day: a quiz is not a drill.
 * No fuzz: replaying the log must give the same schedule on every computer.
 */
const scheduler: FSRS = fsrs({ enable_short_term: false, enable_fuzz: false, request_retention: 0.9 });

/** When an item comes back. Times are milliseconds since 1970. */
export interface ItemSchedule {
  readonly due: number;
  readonly lastReview: number;
  /** Days after which recall has fallen to 90 %. */
  readonly stability: number;
  readonly reviews: number;
  readonly lapses: number;
  /** The last answer was right. */
  readonly lastRight: boolean;
}

/** Right: Good; right but guessed: Hard; wrong or "I don't know": Again. */
export const gradeOf = ({ correct, guessed }: Pick<ReviewEntry, 'correct' | 'guessed'>): Grade =>
  !correct ? Rating.Again : guessed ? Rating.Hard : Rating.Good;

/**
 * Replays the log into a schedule, item by item. A content edit does not reset an item: its history stays. An entry
 * whose clock runs backwards counts at the time of the one before it.
 */
export function replay(entries: readonly ReviewEntry[]): ReadonlyMap<string, ItemSchedule> {
  const cards = new Map<string, Card>();
  const right = new Map<string, boolean>();
  for (const entry of entries) {
    const card: Card = cards.get(entry.item) ?? createEmptyCard(new Date(entry.time));
    const time = Math.max(entry.time, card.last_review?.getTime() ?? 0);
    cards.set(entry.item, scheduler.next(card, new Date(time), gradeOf(entry)).card);
    right.set(entry.item, entry.correct && !entry.guessed);
  }
  return new Map(
    [...cards].map(([item, card]) => [
      item,
      {
        due: card.due.getTime(),
        lastReview: card.last_review?.getTime() ?? 0,
        stability: card.stability,
        reviews: card.reps,
        lapses: card.lapses,
        lastRight: right.get(item) === true,
      },
    ]),
  );
}

/** Items that are due at `now`, the longest overdue first. */
export const dueItems = (schedule: ReadonlyMap<string, ItemSchedule>, now: number): string[] =>
  [...schedule]
    .filter(([, { due }]) => due <= now)
    .sort(([, a], [, b]) => a.due - b.due)
    .map(([item]) => item);
