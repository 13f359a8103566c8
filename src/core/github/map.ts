/** From GitHub's replies to facts. */
import type * as z from 'zod/mini';
import { splitName, type RepositoryAddress } from './address';
import type {
  CheckReplies,
  GateReplies,
  PullReply,
  repositoryShape,
  ReviewReply,
  threadsShape,
  WholePullReply,
} from './shapes';
import type { Check, Gate, MergeMethod, PullRequest, PullRequestStory, Repository, Review } from './types';

const longest = 300;

/** One line of somebody's text, of a length that a card can hold. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** A person's name at GitHub; accounts that were deleted have none. */
const login = (user: { readonly login: string } | null | undefined): string =>
  oneLine(user?.login ?? 'ghost');

/** The repository, and whether it answered under another name than it was asked by. */
export function repositoryFrom(
  reply: z.infer<typeof repositoryShape>,
  asked: Pick<RepositoryAddress, 'owner' | 'name'>,
): Repository {
  const own = splitName(reply.full_name) ?? asked;
  const parent = reply.parent ? splitName(reply.parent.full_name) : undefined;
  const allowed: readonly (readonly [MergeMethod, boolean | null | undefined])[] = [
    ['merge', reply.allow_merge_commit],
    ['squash', reply.allow_squash_merge],
    ['rebase', reply.allow_rebase_merge],
  ];
  return {
    owner: own.owner,
    name: own.name,
    private: reply.private,
    defaultBranch: reply.default_branch,
    parent: parent && reply.parent ? { ...parent, defaultBranch: reply.parent.default_branch } : undefined,
    methods: allowed.some(([, value]) => value === undefined || value === null)
      ? undefined
      : allowed.filter(([, value]) => value === true).map(([method]) => method),
    admin: reply.permissions?.admin === true,
    renamed:
      own.owner.toLowerCase() !== asked.owner.toLowerCase() ||
      own.name.toLowerCase() !== asked.name.toLowerCase(),
  };
}

export const pullFrom = (reply: PullReply): PullRequest => ({
  number: reply.number,
  title: oneLine(reply.title),
  author: login(reply.user),
  state: reply.merged_at !== null ? 'merged' : reply.state === 'open' ? 'open' : 'closed',
  draft: reply.draft === true,
  from: { branch: reply.head.ref, sha: reply.head.sha, repository: reply.head.repo?.full_name },
  into: reply.base.ref,
  opened: reply.created_at,
  updated: reply.updated_at,
  asked: [
    ...(reply.requested_reviewers ?? []).map(login),
    ...(reply.requested_teams ?? []).map(({ name }) => oneLine(name)),
  ],
  autoMerge: reply.auto_merge !== null && reply.auto_merge !== undefined,
});

const saidBy: Readonly<Record<string, Review['said']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

/** The last word of each reviewer: a later remark does not take back an approval or a request. */
export function reviewsFrom(
  replies: readonly ReviewReply[],
  author: string,
  head: string,
): readonly Review[] {
  const last = new Map<string, Review>();
  for (const { user, state, submitted_at, commit_id } of replies) {
    const said = saidBy[state];
    const by = login(user);
    if (said === undefined || by === author) continue;
    const before = last.get(by);
    if (said === 'commented' && before !== undefined && before.said !== 'commented') continue;
    last.set(by, { by, said, at: submitted_at, old: typeof commit_id === 'string' && commit_id !== head });
  }
  return [...last.values()];
}

const passed = new Set(['success', 'neutral']);

function resultOf(status: string, conclusion: string | null): Check['result'] {
  if (status !== 'completed') return status === 'waiting' ? 'waiting' : 'running';
  if (conclusion === 'skipped') return 'skipped';
  if (conclusion === 'action_required') return 'waiting';
  return passed.has(conclusion ?? '') ? 'passed' : 'failed';
}

const resultOfStatus = (state: string): Check['result'] =>
  state === 'success' ? 'passed' : state === 'pending' ? 'running' : 'failed';

