/**
 * The vocabulary of repository facts. The terminal prints these shapes as they are (`tpm-lens repo`, `trace`),
 * the sidebar turns them into sentences. Lines are 1-based; paths are relative to the repository, with `/`.
 */

/** One line of a file that supports a claim. `text` is the line, trimmed; it is hostile text, never markup. */
export interface Evidence {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/**
 * `stated`: the files decide it. `inferred`: a platform's default or a convention decides it; say whose.
 * `unknown`: only a setting, a variable or a run-time value decides it; say which.
 */
export type Confidence = 'stated' | 'inferred' | 'unknown';

export interface Fact {
  readonly claim: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

/** A technology found in the repository; `name` is written as its makers write it. */
export interface StackItem {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  /** As the repository writes it, without range signs: `22`, `16.2`. */
  readonly version?: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

export interface Hosting {
  /** What runs there, for example the application's name, or `.` for the whole repository. */
  readonly target: string;
  readonly provider: string;
  readonly region?: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

/** `platform`: the hosting platform watches the repository. `external`: nothing in the files starts it. */
export type EventName =
  'push' | 'tag' | 'pull_request' | 'release' | 'schedule' | 'manual' | 'pipeline' | 'platform' | 'external';

export interface Trigger {
  readonly event: EventName;
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  readonly paths?: readonly string[];
  /** A short phrase, such as "push to `main`, after tests". */
  readonly text: string;
}

export interface Pipeline {
  /** The CI system as its makers write it: "GitHub Actions", "GitLab CI". */
  readonly system: string;
  readonly name: string;
  readonly file: string;
  readonly triggers: readonly Trigger[];
}

export type Approval = 'none' | 'manual' | 'unknown';

export interface Deployment {
  readonly trigger: Trigger;
  readonly environment: string;
  readonly target?: string;
  readonly mechanism: string;
  /** Whose service it goes to, as they write it ("Fly.io", "npm"), where that is visible. */
  readonly provider?: string;
  /** A running product or site, a published package, a stored image, the servers themselves, an app store. */
  readonly kind?: 'server' | 'package' | 'image' | 'infrastructure' | 'store' | 'unclear';
  readonly approval: Approval;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

export interface Flag {
  readonly name: string;
  readonly evidence: readonly Evidence[];
}

export interface PackageFacts {
  readonly path: string;
  readonly name: string;
  /** Ids of the technologies of this package. */
  readonly stack: readonly string[];
}

/** A file that was found but not understood, and why; the rest still counts. */
export interface SkippedFile {
  readonly file: string;
  readonly why: string;
}

/** One of the six questions, answered for this repository. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  /** What the repository cannot show, and what to ask engineering about it. */
  readonly unknown?: string;
}

export interface RepositoryFacts {
  readonly branch: string | undefined;
  readonly defaultBranch: string | undefined;
  readonly stack: readonly StackItem[];
  readonly hosting: readonly Hosting[];
  readonly pipelines: readonly Pipeline[];
  readonly deployments: readonly Deployment[];
  readonly flags: readonly Flag[];
  readonly server: readonly Fact[];
  readonly packages: readonly PackageFacts[];
  readonly skipped: readonly SkippedFile[];
  readonly answers: readonly Answer[];
}

/** An event of the forge whose consequences are asked for. `changed`: paths of the files that the event changes. */
export type RepositoryEvent =
  | {
      readonly kind: 'pull_request';
      readonly base: string;
      readonly head?: string;
      readonly changed: readonly string[];
    }
  | { readonly kind: 'push'; readonly branch: string; readonly changed: readonly string[] }
  | { readonly kind: 'tag'; readonly tag: string };

export interface TracedRun {
  readonly system: string;
  /** The path of the pipeline's file. */
  readonly pipeline: string;
  /** The job's id in its file. */
  readonly job: string;
  readonly why: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

export interface TracedDeployment {
  readonly environment: string;
  readonly target?: string;
  readonly mechanism: string;
  readonly approval: Approval;
  readonly why: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

export interface TracedAbsence {
  readonly system: string;
  readonly pipeline: string;
  readonly job?: string;
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

export interface Trace {
  readonly runs: readonly TracedRun[];
  readonly deploys: readonly TracedDeployment[];
  readonly notRun: readonly TracedAbsence[];
}
