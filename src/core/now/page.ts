/**
 * What a page of the sidebar is made of. View models are plain data: the host builds them, the view draws them, and
 * "Copy as Markdown" writes the same data as text, so that a card and its copy can never disagree.
 */
import type { Confidence, Evidence } from '../repository/types';
import type { Picture } from './picture';

/** Where in the sidebar the reader can be. The host keeps the way there, so that back and forward work. */
export type Destination =
  | { readonly place: 'now' | 'product' | 'learn' | 'progress' }
  /** What is merged and in no release yet. */
  | { readonly place: 'release' }
  /** The document in the editor, read as a spec. */
  | { readonly place: 'review' }
  /** `change`: where a commit has got to. */
  | { readonly place: 'branch' | 'change'; readonly ref: string }
  | { readonly place: 'lesson' | 'term' | 'topic' | 'path'; readonly id: string }
  | { readonly place: 'search'; readonly query: string };

/** Commands of the editor or of ours that a button of the sidebar may start. */
export const buttonCommands = [
  'lookAtBranch',
  'whereIsThisChange',
  'openFolder',
  'clone',
  'manageTrust',
  'openSettings',
  'sample',
  'quiz',
  'quizOf',
  'learnNext',
  'progress',
  'openLog',
  'reviewSpec',
  'reviewShow',
  'reviewAddSection',
  'reviewSwitch',
  'newDocument',
  'collectQuestions',
  /** The pull request itself; the argument says what (`core/github/words.ts`). */
  'github',
] as const;
export type ButtonCommand = (typeof buttonCommands)[number];

/** What a button or a link does when it is pressed. */
export type Act =
  | { readonly do: 'go'; readonly to: Destination }
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'fetch' }
  /** The whole page as Markdown; the host writes it. */
  | { readonly do: 'copyPage' }
  /** An address that the host opens outside: only where we made it ourselves, never from somebody's text. */
  | { readonly do: 'openLink'; readonly url: string }
  | { readonly do: 'command'; readonly command: ButtonCommand; readonly argument?: string };

/** A piece of a sentence. A plain string is plain text; repository text never becomes anything else. */
export type Span =
  | string
  | { readonly kind: 'strong' | 'em' | 'code'; readonly text: string }
  | { readonly kind: 'evidence'; readonly file: string; readonly line: number }
  | { readonly kind: 'plus' | 'minus'; readonly lines: number }
  | { readonly kind: 'link'; readonly text: string; readonly act: Act; readonly mono?: boolean };

/** A sentence or a few, as the pieces it is made of. */
export type Rich = readonly Span[];

export type IconName =
  | 'arrow-left'
  | 'arrow-right'
  | 'beaker'
  | 'book'
  | 'checklist'
  | 'circle-slash'
  | 'comment'
  | 'copy'
  | 'credit-card'
  | 'database'
  | 'error'
  | 'eye-closed'
  | 'file'
  | 'folder'
  | 'branch'
  | 'merge'
  | 'pull-request'
  | 'globe'
  | 'history'
  | 'key'
  | 'lock'
  | 'mortar-board'
  | 'package'
  | 'pass'
  | 'pass-dashed'
  | 'pass-filled'
  | 'play'
  | 'refresh'
  | 'repo'
  | 'rocket'
  | 'search'
  | 'server'
  | 'shield'
  | 'event'
  | 'warning'
  | 'clock';

/** `good`, `caution` and `conflict` colour a shape whose words already say the same. */
export type Tone = 'plain' | 'good' | 'caution' | 'conflict' | 'branch';

export interface State {
  readonly icon?: IconName;
  readonly tone: Tone;
  readonly text: string;
}

export interface FactLine {
  readonly icon: IconName;
  readonly tone: Tone;
  readonly text: Rich;
  /** A second, quieter line: who and when. */
  readonly note?: Rich;
}

export interface Chip {
  readonly icon?: IconName;
  readonly text: Rich;
  readonly tone: Tone;
}

export interface BranchLine {
  readonly name: string;
  readonly act: Act;
  readonly meta: readonly Rich[];
  readonly about?: Rich;
  readonly chips: readonly Chip[];
}

export interface Side {
  readonly of: 'main' | 'branch';
  readonly title: Rich;
  /** The lines as they stand in the file; empty when the side deleted them. */
  readonly code: string;
  readonly note?: Rich;
}

export interface Ask {
  readonly question: Rich;
  readonly label?: string;
}

export interface Button {
  readonly label: string;
  readonly icon?: IconName;
  readonly primary?: boolean;
  readonly act: Act;
}

