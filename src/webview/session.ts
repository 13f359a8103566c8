import type { Destination } from '../core/now/page';

/** What the view remembers while its window lives, and over reloads: where it is and what the reader opened. */
export interface Session {
  readonly at?: Destination;
  readonly scroll: number;
  readonly open: Readonly<Record<string, boolean>>;
  /** Chosen option of each check question; -1: "I don't know". */
  readonly answers: Readonly<Record<string, number>>;
}

const empty: Session = { scroll: 0, open: {}, answers: {} };
let current: Session = empty;
let save: (session: Session) => void = () => undefined;

export function beginSession(saved: Session | undefined, keep: (session: Session) => void): void {
  current = { ...empty, ...saved };
  save = keep;
}

function change(part: Partial<Session>): void {
  current = { ...current, ...part };
  save(current);
}

export const session = (): Session => current;
export const rememberPlace = (at: Destination): void => change({ at });
export const rememberScroll = (scroll: number): void => change({ scroll });
export const isOpen = (key: string, initially: boolean): boolean => current.open[key] ?? initially;
export const rememberOpen = (key: string, open: boolean): void =>
  change({ open: { ...current.open, [key]: open } });
export const answerTo = (question: string): number | undefined => current.answers[question];
export const rememberAnswer = (question: string, option: number): void =>
  change({ answers: { ...current.answers, [question]: option } });
