import type { LessonEntry, LibraryIndex, TermEntry } from '../../content/types';

const most = 40;

/** How well `text` answers the query: whole, at its start, at the start of a word, inside, or not at all. */
function closeness(text: string, query: string): number {
  const folded = fold(text);
  if (folded === query) return 5;
  if (folded.startsWith(query)) return 4;
  const at = folded.indexOf(query);
  if (at < 0) return 0;
  return /[^\p{L}\p{N}]/u.test(folded.charAt(at - 1)) ? 3 : 1;
}

const fold = (text: string): string => text.toLowerCase().replace(/[-_]/g, ' ').trim();

/** Terms and lessons for a query, best first. Every word of the query must be somewhere. */
export function searchLibrary(
  index: LibraryIndex,
  query: string,
): { readonly terms: readonly TermEntry[]; readonly lessons: readonly LessonEntry[] } {
  const wanted = fold(query);
  if (wanted === '') return { terms: [], lessons: [] };
  const words = wanted.split(/\s+/);
  const score = (names: readonly string[], rest: string): number => {
    const name = Math.max(...names.map(each => closeness(each, wanted)));
    if (name > 0) return name * 10;
    const all = fold([...names, rest].join(' '));
    return words.every(word => closeness(all, word) >= 3) ? 5 : 0;
  };
  const ranked = <Entry extends { readonly level: number }>(
    entries: readonly Entry[],
    scoreOf: (entry: Entry) => number,
  ): readonly Entry[] =>
    entries
      .map(entry => ({ entry, score: scoreOf(entry) }))
      .filter(({ score: found }) => found > 0)
      .sort((a, b) => b.score - a.score || a.entry.level - b.entry.level)
      .slice(0, most)
      .map(({ entry }) => entry);
  return {
    terms: ranked(index.terms, term => score([term.term, ...term.aliases], term.summary)),
    lessons: ranked(index.lessons, lesson => score([lesson.title], lesson.summary)),
  };
}
