/** What GitHub says, as plain data. Every text in it was written by somebody: it is only ever shown as text. */

export type Answerer = (
  route: string,
  parameters: Readonly<Record<string, unknown>>,
) => Promise<Answer<unknown>>;

/** Why GitHub gave no answer, or no new one. */
export type Trouble =
  | {
      readonly kind:
        | 'signedOut'
        | 'expired'
        | 'forbidden'
        | 'missing'
        | 'offline'
        | 'outage'
        | 'invalid'
        | 'elsewhere'
        | 'failed';
    }
  /** Too many questions; `until` in milliseconds. */
  | { readonly kind: 'limit'; readonly until: number }
  /** The organisation wants a single sign-on; `url` leads there, where GitHub gave one of its own. */
  | { readonly kind: 'sso'; readonly url: string | undefined }
  /** The repository has moved to where a browser's worker cannot follow. */
  | { readonly kind: 'moved' };

/** An answer, the moment it was true (milliseconds), and why it is not newer. */
export interface Answer<Value> {
  readonly value: Value;
  readonly at: number;
  readonly trouble?: Trouble;
}

/** Thrown where there is no answer at all, not even an old one. */
export class GitHubTrouble extends Error {
  override readonly name = 'GitHubTrouble';

  /** By name: a module that is loaded on first use is bundled with a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'GitHubTrouble';
  }

  constructor(readonly trouble: Trouble) {
    super(trouble.kind);
  }
}

/** How questions reach GitHub. The client implements it; tests use plain objects. */
export interface GitHubApi {
  /** A REST question such as `GET /repos/{owner}/{repo}`. Rejects with {@link GitHubTrouble}. */
  readonly get: Answerer;
  /** All pages of a list, at most `pages` of them; `more`: there are more. */
  list(
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    pages: number,
  ): Promise<Answer<{ readonly items: readonly unknown[]; readonly more: boolean }>>;
  /** A GraphQL question, for what the REST interface does not tell. */
  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<Answer<unknown>>;
}

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  /** The repository that this one is a fork of. */
  readonly parent:
    { readonly owner: string; readonly name: string; readonly defaultBranch: string } | undefined;
  /** `undefined`: not told to this sign-in. */
  readonly methods: readonly MergeMethod[] | undefined;
  readonly admin: boolean;
  /** Its name is another than the one that was asked for. */
  readonly renamed: boolean;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly draft: boolean;
  readonly from: { readonly branch: string; readonly sha: string; readonly repository: string | undefined };
  readonly into: string;
  readonly opened: string;
  readonly updated: string;
  /** People and teams who are asked to review and have not said anything since. */
  readonly asked: readonly string[];
  readonly autoMerge: boolean;
}

export interface Review {
  readonly by: string;
  readonly said: 'approved' | 'changes' | 'commented' | 'dismissed';
  readonly at: string | undefined;
  /** It was about an earlier commit than the newest. */
  readonly old: boolean;
}

export interface Check {
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'running' | 'skipped' | 'waiting' | 'missing';
  readonly required: boolean;
}

/** What the branch that is merged into demands, as far as this sign-in may read it. */
export interface Gate {
  readonly guarded: boolean;
  /** `undefined`: not told. */
  readonly approvals: number | undefined;
  readonly owners: boolean;
  /** Every conversation must be resolved. */
  readonly conversations: boolean;
  /** The branch must hold everything of the one it is merged into. */
  readonly upToDate: boolean;
  readonly checks: readonly string[];
  readonly queue: boolean;
  readonly methods: readonly MergeMethod[] | undefined;
  /** A part of it could not be read. */
  readonly partly: boolean;
}

export interface Merged {
  readonly at: string;
  readonly by: string | undefined;
  readonly commit: string | undefined;
}

/** The pull request with everything that decides what happens to it. */
export interface PullRequestStory extends PullRequest {
  readonly merged: Merged | undefined;
  /** GitHub's own word on conflicts; `undefined` while it is working that out. */
  readonly mergeable: boolean | undefined;
  /** GitHub's own summary, such as `blocked` or `behind`. */
  readonly mergeState: string;
  /** The last word of each. */
  readonly reviews: readonly Review[];
  readonly checks: readonly Check[];
  /** `undefined`: not told. */
  readonly threads: { readonly open: number; readonly more: boolean } | undefined;
  readonly queued:
    { readonly place: number; readonly stuck: boolean; readonly seconds: number | undefined } | undefined;
  readonly gate: Gate;
}

/** A commit that an environment got, and when it was live. */
export interface Deployed {
  readonly sha: string;
  readonly at: string;
}

export interface Environment {
  readonly name: string;
  readonly production: boolean;
  /** What runs there now. */
  readonly running: Deployed | undefined;
  /** What succeeded there, newest first, `running` included. */
  readonly history: readonly Deployed[];
  /** Everything GitHub knows of this environment is in `history`. */
  readonly whole: boolean;
  /** Began after `running` and is not through; `waiting`: somebody or something must let it go on. */
  readonly coming: (Deployed & { readonly waiting: boolean }) | undefined;
  /** Began after `running` and failed. */
  readonly failed: Deployed | undefined;
  /** `running` is older than what ran before it. */
  readonly rolledBack: boolean;
  /** Merged changes that are newer than `running`; `undefined`: not known. */
  readonly behind: Behind | undefined;
}

export interface Behind {
  readonly count: number;
  /** There are more than `count`. */
  readonly more: boolean;
  /** First lines of their messages, newest first. */
  readonly titles: readonly string[];
}

export interface Deployments {
  /** Production first. */
  readonly environments: readonly Environment[];
  /** Environments for one pull request each, which are left out. */
  readonly previews: number;
  /** Lasting environments beyond those that are read. */
  readonly unread: number;
}

export interface Release {
  readonly tag: string;
  readonly name: string;
  readonly at: string | undefined;
}

/** Where one commit has got to in one environment. */
export type Arrival =
  | { readonly kind: 'runs'; readonly since: string; readonly atLeast: boolean }
  | { readonly kind: 'rolledBack'; readonly until: string }
  | { readonly kind: 'coming'; readonly waiting: boolean }
  | { readonly kind: 'notYet' }
  | { readonly kind: 'unknown' };

export interface ArrivedAt {
  readonly environment: string;
  readonly production: boolean;
  readonly arrival: Arrival;
}
