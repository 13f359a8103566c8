import { senseKey } from './conflicts';
import { matchesGlob } from './glob';
import type { TeamTerm } from './types';

/** How near a team term's glossary is to a document: the higher, the nearer; `undefined`: it does not cover it. */
export function nearness(term: TeamTerm, document: string, roots: readonly string[]): number | undefined {
  const { scope, paths } = term.team;
  // a text without a file (a passage from the clipboard) belongs to every folder that is open
  if (!roots.some(root => isInside(document, root)))
    return roots.includes(scope) && paths.length === 0 ? 0 : undefined;
  const own = isInside(document, scope);
  if (own && (paths.length === 0 || paths.some(glob => matchesGlob(glob, document)))) return scope.length;
  // what another open folder says for all of itself holds here too, where nothing nearer does
  return !own && roots.includes(scope) && paths.length === 0 ? 0 : undefined;
}

const isInside = (file: string, folder: string): boolean => file.startsWith(`${folder}/`);

/** Ids that must not be looked for in a document: what does not cover it, and what something nearer takes the place of. */
export function hiddenIn(
  document: string,
  team: readonly TeamTerm[],
  roots: readonly string[],
): ReadonlySet<string> {
  const hidden = new Set<string>();
  const nearest = new Map<string, { term: TeamTerm; near: number }>();
  for (const term of team) {
    const near = nearness(term, document, roots);
    if (near === undefined) {
      hidden.add(term.id);
      continue;
    }
    const key = senseKey(term);
    const known = nearest.get(key);
    if (known && known.near >= near) hidden.add(term.id);
    else {
      if (known) hidden.add(known.term.id);
      nearest.set(key, { term, near });
    }
  }
  for (const { term } of nearest.values())
    if (term.team.overrides !== undefined) hidden.add(term.team.overrides);
  return hidden;
}
