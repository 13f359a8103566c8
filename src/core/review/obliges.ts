import type { Word } from './words';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What somebody hopes for, not what must be built: "it should help us …", "this will be easier". */
const benefits = set(
  'allow enable help make improve reduce increase mean restrict lead result give speed simplify encourage prevent ensure',
);
const easier = set(
  'easier simpler faster cheaper better safer smaller larger clearer quicker possible enough',
);
/** What a team does in its own work is no behaviour of a product. */
const teamwork = set(
  'consider discuss explore experiment investigate revisit learn continue aim propose present decide talk think see review evaluate look',
);
const guesses = set('probably hopefully theoretically presumably likely comfortably perhaps maybe');
const pronouns = set('it this that which these those they there');
/** Before "need to": the need is a case, not a requirement. */
const onlyIf = set('ever if what might may whoever whether case not');
const adverbs = set('also still then now even really just only actually generally ideally');

/**
 * Whether a modal verb obliges somebody to something, or foretells, guesses, asks or talks about the team's own work.
 * `index` is the modal, `first` and `last` bound its sentence.
 */
export function obliges(tokens: readonly Word[], index: number, first: number, last: number): boolean {
  const word = (at: number) => (at >= first && at < last ? (tokens[at]?.folded ?? '') : '');
  const modal = word(index);
  if (modal === 'must' || modal === 'shall') return true;
  // "Should an account be lost, …"
  if (modal === 'should' && index === first) return false;
  const before = word(index - 1);
  if (guesses.has(before) || onlyIf.has(before)) return false;
  if (word(first) === 'this' && word(first + 1) === 'means') return false;
  let next = index + 1;
  if (word(next) === 'to') next++;
  while (adverbs.has(word(next))) next++;
  if (guesses.has(word(next)) || (word(next) === 'in' && word(next + 1) === 'principle')) return false;
  if (before === 'we' && teamwork.has(word(next))) return false;
  if (word(next) === 'be' && (word(next + 1) === 'able' || guesses.has(word(next + 1))))
    return before !== 'we' && !guesses.has(word(next + 1));
  if (!pronouns.has(before)) return true;
  if (benefits.has(word(next))) return false;
  return !(word(next) === 'be' && (easier.has(word(next + 1)) || easier.has(word(next + 2))));
}

const subordinate =
  /\b(?:because|since|although|though|whereas|unless|in case)\b|[,;(–—]\s*(?:as|while|which|where|who|whose|but|however|so|given|meaning|e\.g)\b/gi;
const obligation = /\b(?:must|shall|should|need to|needs to|has to|have to)\b/i;

/**
 * Whether what stands at the end of this text is in the clause of its modal verb, not in a reason or a remark after it.
 * The text begins with the modal verb.
 */
export function sameClause(text: string): boolean {
  let last: RegExpExecArray | undefined;
  for (const match of text.matchAll(subordinate)) last = match;
  return last === undefined || obligation.test(text.slice(last.index + last[0].length));
}
