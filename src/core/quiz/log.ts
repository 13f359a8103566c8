import * as z from 'zod';

/**
 * One answer. The log of these is the truth: schedule and level are replayed from it, nothing else is stored.
 * `entry` is unique, so that files of several windows or devices can be merged.
 */
export const ReviewEntry = z.object({
  entry: z.string().min(8).max(64),
  item: z.string().min(1).max(200),
  /** A short hash of the question's text as it was shown. */
  version: z.string().max(64),
  topic: z.string().max(80),
  /** The terms the question is about. */
  terms: z.array(z.string().max(80)).max(20),
  level: z.number().int().min(1).max(3),
  /** Milliseconds since 1970. */
  time: z.number().int().min(0).max(8.64e15),
  /** The option's position in the content file; −1: "I don't know". */
  option: z.number().int().min(-1).max(10),
  correct: z.boolean(),
  guessed: z.boolean(),
  /** Milliseconds from showing the question to the answer. */
  taken: z.number().int().min(0),
});
export type ReviewEntry = z.infer<typeof ReviewEntry>;

/** A later word on an answer: "I guessed". */
export const GuessedMark = z.object({ guessedEntry: z.string().min(8).max(64) });

/** A word on a question: not to be asked again (`on`), or to be asked again after all. The latest one counts. */
export const AsideMark = z.object({
  asideItem: z.string().min(1).max(200),
  on: z.boolean(),
  time: z.number().int().min(0).max(8.64e15),
});
export type AsideMark = z.infer<typeof AsideMark>;

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

/** Reads one file of JSON Lines. A line that cannot be read is returned, never dropped silently. */
export function readLogFile(text: string): LogFile {
  const entries: ReviewEntry[] = [];
  const guessed: string[] = [];
  const asideMarks: AsideMark[] = [];
  const unreadable: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const raw = parsed(line);
    const entry = ReviewEntry.safeParse(raw);
    const mark = entry.success ? undefined : GuessedMark.safeParse(raw);
    if (entry.success) entries.push(entry.data);
    else if (mark?.success) guessed.push(mark.data.guessedEntry);
    else {
      const aside = AsideMark.safeParse(raw);
      if (aside.success) asideMarks.push(aside.data);
      else unreadable.push(line);
    }
  }
  return { entries, guessed, asideMarks, unreadable };
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

/** The JSON Lines of one or more windows, read and joined. */
export const readLog = (texts: readonly string[]): WholeLog => joinLogs(texts.map(readLogFile));

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // not JSON: the caller reports the line
    return undefined;
  }
}

/** One line of the log. */
export const logLine = (record: ReviewEntry | z.infer<typeof GuessedMark> | AsideMark): string =>
  `${JSON.stringify(record)}\n`;
