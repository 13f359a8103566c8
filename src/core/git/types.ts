import type { Trace } from '../repository/types';

/** A commit as the cards show it. `subject` and `author` are hostile text. `date` is ISO 8601. */
export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly subject: string;
  readonly author: string;
  readonly authorEmail: string;
  readonly date: string;
}

export interface ChangedFile {
  readonly path: string;
  /** Where a rename came from. */
  readonly from?: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed' | 'typeChanged';
  /** Lines; `undefined` for a binary file. */
  readonly added: number | undefined;
  readonly removed: number | undefined;
}

/** `kind` is the conflict type that git names, such as `contents`, `modify/delete`, `rename/rename`. */
export interface Conflict {
  readonly file: string;
  readonly kind: string;
}

/** The CLI's `merge` document (see its contract). */
export interface MergeReport {
  readonly base: string | undefined;
  readonly commits: number;
  readonly files: number;
  readonly fastForward: boolean;
  readonly conflicts: readonly Conflict[];
  readonly alreadyMerged: boolean;
  readonly trace: Trace;
}
