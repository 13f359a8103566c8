import type { Destination } from './page';

/** Where the reader was, and where back and forward lead. */
export interface Trail {
  readonly before: readonly Destination[];
  readonly at: Destination;
  readonly after: readonly Destination[];
}

const longest = 50;

export const startTrail = (at: Destination): Trail => ({ before: [], at, after: [] });

const same = (a: Destination, b: Destination): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Going somewhere: what was ahead is forgotten. While a search is typed, its steps count as one. */
export function go({ before, at }: Trail, to: Destination): Trail {
  if (same(at, to)) return { before, at, after: [] };
  if (at.place === 'search' && to.place === 'search') return { before, at: to, after: [] };
  return { before: [...before, at].slice(-longest), at: to, after: [] };
}

export function back(trail: Trail): Trail {
  const last = trail.before.at(-1);
  return last ? { before: trail.before.slice(0, -1), at: last, after: [trail.at, ...trail.after] } : trail;
}

export function forward(trail: Trail): Trail {
  const [next, ...after] = trail.after;
  return next ? { before: [...trail.before, trail.at], at: next, after } : trail;
}
