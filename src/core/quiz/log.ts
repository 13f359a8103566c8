import type { AsideMark, GuessedMark, ReviewEntry } from './readLog';

export type { AsideMark, ReviewEntry } from './readLog';

export interface ReadLog {
  readonly entries: readonly ReviewEntry[];
  /** Lines that are neither an answer nor a mark, as they stand. */
  readonly unreadable: readonly string[];
}

/** What all files say together. */
export interface WholeLog extends ReadLog {
  /** Questions that the reader does not want to be asked again. */
  readonly aside: ReadonlySet<string>;
}

/** What one file of the log says. */
export interface LogFile extends ReadLog {
  /** Answers, perhaps of other files, that were marked as guessed. */
  readonly guessed: readonly string[];
  readonly asideMarks: readonly AsideMark[];
}

/** Joins the files of several windows or devices: entries once each, in the order of their times; marks applied. */
export function joinLogs(files: readonly LogFile[]): WholeLog {
  const entries = new Map<string, ReviewEntry>();
  for (const entry of files.flatMap(file => file.entries))
    if (!entries.has(entry.entry)) entries.set(entry.entry, entry);
  const guessed = new Set(files.flatMap(file => file.guessed));
  const ordered = [...entries.values()].sort((a, b) => a.time - b.time || (a.entry < b.entry ? -1 : 1));
  const latest = new Map<string, AsideMark>();
  for (const mark of files.flatMap(file => file.asideMarks))
    if (mark.time >= (latest.get(mark.asideItem)?.time ?? 0)) latest.set(mark.asideItem, mark);
  return {
    aside: new Set([...latest.values()].filter(({ on }) => on).map(({ asideItem }) => asideItem)),
    entries: ordered.map(entry => (guessed.has(entry.entry) ? { ...entry, guessed: true } : entry)),
    unreadable: files.flatMap(file => file.unreadable),
  };
}

/** One line of the log. */
export const logLine = (record: ReviewEntry | GuessedMark | AsideMark): string =>
  `${JSON.stringify(record)}\n`;
