import type { LibraryIndex } from '../content/types';

/** The words that a library explains, in lower case: they count as explained, so a review asks for no definition. */
export const knownWords = ({ terms }: Pick<LibraryIndex, 'terms'>): ReadonlySet<string> =>
  new Set(terms.flatMap(({ term, aliases }) => [term, ...aliases]).map(word => word.toLowerCase()));
