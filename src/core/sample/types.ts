/** The sample product as data: everything that is needed to make its folder, with or without its history. */

export interface Person {
  readonly name: string;
  readonly email: string;
}

export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

export interface SampleCommit {
  readonly kind: 'commit';
  readonly branch: string;
  /** For the first commit of a branch: the branch it leaves, where that stands at this step. */
  readonly from?: string;
  /** The branch that this commit merges. */
  readonly merges?: string;
  readonly message: string;
  readonly author: Person;
  /** Before the moment the sample is made, so that it never looks old. */
  readonly daysAgo: number;
  readonly write: readonly WrittenFile[];
  readonly remove: readonly string[];
  /** Not pushed: it exists only in the reader's folder. */
  readonly local: boolean;
}

export interface SampleTag {
  readonly kind: 'tag';
  readonly name: string;
  readonly branch: string;
  readonly author: Person;
  readonly daysAgo: number;
}

export type SampleStep = SampleCommit | SampleTag;

export interface Sample {
  /** The folder's name. */
  readonly name: string;
  /** Who the reader is in this story; their commits are "yours". */
  readonly reader: Person;
  /** When the folder last fetched from `origin`, in days before now. */
  readonly fetchedDaysAgo: number;
  readonly defaultBranch: string;
  /** Branches that the folder has itself; the others exist only as remote-tracking branches. */
  readonly localBranches: readonly string[];
  /** In the order in which they happened. */
  readonly steps: readonly SampleStep[];
  /** The files of the default branch, for where there is no git. */
  readonly files: readonly WrittenFile[];
}