/** Check runs and the older commit statuses together, and required ones that nothing has reported yet. */
export function checksFrom({ runs, statuses }: CheckReplies, required: readonly string[]): readonly Check[] {
  const found = new Map<string, Check>();
  const add = (name: string, result: Check['result']) => {
    const before = found.get(name);
    // one name can stand for several runs: the worst of them decides
    if (before && order.indexOf(before.result) <= order.indexOf(result)) return;
    found.set(name, { name: oneLine(name), result, required: required.includes(name) });
  };
  for (const { name, status, conclusion } of runs) add(name, resultOf(status, conclusion));
  for (const { context, state } of statuses) add(context, resultOfStatus(state));
  for (const name of required) if (!found.has(name)) add(name, 'missing');
  return [...found.values()].sort(
    (a, b) =>
      Number(b.required) - Number(a.required) ||
      order.indexOf(a.result) - order.indexOf(b.result) ||
      (a.name < b.name ? -1 : 1),
  );
}

const order: readonly Check['result'][] = ['failed', 'waiting', 'running', 'missing', 'passed', 'skipped'];

const isMethod = (text: string): text is MergeMethod =>
  text === 'merge' || text === 'squash' || text === 'rebase';

/** Rules, the public part of the branch's protection, and the rest of it where it may be read, as one gate. */
export function gateFrom({ branch, rules, protection }: GateReplies): Gate {
  const parameters = (type: string) =>
    (rules ?? []).flatMap(rule => (rule.type === type ? [rule.parameters ?? {}] : []));
  const reviews = parameters('pull_request');
  const checks = parameters('required_status_checks');
  const classic = branch?.protected === true;
  const approvals = [
    ...reviews.map(each => each.required_approving_review_count ?? 0),
    ...(protection?.required_pull_request_reviews
      ? [protection.required_pull_request_reviews.required_approving_review_count ?? 0]
      : []),
  ];
  const methods = reviews.flatMap(each => (each.allowed_merge_methods ? [each.allowed_merge_methods] : []));
  const hidden = classic && protection === undefined && reviews.length === 0;
  return {
    guarded: classic || (rules ?? []).length > 0,
    approvals: approvals.length > 0 ? Math.max(...approvals) : hidden || rules === undefined ? undefined : 0,
    owners:
      reviews.some(each => each.require_code_owner_review === true) ||
      protection?.required_pull_request_reviews?.require_code_owner_reviews === true,
    conversations:
      reviews.some(each => each.required_review_thread_resolution === true) ||
      protection?.required_conversation_resolution?.enabled === true,
    upToDate:
      checks.some(each => each.strict_required_status_checks_policy === true) ||
      protection?.required_status_checks?.strict === true,
    checks: [
      ...new Set([
        ...checks.flatMap(each => (each.required_status_checks ?? []).map(({ context }) => context)),
        ...(branch?.protection?.required_status_checks?.contexts ?? []),
        ...(protection?.required_status_checks?.contexts ?? []),
      ]),
    ],
    queue: (rules ?? []).some(({ type }) => type === 'merge_queue'),
    methods:
      methods.length === 0
        ? undefined
        : (['merge', 'squash', 'rebase'] as const).filter(each =>
            methods.every(allowed => allowed.filter(isMethod).includes(each)),
          ),
    partly: branch === undefined || rules === undefined || (classic && protection === undefined),
  };
}

/** Conversations and queue of the GraphQL reply. */
export function talkFrom({
  repository: { pullRequest },
}: z.infer<typeof threadsShape>): Pick<PullRequestStory, 'threads' | 'queued'> {
  const { reviewThreads, mergeQueueEntry } = pullRequest;
  const nodes = reviewThreads.nodes ?? [];
  return {
    threads: {
      open: nodes.filter(node => node?.isResolved === false).length,
      more: reviewThreads.totalCount > nodes.length,
    },
    queued: mergeQueueEntry
      ? {
          place: mergeQueueEntry.position,
          stuck: mergeQueueEntry.state === 'UNMERGEABLE',
          seconds: mergeQueueEntry.estimatedTimeToMerge ?? undefined,
        }
      : undefined,
  };
}

/** The pull request with what the other replies add. */
export const storyFrom = (
  reply: WholePullReply,
  rest: Pick<PullRequestStory, 'reviews' | 'checks' | 'threads' | 'queued' | 'gate'>,
): PullRequestStory => ({
  ...pullFrom(reply),
  ...rest,
  merged:
    reply.merged_at === null
      ? undefined
      : {
          at: reply.merged_at,
          by: reply.merged_by ? login(reply.merged_by) : undefined,
          commit: reply.merge_commit_sha ?? undefined,
        },
  mergeable: reply.mergeable ?? undefined,
  mergeState: reply.mergeable_state,
});
