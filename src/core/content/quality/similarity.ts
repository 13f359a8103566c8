/** The three-character sequences of a text, case and punctuation folded. */
function trigrams(text: string): Set<string> {
  const folded = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const result = new Set<string>();
  for (let index = 0; index + 3 <= folded.length; index++) result.add(folded.slice(index, index + 3));
  return result;
}

/** Pairs of texts whose trigram sets have a Jaccard index of at least `threshold`. */
export function nearDuplicates<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  threshold: number,
): { first: Item; second: Item; index: number }[] {
  const sets = items
    .map(item => ({ item, set: trigrams(textOf(item)) }))
    .sort((a, b) => a.set.size - b.set.size);
  const pairs: { first: Item; second: Item; index: number }[] = [];
  for (const [position, small] of sets.entries()) {
    for (let next = position + 1; next < sets.length; next++) {
      const large = sets[next];
      // the sets are ordered by size: beyond this size no pair can reach the threshold
      if (large === undefined || small.set.size < threshold * large.set.size) break;
      let shared = 0;
      for (const gram of small.set) if (large.set.has(gram)) shared++;
      const index = shared / (small.set.size + large.set.size - shared);
      if (index >= threshold) pairs.push({ first: small.item, second: large.item, index });
    }
  }
  return pairs;
}
