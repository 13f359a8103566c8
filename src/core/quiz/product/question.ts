import type { BankQuestion } from '../../content/library';
import type { Option } from '../../content/schema';
import type { RepositoryEvent, Evidence, RepositoryFacts, Trace } from '../../repository/types';
import type { Translate } from '../../translate';
import { fingerprint } from '../item';
import { productPrefix, productTopic } from './topic';

/** A question made from facts of the reader's repository. Its texts are plain: repository text is never Markdown. */
export type ProductQuestion = Omit<BankQuestion, 'source'> & { readonly evidence: readonly Evidence[] };

/** What a technology is, for options of the same kind. */
export interface KnownTechnology {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly what: string;
}

/** A branch that is not merged yet, and what merging it would do. */
export interface BranchFacts {
  readonly name: string;
  readonly into: string;
  /** Paths that it changes. */
  readonly changed: readonly string[];
  /** A file that both sides changed, with a line of it; only where git itself merged. */
  readonly conflict: Evidence | undefined;
}

/** What the templates read. */
export interface ProductKnown {
  /** The folder's name. */
  readonly name: string;
  readonly facts: RepositoryFacts;
  readonly trace: (event: RepositoryEvent) => Trace;
  readonly technologies: readonly KnownTechnology[];
  readonly branch: BranchFacts | undefined;
}

export type Template = (known: ProductKnown, t: Translate) => readonly (ProductQuestion | undefined)[];

const longestStem = 200;
const longestOption = 60;
const longestWhy = 190;
const mostEvidence = 3;
const mostOptions = 4;

/**
 * Text of a repository as plain words: one line, no invisible or direction-changing characters, and nothing that a
 * QuickPick would draw as an icon (`$(name)`).
 */
export function plainWords(text: string, longest: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/`/g, '')
    .replace(/\$\(/g, '$ (')
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= longest) return line;
  // not in the middle of a character that takes two places
  const cut = line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}

/** `deploy.yml:39` */
export const placeOf = ({ file, line }: Evidence): string => `${file.split('/').at(-1) ?? file}:${line}`;

/** The first places of a claim, each once. */
export function distinctEvidence(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return evidence
    .filter(({ file, line }) => {
      const key = `${file}:${line}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, mostEvidence);
}

export interface Draft {
  readonly template: string;
  readonly terms: readonly string[];
  readonly level: 1 | 2 | 3;
  readonly kind?: ProductQuestion['kind'];
  readonly stem: string;
  readonly right: Pick<Option, 'text' | 'why'>;
  /** The most plausible first; those that say the same as another option are dropped. */
  readonly wrong: readonly (Pick<Option, 'text' | 'why'> | undefined)[];
  readonly evidence: readonly Evidence[];
  /** What else the answer rests on, where the evidence alone does not tell. */
  readonly key?: string;
}

/**
 * Makes the question, or nothing where there is no evidence or too little to choose from. Its id is a fingerprint of
 * what the evidence says: when a line changes the question is another one, and the old one is never asked again. A line
 * that only moved keeps its question.
 */
export function makeQuestion(draft: Draft): ProductQuestion | undefined {
  const evidence = distinctEvidence(draft.evidence);
  const option = ({ text, why }: Pick<Option, 'text' | 'why'>) => ({
    text: plainWords(text, longestOption),
    why: plainWords(why, longestWhy),
  });
  const right = option(draft.right);
  const seen = new Set([right.text.toLowerCase()]);
  const wrong = draft.wrong
    .flatMap(each => (each ? [option(each)] : []))
    .filter(({ text }) => {
      const fresh = !seen.has(text.toLowerCase());
      seen.add(text.toLowerCase());
      return fresh;
    })
    .slice(0, mostOptions - 1);
  if (evidence.length === 0 || wrong.length < 2) return undefined;
  const said = evidence.map(({ file, text }) => `${file}\n${text.trim()}`);
  const id = fingerprint([draft.template, draft.key ?? '', right.text, ...said].join('\n'));
  return {
    id: `${productPrefix}${draft.template}:${id}`,
    topic: productTopic,
    terms: [...draft.terms],
    level: draft.level,
    kind: draft.kind ?? 'situation',
    stem: plainWords(draft.stem, longestStem),
    options: [{ ...right, right: true }, ...wrong],
    evidence,
  };
}
