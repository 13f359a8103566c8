import * as z from 'zod';
import { joinLogs, type LogFile, type WholeLog } from './log';

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
export type GuessedMark = z.infer<typeof GuessedMark>;

/** A word on a question: not to be asked again (`on`), or to be asked again after all. The latest one counts. */
export const AsideMark = z.object({
  asideItem: z.string().min(1).max(200),
  on: z.boolean(),
  time: z.number().int().min(0).max(8.64e15),
});
export type AsideMark = z.infer<typeof AsideMark>;

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
