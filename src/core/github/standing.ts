/** What decides about a pull request now: what blocks it, whose turn it is. Facts only; the words are elsewhere. */
import type { Check, PullRequestStory } from './types';

export type Blocker =
  | { readonly kind: 'draft' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'changes'; readonly by: readonly string[]; readonly answered: boolean }
  | { readonly kind: 'failed'; readonly checks: readonly string[]; readonly required: boolean }
  | { readonly kind: 'waiting'; readonly checks: readonly string[] }
  | { readonly kind: 'running'; readonly checks: readonly string[]; readonly missing: boolean }
  | { readonly kind: 'review'; readonly missing: number | undefined; readonly asked: readonly string[] }
  | { readonly kind: 'threads'; readonly open: number }
  | { readonly kind: 'behind' }
  | { readonly kind: 'stuck' }
  | { readonly kind: 'workingOut' }
  | { readonly kind: 'hidden' };

export type Turn =
  | 'author'
  | 'reviewers'
  | 'nobodyAsked'
  | 'machines'
  | 'queue'
  | 'merger'
  | 'gitHub'
  | 'approver'
  | 'unknown'
  | 'done';

export interface Standing {
  readonly state:
    | 'draft'
    | 'conflict'
    | 'changes'
    | 'failed'
    | 'running'
    | 'review'
    | 'blocked'
    | 'queued'
    | 'ready'
    | 'merged'
    | 'closed'
    | 'workingOut';
  readonly blockers: readonly Blocker[];
  readonly turn: Turn;
}

const names = (checks: readonly Check[]): readonly string[] => checks.map(({ name }) => name);

/** The state of a pull request; the first blocker is the one to speak about. */
export function standingOf(pull: PullRequestStory): Standing {
  if (pull.state === 'merged') return { state: 'merged', blockers: [], turn: 'done' };
  if (pull.state === 'closed') return { state: 'closed', blockers: [], turn: 'done' };
  if (pull.queued)
    return pull.queued.stuck
      ? { state: 'blocked', blockers: [{ kind: 'stuck' }], turn: 'author' }
      : { state: 'queued', blockers: [], turn: 'queue' };
  const blockers = blockersOf(pull);
  const [first] = blockers;
  if (!first) return { state: 'ready', blockers, turn: pull.autoMerge ? 'gitHub' : 'merger' };
  return { state: stateOf(first), blockers, turn: turnOf(first) };
}

function blockersOf(pull: PullRequestStory): readonly Blocker[] {
  const { gate, checks, threads, mergeable, mergeState } = pull;
  const known = gate.checks.length > 0;
  const matters = (check: Check) => !known || check.required;
  const which = (result: Check['result']) =>
    checks.filter(check => check.result === result && matters(check));
  const failed = which('failed');
  const waiting = which('waiting');
  const running = which('running');
  const missing = which('missing');
  const changes = changesOf(pull);
  const blockers: (Blocker | undefined)[] = [
    pull.draft || mergeState === 'draft' ? { kind: 'draft' } : undefined,
    mergeable === false || mergeState === 'dirty' ? { kind: 'conflict' } : undefined,
    changes?.answered === false ? changes : undefined,
    failed.length > 0 ? { kind: 'failed', checks: names(failed), required: known } : undefined,
    waiting.length > 0 ? { kind: 'waiting', checks: names(waiting) } : undefined,
    running.length + missing.length > 0
      ? { kind: 'running', checks: names([...running, ...missing]), missing: running.length === 0 }
      : undefined,
    changes?.answered === true ? changes : undefined,
    pull.draft ? undefined : reviewOf(pull),
    threads && threads.open > 0 && gate.conversations ? { kind: 'threads', open: threads.open } : undefined,
    mergeState === 'behind' ? { kind: 'behind' } : undefined,
  ];
  const found = blockers.filter(blocker => blocker !== undefined);
  if (found.length > 0) return found;
  if (mergeable === undefined || mergeState === 'unknown') return [{ kind: 'workingOut' }];
  return mergeState === 'blocked' ? [{ kind: 'hidden' }] : [];
}

/** Somebody asked for changes. Where they are asked to look again, the author has answered: it comes after the checks. */
function changesOf({ reviews, asked }: PullRequestStory): Extract<Blocker, { kind: 'changes' }> | undefined {
  const against = reviews.filter(({ said }) => said === 'changes');
  if (against.length === 0) return undefined;
  const by = against.map(each => each.by);
  return { kind: 'changes', by, answered: by.every(name => asked.includes(name)) };
}

/** Approvals that are missing, as far as it may be read how many are needed. */
function reviewOf({ reviews, asked, gate, mergeState }: PullRequestStory): Blocker | undefined {
  const approved = reviews.filter(({ said }) => said === 'approved').length;
  if (reviews.some(({ said }) => said === 'changes')) return undefined;
  if (gate.approvals === undefined)
    return mergeState === 'blocked' && approved === 0
      ? { kind: 'review', missing: undefined, asked }
      : undefined;
  const missing = gate.approvals - approved;
  if (missing > 0) return { kind: 'review', missing, asked };
  // enough said yes, and GitHub still holds it back while somebody is asked: an owner of the code is missing
  return gate.owners && mergeState === 'blocked' && asked.length > 0
    ? { kind: 'review', missing: undefined, asked }
    : undefined;
}

function stateOf({ kind }: Blocker): Standing['state'] {
  switch (kind) {
    case 'draft':
    case 'conflict':
    case 'changes':
    case 'failed':
    case 'running':
    case 'review':
    case 'workingOut':
      return kind;
    default:
      return 'blocked';
  }
}

function turnOf(blocker: Blocker): Turn {
  switch (blocker.kind) {
    case 'changes':
      return blocker.answered ? 'reviewers' : 'author';
    case 'review':
      return blocker.asked.length > 0 ? 'reviewers' : 'nobodyAsked';
    case 'waiting':
      return 'approver';
    case 'running':
    case 'workingOut':
      return 'machines';
    case 'hidden':
      return 'unknown';
    default:
      return 'author';
  }
}
