import type { Rule } from '../content/guidanceSchema';

export type Severity = Rule['severity'];
export type Importance = Rule['importance'];

/** Something a spec lacks, at its place. Offsets are UTF-16 units of the document. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  /** The words it is about, as they stand in the document. */
  readonly text: string;
  /** The rule, or the prompt as `ask-migration`. */
  readonly rule: string;
  readonly smell: Rule['smell'];
  readonly severity: Severity;
  readonly importance: Importance;
  /** The problem in the reader's own words. */
  readonly title: string;
  readonly why: string;
  readonly ask: readonly string[];
  /** Where the rule comes from. */
  readonly source: string;
  /** The sentence around it. */
  readonly sentence: Range;
  /** The sentence with a measurable form, its open numbers in brackets, and what it replaces. */
  readonly rewrite?: Rewrite;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Rewrite extends Range {
  /** Takes the place of the text from `start` to `end`; `[…]` is the reader's to fill in. */
  readonly text: string;
  /** The whole sentence as it would read. */
  readonly sentence: string;
}

/** A section that a document of its kind can be expected to have. */
export interface SectionState {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly why: string;
  readonly ask: string;
  readonly skeleton: string;
  /** Where its heading or the words stand; `undefined`: it is missing. */
  readonly at?: number;
}

export interface Review {
  readonly kind: { readonly id: string; readonly name: string };
  /** Whether a document like this is reviewed without being asked. */
  readonly looksLikeSpec: boolean;
  /** Sections of its kind that are there, and those that are not, the required ones first. */
  readonly present: readonly SectionState[];
  readonly missing: readonly SectionState[];
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  readonly words: number;
  /** Sentences that require something. */
  readonly requirements: number;
}

/** What the reader chose for a rule: another severity, or silence. */
export type RuleChoice = Severity | 'off' | 'on';

export interface ReviewOptions {
  /** By rule id. */
  readonly rules?: Readonly<Record<string, RuleChoice>>;
  /** Words that are explained elsewhere, so that nobody has to define them here. In lower case. */
  readonly explained?: ReadonlySet<string>;
  /** Words the team defines or uses every day: they are not flagged, and count as explained. In lower case. */
  readonly vocabulary?: ReadonlySet<string>;
  /** Findings the reader ignores, see `findingKey`. */
  readonly ignored?: ReadonlySet<string>;
  /** The file's path, which helps to tell its kind. */
  readonly path?: string;
}
