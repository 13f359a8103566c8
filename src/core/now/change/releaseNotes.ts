import { isBot } from '../../git/commits';
import type { Commit } from '../../git/types';

/** How a line of release notes is filed. */
export type NoteKind = 'new' | 'fixed' | 'changed' | 'dependencies' | 'inside';

export interface Note {
  readonly kind: NoteKind;
  /** The subject without the marks of a commit convention. */
  readonly text: string;
  /** `feat!:` or a "BREAKING" in the subject. */
  readonly breaking: boolean;
  readonly commit: Commit;
}

/** Conventional Commits 1.0.0: `type(scope)!: description`. */
const conventional = /^([a-z]+)(?:\(([^)]*)\))?(!)?:\s+(.+)$/i;
const kindOfType: Readonly<Record<string, NoteKind>> = {
  feat: 'new',
  feature: 'new',
  fix: 'fixed',
  bugfix: 'fixed',
  hotfix: 'fixed',
  perf: 'changed',
  revert: 'changed',
  refactor: 'inside',
  chore: 'inside',
  build: 'inside',
  ci: 'inside',
  test: 'inside',
  tests: 'inside',
  style: 'inside',
  docs: 'inside',
};
const opening: readonly (readonly [RegExp, NoteKind])[] = [
  [/^(bump|upgrade|update)\b.*\b(dependenc|from \S+ to |to v?\d)|^update dependency\b/i, 'dependencies'],
  [/^(add(?!ress)|introduce|allow|support|implement|create|offer|enable|let)\b/i, 'new'],
  [/^(fix|correct|repair|prevent|resolve|handle|hotfix)(es|ed|ing)?\b/i, 'fixed'],
  [/^(refactor|clean|rename|lint|format|test|tests|reformat|document|ci|typo)\b/i, 'inside'],
];

/**
 * What a commit brings, as a line of release notes. The kind is inferred: from the commit convention where the subject
 * follows it, from its first word elsewhere, and from an author that is a program.
 */
export function noteOf(commit: Commit): Note {
  const found = conventional.exec(commit.subject);
  const type = found?.[1]?.toLowerCase() ?? '';
  const known = kindOfType[type];
  const text = known === undefined ? commit.subject : (found?.[4] ?? commit.subject);
  const breaking = found?.[3] === '!' || /\bBREAKING\b/.test(commit.subject);
  const scope = found?.[2] ?? '';
  const kind =
    isBot(commit) || /^deps/.test(scope)
      ? 'dependencies'
      : (known ?? opening.find(([pattern]) => pattern.test(text))?.[1] ?? 'changed');
  return { kind, text: text.charAt(0).toUpperCase() + text.slice(1), breaking, commit };
}
