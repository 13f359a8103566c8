/** In how many documents an acronym must stand before it is a word of the project. */
const enough = 3;

/** Acronyms that several documents use: the team uses them every day and needs no explanation. In lower case. */
export function everydayAcronyms(texts: Iterable<string>): ReadonlySet<string> {
  const documents = new Map<string, number>();
  for (const text of texts)
    for (const acronym of new Set(text.match(/\b[A-Z]{2,6}(?=s?\b)/g) ?? []))
      documents.set(acronym, (documents.get(acronym) ?? 0) + 1);
  return new Set(
    [...documents].filter(([, count]) => count >= enough).map(([acronym]) => acronym.toLowerCase()),
  );
}