export interface RowLink {
  readonly title: Rich;
  readonly act: Act;
  readonly end?: string;
  readonly note?: string;
  /** `done` of `of` lessons, drawn as a bar with its own words. */
  readonly progress?: { readonly done: number; readonly of: number; readonly label: string };
}

export interface CheckQuestion {
  readonly id: string;
  readonly stem: string;
  readonly options: readonly { readonly text: string; readonly right: boolean; readonly why: string }[];
}

/** The parts a card or page is made of. */
export type Block =
  | { readonly kind: 'text'; readonly text: Rich; readonly quiet?: boolean }
  | {
      readonly kind: 'facts';
      readonly label?: Rich;
      readonly ordered?: boolean;
      readonly items: readonly FactLine[];
    }
  | { readonly kind: 'chips'; readonly label: string; readonly items: readonly Chip[] }
  | { readonly kind: 'branches'; readonly label: string; readonly items: readonly BranchLine[] }
  | { readonly kind: 'sides'; readonly main: Side; readonly branch: Side }
  | { readonly kind: 'picture'; readonly picture: Picture; readonly caption?: string }
  | {
      readonly kind: 'confidence';
      readonly confidence: Confidence;
      readonly text: Rich;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly kind: 'details';
      readonly key: string;
      readonly summary: string;
      readonly open?: boolean;
      readonly blocks: readonly Block[];
    }
  | { readonly kind: 'actions'; readonly buttons: readonly Button[]; readonly note?: string }
  | {
      readonly kind: 'group';
      readonly label?: string;
      readonly icon?: IconName;
      readonly blocks: readonly Block[];
    }
  | { readonly kind: 'learn'; readonly lesson: string; readonly title: string }
  | { readonly kind: 'ask'; readonly ask: Ask }
  | { readonly kind: 'rows'; readonly rows: readonly RowLink[] }
  /** Compiled at build time from our own library: the only HTML there is. */
  | { readonly kind: 'prose'; readonly html: string; readonly lead?: boolean }
  | { readonly kind: 'slot'; readonly label: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'search'; readonly label: string; readonly placeholder: string; readonly query: string }
  | { readonly kind: 'check'; readonly questions: readonly CheckQuestion[] }
  | { readonly kind: 'ranges'; readonly items: readonly RangeLine[]; readonly note?: string }
  | {
      readonly kind: 'bars';
      readonly label: string;
      readonly columns: readonly [string, string];
      readonly bars: readonly { readonly name: string; readonly value: number }[];
    }
  | { readonly kind: 'figure'; readonly value: string; readonly text: Rich; readonly note?: string };

/** A likely range in percent, or `undefined` where there are not enough answers to say. */
export interface RangeLine {
  readonly name: string;
  readonly range?: readonly [number, number];
  readonly words: string;
  readonly note: string;
}

export interface Card {
  /** Stable over updates: the view keeps focus and open parts by it. */
  readonly key: string;
  readonly title: string;
  readonly icon?: IconName;
  readonly number?: number;
  readonly state?: State;
  /** A quiet remark at the right of the title. */
  readonly remark?: string;
  /** `split`: meaning and ask stand at the right from 500 px. `pair`: below the facts, side by side. `empty`: fills the page. */
  readonly layout: 'split' | 'pair' | 'plain' | 'empty' | 'unseen' | 'outside';
  /** Blocks over the whole width, before the two columns. */
  readonly before?: readonly Block[];
  readonly blocks: readonly Block[];
  readonly meaning?: Rich;
  readonly ask?: Ask;
  readonly learn?: { readonly lesson: string; readonly title: string };
  /** Blocks over the whole width, after the two columns. */
  readonly after?: readonly Block[];
}

export interface Subject {
  readonly icon: IconName;
  readonly lines: readonly Rich[];
  readonly button?: Button;
}

export type Section =
  | { readonly kind: 'card'; readonly card: Card }
  /** Cards in the one order of a change, joined by arrows. */
  | { readonly kind: 'story'; readonly label: string; readonly cards: readonly Card[] }
  | { readonly kind: 'numbered'; readonly cards: readonly Card[] }
  | {
      readonly kind: 'titled';
      readonly title: Rich;
      readonly remark?: string;
      readonly blocks: readonly Block[];
    }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] };

export interface Page {
  readonly destination: Destination;
  readonly subject?: Subject;
  readonly crumbs?: readonly { readonly text: string; readonly act?: Act }[];
  /** The answer first: the one sentence that could be the only thing read. */
  readonly heading: Rich;
  readonly headingStyle: 'lead' | 'title' | 'hidden';
  readonly under?: string;
  readonly sections: readonly Section[];
  readonly actions?: readonly Button[];
  readonly pager?: { readonly previous?: RowLink; readonly next?: RowLink };
}
