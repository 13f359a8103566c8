/** Sentences of plain text; abbreviations such as "e.g." and numbers such as "0.4" do not end one. */
export function sentences(text: string): string[] {
  const parts = text.split(/(?<=[.!?]["')\]*_”’]*)\s+(?=["'(*_“‘`]?[A-Z0-9$€£`“])/);
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && /\b(?:e\.g|i\.e|etc|vs|approx|no|Mr|Ms|Dr|St)\.$/.test(last))
      joined[joined.length - 1] = `${last} ${part}`;
    else joined.push(part);
  }
  return joined.filter(sentence => sentence.length > 0);
}

/** The first sentence of a Markdown paragraph, still as Markdown. */
export const firstSentence = (source: string): string =>
  sentences(source.replace(/\s+/g, ' ').trim())[0] ?? '';
