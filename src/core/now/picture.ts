/** What the pictures show. The view draws each for 250 and for 520 px; `label` tells the whole story in words. */

export interface GraphCommit {
  readonly subject: string;
  /** Who and when; only the wide drawing has room for it. */
  readonly note: string;
  readonly node: 'main' | 'branch' | 'local' | 'base';
}

export interface GraphGroup {
  readonly title: string;
  readonly tone: 'main' | 'branch' | 'quiet';
  readonly commits: readonly GraphCommit[];
  /** Commits of this group that are not drawn, said in words ("and 12 more"). */
  readonly more?: string;
}

export interface CommitGraph {
  readonly kind: 'commits';
  readonly label: string;
  /** Newest first: what main has, what is only here, what the branch has, where they parted. */
  readonly groups: readonly GraphGroup[];
}

export interface History {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly way: 'merge' | 'squash' | 'rebase' | 'fastForward';
}

/** One branch, and what each way to merge it would leave. Counts are the real ones; more than five are drawn as five. */
export interface Histories {
  readonly kind: 'histories';
  readonly label: string;
  readonly mainCommits: number;
  readonly branchCommits: number;
  readonly ways: readonly History[];
}

export type Line = 'solid' | 'dashed';

export interface ServerNode {
  readonly name: string;
  readonly note: string;
  readonly line: Line;
  /** Not part of the product: drawn without a ground. */
  readonly outside: boolean;
}

export interface ServerPicture {
  readonly kind: 'server';
  readonly label: string;
  readonly caller: ServerNode;
  readonly edge?: ServerNode;
  readonly server: ServerNode;
  /** What stands on the arrow into the server: "port 8080". */
  readonly entry?: string;
  readonly behind: readonly ServerNode[];
}

export interface Stop {
  readonly name: string;
  readonly note: string;
  /** Shorter, for the wide drawing. */
  readonly short: string;
  readonly kind: 'stop' | 'gate' | 'end';
  readonly line: Line;
}

export interface Road {
  readonly kind: 'road';
  readonly label: string;
  readonly stops: readonly Stop[];
}

export interface JobBox {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  /** Ids of the jobs it waits for. */
  readonly after: readonly string[];
  /** A person must, or may have to, let it pass. */
  readonly gate?: 'waits' | 'mayWait';
  readonly deploys: boolean;
  readonly line: Line;
}

export interface JobsPicture {
  readonly kind: 'jobs';
  readonly label: string;
  readonly start: string;
  readonly gateWords: { readonly name: string; readonly waits: string; readonly mayWait: string };
  readonly jobs: readonly JobBox[];
  /** Jobs that are not drawn, said in words. */
  readonly more?: string;
}

export type Picture = CommitGraph | Histories | ServerPicture | Road | JobsPicture;
