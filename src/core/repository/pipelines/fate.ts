import type { Confidence, Evidence } from '../types';

/** The fate of a job or step: it runs, is skipped, or that is open. */
export interface Fate {
  readonly runs: 'yes' | 'no' | 'unknown';
  /** Reasons as phrases, joined to a sentence by the reader of this. */
  readonly reasons: readonly string[];
  readonly decides: readonly string[];
  readonly assumes: readonly string[];
  readonly lines: readonly Evidence[];
}

export const confidenceOf = ({ runs, assumes }: Pick<Fate, 'runs' | 'assumes'>): Confidence =>
  runs === 'unknown' ? 'unknown' : assumes.length > 0 ? 'inferred' : 'stated';

export const certainly: Fate = { runs: 'yes', reasons: [], decides: [], assumes: [], lines: [] };

export const never = (reason: string, ...lines: readonly Evidence[]): Fate => ({
  runs: 'no',
  reasons: [reason],
  decides: [],
  assumes: [],
  lines,
});

/** Both must happen: no more certain than the less certain of the two. */
export function both(first: Fate, second: Fate): Fate {
  const stops = [first, second].find(({ runs }) => runs === 'no');
  if (stops) return { ...stops, decides: [] };
  return {
    runs: first.runs === 'unknown' ? 'unknown' : second.runs,
    reasons: [...first.reasons, ...second.reasons],
    decides: [...new Set([...first.decides, ...second.decides])],
    assumes: [...new Set([...first.assumes, ...second.assumes])],
    lines: [...first.lines, ...second.lines],
  };
}
