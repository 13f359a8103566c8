import { restoreDatePrototype } from './datePrototype';
import {
  createEmptyCard,
  fsrs,
  Rating,
  State,
  type Card,
  type FSRS,
  type FSRSState,
  type Grade,
} from 'ts-fsrs';
import type { ReviewEntry } from './log';

restoreDatePrototype();

/**
 * FSRS-6 (J. Ye et al., "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling", KDD 2022,
 * and its successors) with the published default weights. No learning steps within a day: a quiz is not a drill.
 * No fuzz: replaying the log must give the same schedule on every computer.
 */
const usual: FSRS = fsrs({ enable_short_term: false, enable_fuzz: false, request_retention: 0.9 });

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
export function replay(
  entries: readonly ReviewEntry[],
  scheduler = usual,
): ReadonlyMap<string, ItemSchedule> {
  const memories = new Map<string, Memory>();
  for (const entry of entries) memories.set(entry.item, reviewed(memories.get(entry.item), entry, scheduler));
  return new Map([...memories].map(([item, memory]) => [item, scheduled(memory, scheduler)]));
}

/** What is remembered of an item before its last answer, and that answer. */
interface Memory {
  readonly before: FSRSState | null;
  readonly reviews: number;
  readonly lapses: number;
  readonly previous: number | undefined;
  readonly time: number;
  readonly grade: Grade;
  readonly lastRight: boolean;
}

/** Only the memory is carried on here, which is quick; what it means for the calendar is asked once an item. */
function reviewed(memory: Memory | undefined, entry: ReviewEntry, scheduler: FSRS): Memory {
  const grade = gradeOf(entry);
  const lastRight = entry.correct && !entry.guessed;
  if (!memory)
    return { before: null, reviews: 1, lapses: 0, previous: undefined, time: entry.time, grade, lastRight };
  const before = scheduler.next_state(memory.before, daysBetween(memory.previous, memory.time), memory.grade);
  return {
    before,
    reviews: memory.reviews + 1,
    lapses: memory.lapses + Number(grade === Rating.Again),
    previous: memory.time,
    time: Math.max(entry.time, memory.time),
    grade,
    lastRight,
  };
}

/** Calendar days (UTC), as the scheduler counts them. */
const daysBetween = (from: number | undefined, to: number): number =>
  from === undefined ? 0 : Math.floor(to / day) - Math.floor(from / day);

const day = 86_400_000;

function scheduled(
  { before, reviews, lapses, previous, time, grade, lastRight }: Memory,
  scheduler: FSRS,
): ItemSchedule {
  const now = new Date(time);
  const card: Card = {
    ...createEmptyCard(now),
    ...(before === null ? {} : before),
    ...(previous === undefined ? {} : { state: State.Review, last_review: new Date(previous) }),
  };
  const { due, stability } = scheduler.next(card, now, grade).card;
  return { due: due.getTime(), lastReview: time, stability, reviews, lapses, lastRight };
}

/**
 * Items that are due at `now`, the longest overdue first. Only those that `asked` holds: a retired question, one that
 * was set aside, or one about another repository keeps its history and is not due.
 */
export const dueItems = (
  schedule: ReadonlyMap<string, ItemSchedule>,
  now: number,
  asked?: ReadonlySet<string>,
): string[] =>
  [...schedule]
    .filter(([item, { due }]) => due <= now && asked?.has(item) !== false)
    .sort(([, a], [, b]) => a.due - b.due)
    .map(([item]) => item);
