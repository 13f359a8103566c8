import type { Level } from '../content/schema';
import type { TermHit } from './scanner';

/** Which hits of a document get an underline, in the order of the text. */
export function underlined(
  hits: readonly TermHit[],
  options: {
    readonly mode: 'first' | 'all' | 'none';
    readonly limit: number;
    readonly level: (id: string) => Level;
    /** The reader knows the term well: no underline, though the hover still answers. */
    readonly mastered: (id: string) => boolean;
  },
): TermHit[] {
  if (options.mode === 'none') return [];
  const wanted = hits.filter(hit => (options.mode === 'all' || hit.first) && !options.mastered(hit.id));
  if (wanted.length <= options.limit) return wanted;
  // a higher level is less likely to be known; among equals the earlier word helps more
  const chosen = new Set(
    [...wanted]
      .sort((a, b) => options.level(b.id) - options.level(a.id) || a.start - b.start)
      .slice(0, options.limit),
  );
  return wanted.filter(hit => chosen.has(hit));
}
