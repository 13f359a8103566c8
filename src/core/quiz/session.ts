import type { QuizItem } from './item';
import type { ReviewEntry } from './log';

/** An answer within a session. `option` is the position in the content file; −1: "I don't know". */
export interface SessionAnswer {
  readonly entry: string;
  readonly option: number;
  readonly correct: boolean;
  readonly guessed: boolean;
}

/** A quiz under way: plain data, so that it can be kept and resumed where it was. */
export interface Session {
  readonly title: string;
  readonly items: readonly QuizItem[];
  readonly answers: readonly SessionAnswer[];
  /** A level check: the next question is chosen after each answer, at most so many in all. */
  readonly atMost?: number;
  /** When it began, in milliseconds since 1970. */
  readonly started?: number;
}

export const startSession = (
  title: string,
  items: readonly QuizItem[],
  { atMost, started }: Pick<Session, 'atMost' | 'started'> = {},
): Session => ({
  title,
  items,
  answers: [],
  ...(atMost === undefined ? {} : { atMost }),
  ...(started === undefined ? {} : { started }),
});

/**
 * The session with the answers that the log holds and it does not: the window was killed after an answer was written
 * and before the session was. The question is then not asked twice.
 */
export function caughtUp(session: Session, entries: readonly ReviewEntry[]): Session {
  const { started } = session;
  const item = openItem(session);
  if (!item || started === undefined) return session;
  const known = new Set(session.answers.map(({ entry }) => entry));
  const found = entries.find(
    entry => entry.item === item.id && entry.time >= started && !known.has(entry.entry),
  );
  if (!found) return session;
  const { entry, option, correct, guessed } = found;
  return caughtUp(
    { ...session, answers: [...session.answers, { entry, option, correct, guessed }] },
    entries,
  );
}

/** Adds the question that a level check asks next. */
export const continued = (session: Session, item: QuizItem | undefined): Session =>
  item === undefined ? session : { ...session, items: [...session.items, item] };

/** The question that is open; `undefined` when all are answered. */
export const openItem = (session: Session): QuizItem | undefined => session.items[session.answers.length];

/** Answers the open question. */
export function answer(session: Session, option: number, entry: string): Session {
  const item = openItem(session);
  if (!item) return session;
  const correct = item.options.some(({ index, right }) => index === option && right === true);
  return { ...session, answers: [...session.answers, { entry, option, correct, guessed: false }] };
}

/** Marks the last answer as guessed: it comes back sooner, and no figure changes. */
export function markGuessed(session: Session): Session {
  const last = session.answers.at(-1);
  return last
    ? { ...session, answers: [...session.answers.slice(0, -1), { ...last, guessed: true }] }
    : session;
}

export interface SessionResult {
  readonly right: number;
  readonly wrong: number;
  readonly unknown: number;
  /** The items that were not right. */
  readonly missed: readonly QuizItem[];
}

export function resultOf({ items, answers }: Session): SessionResult {
  return {
    right: answers.filter(({ correct }) => correct).length,
    wrong: answers.filter(({ correct, option }) => !correct && option >= 0).length,
    unknown: answers.filter(({ option }) => option < 0).length,
    missed: answers.flatMap(({ correct }, index) => (correct ? [] : (items[index] ?? []))),
  };
}
