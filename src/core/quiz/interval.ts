import type { ReviewEntry } from './log';

/** How many questions of a topic a reader would answer: a range, from first answers alone. */
export interface TopicRange {
  readonly right: number;
  readonly answered: number;
  /** The 90 % interval; `undefined` under {@link enoughAnswers} first answers. */
  readonly range: readonly [low: number, high: number] | undefined;
}

export const enoughAnswers = 12;
const z90 = 1.6448536;

/** Wilson's score interval of a share (E. B. Wilson, "Probable inference", JASA 1927); `z` for 90 % by default. */
export function wilson(right: number, count: number, z = z90): readonly [low: number, high: number] {
  if (count === 0) return [0, 1];
  const share = right / count;
  const centre = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count);
  const half =
    (z / (1 + z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Only the first answer to an item tells what the reader knew before the quiz taught it. */
export function firstAnswers(entries: readonly ReviewEntry[]): ReviewEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ item }) => {
    const first = !seen.has(item);
    seen.add(item);
    return first;
  });
}

export function topicRange(entries: readonly ReviewEntry[], topic: string): TopicRange {
  const first = firstAnswers(entries).filter(entry => entry.topic === topic);
  const right = first.filter(({ correct }) => correct).length;
  return {
    right,
    answered: first.length,
    range: first.length < enoughAnswers ? undefined : wilson(right, first.length),
  };
}
