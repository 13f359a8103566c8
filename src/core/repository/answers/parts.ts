import type { Translate } from '../../translate';
import type { ServerFact } from '../hosting';
import type { UntracedSystem } from '../pipelines/model';
import type { Refs } from '../refs';
import type { Confidence, Deployment, Evidence, Hosting, StackItem, Trace } from '../types';

/** What the answers are made from. */
export interface Known {
  readonly refs: Refs;
  readonly stack: readonly StackItem[];
  readonly hosting: readonly Hosting[];
  readonly server: readonly ServerFact[];
  readonly deployments: readonly Deployment[];
  readonly pipelines: number;
  readonly untraced: readonly UntracedSystem[];
  readonly pullRequest: Trace | undefined;
  readonly merge: Trace | undefined;
  readonly t: Translate;
}

/** "a", "a and b", "a, b and c" */
export function series(items: readonly string[], t: Translate): string {
  const unique = [...new Set(items)];
  const last = unique.at(-1) ?? '';
  return unique.length < 2 ? last : t('{0} and {1}', unique.slice(0, -1).join(', '), last);
}

/** The least certain of several. */
export function weakest(all: readonly Confidence[]): Confidence {
  if (all.includes('unknown')) return 'unknown';
  return all.includes('inferred') ? 'inferred' : 'stated';
}

const mostEvidence = 6;

export function evidenceOf(
  ...parts: readonly { readonly evidence: readonly Evidence[] }[]
): readonly Evidence[] {
  const seen = new Set<string>();
  return parts
    .flatMap(({ evidence }) => evidence.slice(0, 2))
    .filter(({ file, line }) => {
      const key = `${file}:${line}`;
      return !seen.has(key) && seen.add(key).size > 0;
    })
    .slice(0, mostEvidence);
}

/** Sentences with their stops. */
export const sentences = (parts: readonly string[]): string =>
  parts
    .filter(part => part !== '')
    .map(part => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(' ');

export const withVersion = ({ name, version }: StackItem): string =>
  version === undefined
    ? name
    : `${name} ${version.split('.')[0] === '0' ? version : (version.split('.')[0] ?? version)}`;
