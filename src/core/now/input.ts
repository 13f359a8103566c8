/** What the pages are made from: facts that `core/git` and `core/repository` found, brought together for one moment. */
import type {
  Changes,
  Commit,
  CurrentBranch,
  DefaultBranch,
  LastFetch,
  MergePrediction,
  RepositoryState,
  Touched,
} from '../git/types';
import type { RepositoryEvent, RepositoryFacts, Trace } from '../repository/types';

/** The repository the page speaks about. */
export interface Place {
  /** The folder's name: which repository, where there are several. */
  readonly name: string;
  readonly current: CurrentBranch;
  readonly into: DefaultBranch;
  readonly fetch: LastFetch;
  readonly state: RepositoryState;
  /** The address in the reader's git settings; decides where "your" may be said. */
  readonly reader: string | undefined;
  /** Changed files that no commit holds; `undefined` where that is not known. */
  readonly uncommitted: number | undefined;
  /** How the reader's copy of the default branch stands beside the server's; `undefined` on other branches. */
  readonly copy: { readonly ahead: number; readonly behind: number } | undefined;
  /** Sentences about what limits the answers: a shallow or partial clone, an old git. */
  readonly notes: readonly string[];
}

/** A conflict, with both sides of its first lines where there are lines to show, and who wrote them. */
export interface ConflictSides {
  readonly file: string;
  readonly kind: string;
  readonly lines:
    { readonly at: number; readonly base: string; readonly into: string; readonly from: string } | undefined;
  readonly intoCommit: Commit | undefined;
  readonly fromCommit: Commit | undefined;
}

/** One branch beside the one it would be merged into. */
export interface BranchStory {
  /** `feature/refund-limit` */
  readonly name: string;
  /** The reader's folder holds this very branch. */
  readonly checkedOut: boolean;
  readonly prediction: MergePrediction;
  /** Git is still trying the merge: the prediction says how far the two are apart, and nothing of conflicts. */
  readonly trying?: true;
  /** Newest first; possibly not all of them (the counts are in the prediction). */
  readonly commits: readonly Commit[];
  readonly mainCommits: readonly Commit[];
  readonly base: Commit | undefined;
  /** Who began it: the author of the first commit that main lacks. */
  readonly begunBy: Pick<Commit, 'author' | 'authorEmail'> | undefined;
  /** Ids of commits that no remote has. */
  readonly local: ReadonlySet<string>;
  readonly changes: Changes;
  readonly touched: Touched;
  readonly sides: readonly ConflictSides[];
}

/** What the files show, and what an event would set in motion. */
export interface ProductFacts {
  readonly facts: RepositoryFacts;
  trace(event: RepositoryEvent): Trace;
}
