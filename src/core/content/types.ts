import type { Level, MatchRule, Domain, SlotName, Topic, LearningPath } from './schema';

/** One mistake in a content file. `line` and `column` are 1-based. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The mistake is a link between files, which a half-written topic cannot avoid. */
  readonly link?: true;
}

export interface SourceFile {
  /** Relative to `content/`, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Markdown as written, and the same as HTML made at build time (`html: false`). */
export interface Prose {
  readonly markdown: string;
  readonly html: string;
}

/** The parts of a term that load on first use. */
export interface TermBody {
  readonly whatItIs: Prose;
  /** The first sentence of "Why it matters", as Markdown: what the hover shows. */
  readonly whyInShort: string;
  readonly whyItMatters: Prose;
  readonly ask: readonly Prose[];
  readonly aside: Prose & { readonly kind: 'tradeOff' | 'watchOut' };
  readonly example: Prose;
  readonly sources: readonly string[];
}

/** What activation reads about a term: enough to find it in text and to show the hover's first line. */
export interface TermEntry {
  readonly id: string;
  readonly topic: string;
  readonly term: string;
  readonly aliases: readonly string[];
  readonly level: Level;
  readonly related: readonly string[];
  readonly summary: string;
  readonly sense?: string;
  readonly domains?: readonly Domain[];
  readonly match?: Readonly<Record<string, MatchRule>>;
}

export interface Term extends TermEntry {
  readonly body: TermBody;
}

export interface LessonEntry {
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly level: Level;
  readonly minutes: number;
  readonly terms: readonly string[];
  /** The lead as plain text, for lists and search. */
  readonly summary: string;
}

export type LessonSegment =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'slot'; readonly name: SlotName; readonly fallback: string };

export interface LessonBody {
  readonly lead: string;
  readonly segments: readonly LessonSegment[];
  readonly ask: readonly Prose[];
  readonly check: readonly string[];
  readonly sources: readonly string[];
}

/** `dist/content/index.json`: all that activation reads. */
export interface LibraryIndex {
  readonly topics: readonly Topic[];
  readonly terms: readonly TermEntry[];
  readonly lessons: readonly LessonEntry[];
  readonly paths: readonly LearningPath[];
  /** Number of questions by topic. */
  readonly questions: Readonly<Record<string, number>>;
}
