import type { Library } from '../content/library';
import type { LibraryIndex } from '../content/types';
import { teamTopic, type TeamTerm } from './types';

/** Our library with a team's terms in front, as long as they are the same. */
export interface TeamLibrary extends Library {
  setTeam(terms: readonly TeamTerm[]): void;
  teamTerm(id: string): TeamTerm | undefined;
}

/** The library as the features of documents see it: a team's terms are a topic of their own, the first. */
export function withTeam(library: Library, title: string): TeamLibrary {
  let team = new Map<string, TeamTerm>();
  let index: LibraryIndex = library.index;
  const topic = { id: teamTopic, title, summary: title };
  return {
    ...library,
    get index() {
      return index;
    },
    topic: id => (id === teamTopic ? topic : library.topic(id)),
    term: id => team.get(id) ?? library.term(id),
    teamTerm: id => team.get(id),
    setTeam(terms) {
      team = new Map(terms.map(term => [term.id, term]));
      index =
        team.size === 0
          ? library.index
          : {
              ...library.index,
              topics: [topic, ...library.index.topics],
              terms: [...team.values(), ...library.index.terms],
            };
    },
  };
}
