import * as z from 'zod';
import type { LogFile } from './log';
import { ReviewEntry, type AsideMark } from './readLog';

/**
 * The log of one device in a form small enough for Settings Sync: questions once, answers as short rows. Entry ids are
 * whole, so that merging it with the log itself, or with that of another device, counts every answer once.
 */
export const CompactLog = z.object({
  v: z.literal(1),
  /** `[item, version, topic, level, ...terms]` */
  items: z.array(z.tuple([z.string(), z.string(), z.string(), z.number()], z.string())),
  /** `[entry, index of the item, time, option, 1 correct + 2 guessed, seconds taken]` */
  answers: z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.number(), z.number()])),
  aside: z.array(z.tuple([z.string(), z.number(), z.number()])).default([]),
});
export type CompactLog = z.infer<typeof CompactLog>;

/** Characters that one device may take. Settings Sync keeps all extensions' state in one document. */
export const compactLimit = 128_000;

/**
 * Packs a log. Where it would be longer than `limit`, the first answer of every question (the level rests on it) goes
 * in before the others, and the newer before the older.
 */
export function compactLog(
  entries: readonly ReviewEntry[],
  asideMarks: readonly AsideMark[] = [],
  limit = compactLimit,
): CompactLog {
  const seen = new Set<string>();
  const first: ReviewEntry[] = [];
  const later: ReviewEntry[] = [];
  for (const entry of entries) {
    (seen.has(entry.item) ? later : first).push(entry);
    seen.add(entry.item);
  }
  const aside = asideMarks.map(({ asideItem, on, time }): [string, number, number] => [
    asideItem,
    Number(on),
    time,
  ]);
  const items = new Map<string, { readonly index: number; readonly row: CompactLog['items'][number] }>();
  const kept: { readonly time: number; readonly row: CompactLog['answers'][number] }[] = [];
  let room = limit - 60 - JSON.stringify(aside).length;
  for (const entry of [...first.reverse(), ...later.reverse()]) {
    const key = `${entry.item} ${entry.version}`;
    const known = items.get(key);
    const item = known ?? {
      index: items.size,
      row: [
        entry.item,
        entry.version,
        entry.topic,
        entry.level,
        ...entry.terms,
      ] as CompactLog['items'][number],
    };
    const row: CompactLog['answers'][number] = [
      entry.entry,
      item.index,
      entry.time,
      entry.option,
      Number(entry.correct) + 2 * Number(entry.guessed),
      Math.round(entry.taken / 1000),
    ];
    const cost = JSON.stringify(row).length + 1 + (known ? 0 : JSON.stringify(item.row).length + 1);
    if (cost > room) continue;
    room -= cost;
    items.set(key, item);
    kept.push({ time: entry.time, row });
  }
  return {
    v: 1,
    items: [...items.values()].map(({ row }) => row),
    answers: kept.sort((a, b) => a.time - b.time).map(({ row }) => row),
    aside,
  };
}

/** Unpacks what another device wrote; `undefined` where it is not this form, which then stays where it is. */
export function logOfCompact(raw: unknown): LogFile | undefined {
  const read = CompactLog.safeParse(raw);
  if (!read.success) return undefined;
  const { items, answers, aside } = read.data;
  const unreadable: string[] = [];
  const entries = answers.flatMap(row => {
    const [entry, index, time, option, flags, seconds] = row;
    const [item, version, topic, level, ...terms] = items[index] ?? [];
    const checked = ReviewEntry.safeParse({
      entry,
      item,
      version,
      topic,
      terms,
      level,
      time,
      option,
      correct: (flags & 1) === 1,
      guessed: (flags & 2) === 2,
      taken: seconds * 1000,
    });
    if (checked.success) return [checked.data];
    unreadable.push(JSON.stringify(row));
    return [];
  });
  return {
    entries,
    guessed: entries.filter(({ guessed }) => guessed).map(({ entry }) => entry),
    asideMarks: aside.map(([asideItem, on, time]) => ({ asideItem, on: on === 1, time })),
    unreadable,
  };
}
