import type { Confidence, Trace, TracedDeployment } from '../repository/types';

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
  /** The entry points at a commit of another repository. */
  readonly submodule?: true;
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
  /** Merging would leave the files of `into` as they are (squash or rebase merged before); only where that is so. */
  readonly alreadyThereByContent?: true;
  /** Whether git itself decided the conflicts; `unknown`: it could not. Only where it is not `stated`. */
  readonly confidence?: Confidence;
  /** Files whose merging a program of the repository decides, which is not run here; only where there are some. */
  readonly undecided?: readonly string[];
  /** Sentences about what limits this answer; only where there are some. */
  readonly notes?: readonly string[];
  readonly trace: Trace;
}

/** The CLI's `shipped` document (see its contract). */
export interface ShippedReport {
  readonly commit: string;
  readonly on: readonly string[];
  readonly tags: readonly string[];
  readonly firstTag?: string;
  /** Branches that hold the same change in other commits; inferred from the content. */
  readonly byContent?: readonly { readonly branch: string; readonly confidence: Confidence }[];
  readonly deployments: readonly (TracedDeployment & { readonly startedBy: string })[];
}

/** The branch that others are merged into. */
export interface DefaultBranch {
  /** `main` */
  readonly name: string;
  /** What to compare with: `refs/remotes/origin/main`, or the local branch where there is no remote. */
  readonly ref: string;
  /** `origin/main`, or the name where there is no remote. */
  readonly shown: string;
  readonly id: string;
  readonly remote: string | undefined;
  /** How that is known; anything but `remoteHead` is a conclusion. */
  readonly how: 'remoteHead' | 'onlyBranch' | 'commonName' | 'newestCommonName';
}

export type CurrentBranch =
  | {
      readonly kind: 'branch';
      readonly name: string;
      readonly id: string;
      readonly upstream: string | undefined;
    }
  | { readonly kind: 'unborn'; readonly name: string }
  | { readonly kind: 'detached'; readonly id: string; readonly tags: readonly string[] };

/** How old the knowledge about the remote is. */
export interface LastFetch {
  /** ISO 8601; `undefined` where nothing tells. */
  readonly at: string | undefined;
  /** `update`: a remote-tracking branch changed then, by a clone, a fetch or a push. */
  readonly how: 'fetch' | 'update' | 'noRemote' | 'unknown';
}

export type Operation = 'merge' | 'rebase' | 'applyPatches' | 'cherryPick' | 'revert' | 'bisect';

/** What is under way in the working folder. */
export interface RepositoryState {
  readonly operation: Operation | undefined;
  /** The branch that is being rebased or bisected. */
  readonly branch?: string;
  /** The commit that is merged in, picked, reverted or rebased onto. */
  readonly other?: string;
  readonly step?: number;
  readonly steps?: number;
  readonly conflicted: readonly string[];
}

/** What kind of risk a file carries by its place and name. */
export type Area =
  'migrations' | 'auth' | 'payments' | 'infrastructure' | 'ci' | 'dependencies' | 'publicApi';

export interface Touched {
  readonly areas: readonly { readonly area: Area; readonly files: readonly string[] }[];
  readonly tests: 'touched' | 'untouched' | 'only';
  readonly documentsOnly: boolean;
}

/** Files and lines between two commits. */
export interface Changes {
  readonly files: readonly ChangedFile[];
  readonly added: number;
  readonly removed: number;
  /** False in a partial clone: the contents are not on this computer. */
  readonly linesKnown: boolean;
  /** False where not even the names of the files are on this computer. */
  readonly filesKnown: boolean;
}

export type Relation = 'alreadyMerged' | 'fastForward' | 'diverged' | 'unrelated';

/** What limits a prediction; `sentences.ts` has the words. */
export type MergeNote =
  | 'shallow'
  | 'partialClone'
  | 'oldGit'
  | 'mergeDriver'
  | 'submodule'
  | 'unrelated'
  | 'severalBases'
  | 'failed';

/** One version of a file in a conflict. */
export interface ConflictStage {
  readonly path: string;
  readonly mode: string;
  readonly id: string;
}

/** A conflict with what is needed to look into it. */
export interface PredictedConflict extends Conflict {
  readonly base?: ConflictStage;
  readonly into?: ConflictStage;
  readonly from?: ConflictStage;
}

export interface MergePrediction {
  readonly from: string;
  readonly into: string;
  /** The best common ancestor. */
  readonly base: string | undefined;
  readonly relation: Relation;
  /** Commits that `from` would bring. */
  readonly ahead: number;
  /** Commits of `into` that `from` does not have. */
  readonly behind: number;
  /** Merging would leave the files of `into` as they are. */
  readonly byContent: boolean;
  readonly conflicts: readonly PredictedConflict[];
  /** Files whose merging a program decides that the repository names and that is not run here. */
  readonly undecided: readonly string[];
  /** `stated`: git merged. `inferred`: our own comparison. `unknown`: `notes` say why. */
  readonly confidence: Confidence;
  readonly notes: readonly MergeNote[];
}
