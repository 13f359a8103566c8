import type { BlockScan, Candidate } from './scanBlock';
import type { DocumentSection } from './sections';
import type { Finding, ReviewOptions } from './types';

/** A block in its place. */
export interface PlacedBlock {
  readonly offset: number;
  readonly scan: BlockScan;
}

/** A candidate in its place. */
export interface PlacedCandidate {
  readonly candidate: Candidate;
  readonly offset: number;
  readonly section: DocumentSection;
  readonly requirement: boolean;
  /** Index of its block. */
  readonly block: number;
}

/** The reader's severity for a rule, else the rule's own. */
export function severityOf(
  id: string,
  own: Finding['severity'],
  { rules = {} }: ReviewOptions,
): Finding['severity'] {
  const choice = rules[id];
  return choice === undefined || choice === 'on' || choice === 'off' ? own : choice;
}
