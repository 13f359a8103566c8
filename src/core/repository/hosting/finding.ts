import type { Translate } from '../../translate';
import type { Source } from '../read/sources';
import type { Tree } from '../read/tree';
import type { Approval, Confidence, Evidence, Fact, Hosting } from '../types';

/** A platform that watches the repository and deploys by itself, unless a setting that is not visible says otherwise. */
export interface Watch {
  readonly provider: string;
  readonly target: string;
  readonly environment: string;
  /** The branch that the file names; absent: the platform's setting, by convention the default branch. */
  readonly branch?: string | undefined;
  /** It also builds a preview for every pull request. */
  readonly previews: boolean;
  readonly mechanism: string;
  /** By default none: such platforms deploy by themselves. */
  readonly approval?: Approval;
  readonly confidence: Confidence;
  /** What only the platform's dashboard shows. */
  readonly assumes?: string;
  readonly paths?: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** What the files say about where the product runs and how. */
export interface Finding {
  readonly hosting: readonly Hosting[];
  readonly server: readonly ServerFact[];
  readonly watches: readonly Watch[];
}

/** A fact about the running server; `about` lets an answer pick and order them. */
export interface ServerFact extends Fact {
  readonly about:
    'runtime' | 'start' | 'port' | 'process' | 'service' | 'health' | 'scale' | 'size' | 'data' | 'schedule';
}

export interface Reading {
  readonly source: Source;
  readonly tree: Tree;
  readonly t: Translate;
}

export const nothing: Finding = { hosting: [], server: [], watches: [] };

export const fact = (
  about: ServerFact['about'],
  claim: string,
  source: Source,
  line: number,
  confidence: Confidence = 'stated',
): ServerFact => ({
  about,
  claim,
  confidence,
  evidence: [source.evidence(line)],
});

export const merged = (findings: readonly Finding[]): Finding => ({
  hosting: findings.flatMap(({ hosting }) => hosting),
  server: findings.flatMap(({ server }) => server),
  watches: findings.flatMap(({ watches }) => watches),
});
