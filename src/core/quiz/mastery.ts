import type { ReviewEntry } from './log';

/** Right answers, in a row and without guessing, after which a term counts as known. */
const rightInARow = 2;

/** The terms a reader knows well: the last answers about a term (at least two) were right, none of them guessed. */
export function masteredTerms(entries: readonly ReviewEntry[]): ReadonlySet<string> {
  const streaks = new Map<string, number>();
  for (const { terms, correct, guessed } of entries) {
    for (const term of terms) streaks.set(term, correct && !guessed ? (streaks.get(term) ?? 0) + 1 : 0);
  }
  return new Set([...streaks].filter(([, streak]) => streak >= rightInARow).map(([term]) => term));
}
