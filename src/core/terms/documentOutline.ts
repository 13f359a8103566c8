import type { Library } from '../content/library';
import type { TermEntry } from '../content/types';
import type { TermHit } from './scanner';

/** A term of a document with every place where it stands, in the order of the text. */
export interface DocumentTerm {
  readonly entry: TermEntry;
  readonly hits: readonly TermHit[];
  readonly mastered: boolean;
}

export interface DocumentTopic {
  readonly id: string;
  readonly title: string;
  readonly terms: readonly DocumentTerm[];
}

/** The terms of a document by topic, in teaching order; within a topic those the reader has not mastered first. */
export function documentOutline(
  library: Library,
  hits: readonly TermHit[],
  mastered: (id: string) => boolean,
): DocumentTopic[] {
  const places = new Map<string, TermHit[]>();
  for (const hit of hits) {
    const list = places.get(hit.id);
    if (list) list.push(hit);
    else places.set(hit.id, [hit]);
  }
  const terms = [...places].flatMap(([id, found]): DocumentTerm[] => {
    const entry = library.term(id);
    return entry ? [{ entry, hits: found, mastered: mastered(id) }] : [];
  });
  return library.index.topics
    .map(({ id, title }) => ({
      id,
      title,
      terms: terms
        .filter(({ entry }) => entry.topic === id)
        .sort(
          (a, b) => Number(a.mastered) - Number(b.mastered) || a.entry.term.localeCompare(b.entry.term, 'en'),
        ),
    }))
    .filter(topic => topic.terms.length > 0);
}
