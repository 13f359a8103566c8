// The life of one pull request of the sample product, as GitHub's replies tell it, step by step.
import { example } from './description.mjs';

/** In the order in which they happen. */
export const steps = /** @type {const} */ ([
  'draft',
  'changes',
  'failing',
  'approved',
  'queued',
  'merged',
  'staging',
  'production',
  'rolledBack',
]);
/** @typedef {typeof steps[number]} Step */

/**
 * @typedef {object} World
 * @property {Step} step
 * @property {string} owner
 * @property {string} name
 * @property {string} branch the branch of the pull request
 * @property {string} head its newest commit
 * @property {readonly string[]} main commits of the default branch's own line, oldest first
 * @property {string} merge the commit that brings the pull request
 * @property {boolean} records deployments are recorded
 * @property {string} title of the pull request
 * @property {number} crowd so many other pull requests are open
 */

const minute = 60_000;
const day = 24 * 60 * minute;
/** The moment the story is told from: it stands still, so that replies that say the same are the same. */
const told = Math.floor(Date.now() / minute) * minute;
/** @param {number} before milliseconds */
const ago = before => new Date(told - before).toISOString().replace(/\.\d+Z$/, 'Z');
/** @param {World} world @param {Step} wanted */
const reached = ({ step }, wanted) => steps.indexOf(step) >= steps.indexOf(wanted);

/** @param {string} login @param {any} like */
const user = (login, like) => ({ ...like, login });

/** @param {World} world */
export function repository({ owner, name }) {
  const base = example('full-repository-default-response');
  return {
    ...base,
    name,
    full_name: `${owner}/${name}`,
    owner: user(owner, base.owner),
    private: false,
    fork: false,
    parent: undefined,
    source: undefined,
    language: 'TypeScript',
    default_branch: 'main',
    allow_merge_commit: false,
    allow_squash_merge: true,
    allow_rebase_merge: false,
    permissions: { ...base.permissions, admin: false },
  };
}

/** The pull request as the lists have it. @param {World} world */
export function pullSimple(world) {
  const [base] = example('pull-request-simple-items');
  return { ...base, ...pullFields(world, base), labels: [] };
}

/** @param {World} world @param {any} base */
function pullFields(world, base) {
  const merged = reached(world, 'merged');
  const repo = { ...base.head.repo, full_name: `${world.owner}/${world.name}`, name: world.name };
  return {
    number: 128,
    title: world.title,
    user: user('ana', base.user),
    state: merged ? 'closed' : 'open',
    draft: world.step === 'draft',
    created_at: ago(3 * day),
    updated_at: ago(10 * minute),
    closed_at: merged ? ago(5 * minute) : null,
    merged_at: merged ? ago(5 * minute) : null,
    merge_commit_sha: merged ? world.merge : null,
    requested_reviewers: world.step === 'failing' ? [user('tom', base.user)] : [],
    requested_teams: [],
    head: { ...base.head, ref: world.branch, sha: world.head, label: `${world.owner}:${world.branch}`, repo },
    base: { ...base.base, ref: 'main', sha: world.main.at(-1), repo },
    auto_merge: null,
    milestone: null,
  };
}

/** The pull request alone, with what GitHub works out about it. @param {World} world */
export function pull(world) {
  const base = example('pull-request');
  const merged = reached(world, 'merged');
  const state = { draft: 'draft', approved: 'clean', queued: 'clean' };
  return {
    ...base,
    ...pullFields(world, base),
    labels: [],
    merged,
    merged_by: merged ? user('lena', base.user) : null,
    mergeable: merged ? null : true,
    mergeable_state: merged
      ? 'unknown'
      : (/** @type {Record<string, string>} */ (state)[world.step] ?? 'blocked'),
  };
}

/** @param {World} world */
export function reviews(world) {
  const [base] = example('pull-request-review-items');
  /** @param {string} state @param {number} when @param {string} commit */
  const by = (state, when, commit) => ({
    ...base,
    user: user('tom', base.user),
    state,
    submitted_at: ago(when),
    commit_id: commit,
  });
  if (world.step === 'draft') return [];
  const first = by(
    'CHANGES_REQUESTED',
    2 * day,
    world.step === 'changes' ? world.head : (world.main[0] ?? ''),
  );
  return reached(world, 'approved') ? [first, by('APPROVED', 60 * minute, world.head)] : [first];
}

/** @param {World} world */
export function checkRuns({ step, head }) {
  const base = example('check-run-paginated');
  const [run] = base.check_runs;
  const runs = ['lint', 'test'].map(name => ({
    ...run,
    name,
    head_sha: head,
    status: 'completed',
    conclusion: step === 'failing' && name === 'test' ? 'failure' : 'success',
  }));
  return { ...base, total_count: runs.length, check_runs: runs };
}

/** @param {World} world */
export const status = ({ head }) => ({
  ...example('combined-commit-status'),
  sha: head,
  total_count: 0,
  statuses: [],
});

export const branch = () => ({ ...example('branch-get'), name: 'main', protected: false });

export function rules() {
  const [base] = example('repository-rule-items');
  /** @param {string} type @param {any} parameters */
  const rule = (type, parameters) => ({ ...base, type, parameters });
  return [
    rule('pull_request', {
      allowed_merge_methods: ['squash'],
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_approving_review_count: 1,
      required_review_thread_resolution: true,
    }),
    rule('required_status_checks', {
      required_status_checks: [{ context: 'lint' }, { context: 'test' }],
      strict_required_status_checks_policy: false,
    }),
    rule('merge_queue', {
      check_response_timeout_minutes: 60,
      grouping_strategy: 'ALLGREEN',
      max_entries_to_build: 5,
      max_entries_to_merge: 5,
      merge_method: 'SQUASH',
      min_entries_to_merge: 1,
      min_entries_to_merge_wait_minutes: 5,
    }),
  ];
}

/** What a GraphQL question about the pull request finds. @param {World} world */
export function talk(world) {
  const open = world.step === 'changes' ? 1 : 0;
  return {
    repository: {
      pullRequest: {
        reviewThreads: {
          totalCount: 2,
          nodes: [{ isResolved: open === 0 }, { isResolved: true }],
        },
        mergeQueueEntry:
          world.step === 'queued' ? { position: 2, state: 'QUEUED', estimatedTimeToMerge: 600 } : null,
      },
    },
  };
}

/** Newest first: what each deployment was, and what became of it. @param {World} world */
function deployed(world) {
  if (!world.records) return [];
  const { main, merge } = world;
  const before = main.at(-1) ?? '';
  const older = main.at(-2) ?? before;
  /** @type {{ id: number, environment: string, sha: string, states: [string, number][] }[]} */
  const all = [
    { id: 1, environment: 'production', sha: older, states: [['success', 9 * day]] },
    { id: 2, environment: 'staging', sha: before, states: [['success', 4 * day]] },
    { id: 3, environment: 'production', sha: before, states: [['success', 3 * day]] },
    { id: 4, environment: 'preview-57', sha: before, states: [['success', day]] },
    ...(reached(world, 'staging')
      ? [
          {
            id: 5,
            environment: 'staging',
            sha: merge,
            states: /** @type {[string, number][]} */ ([['success', 4 * minute]]),
          },
        ]
      : []),
    ...(reached(world, 'production')
      ? [
          {
            id: 6,
            environment: 'production',
            sha: merge,
            states: /** @type {[string, number][]} */ ([['success', 3 * minute]]),
          },
        ]
      : []),
    ...(reached(world, 'rolledBack')
      ? [
          {
            id: 7,
            environment: 'production',
            sha: before,
            states: /** @type {[string, number][]} */ ([['success', 2 * minute]]),
          },
        ]
      : []),
  ];
  return all.reverse();
}

/** @param {World} world */
export function deployments(world) {
  const [base] = example('deployment-items');
  return deployed(world).map(({ id, environment, sha, states }) => ({
    ...base,
    id,
    environment,
    original_environment: environment,
    sha,
    ref: 'main',
    created_at: ago((states[0]?.[1] ?? 0) + minute),
    transient_environment: environment.startsWith('preview'),
    production_environment: environment === 'production',
  }));
}

/** Newest first; a success ends what ran before in the same environment. @param {World} world @param {number} id */
export function deploymentStatuses(world, id) {
  const [base] = example('deployment-status-items');
  const all = deployed(world);
  const own = all.find(each => each.id === id);
  if (!own) return undefined;
  const next = all.filter(each => each.environment === own.environment && each.id > id).at(-1);
  const states = [...(next ? [['inactive', next.states[0]?.[1] ?? 0]] : []), ...own.states];
  return states.map(([state, before], index) => ({
    ...base,
    id: id * 10 + states.length - index,
    state,
    environment: own.environment,
    created_at: ago(Number(before)),
  }));
}

export const release = () => ({
  ...example('release'),
  tag_name: 'v2.8.0',
  name: 'Version 2.8',
  published_at: ago(6 * day),
});

/** The commits from `base` to `head`, where both are known. @param {World} world @param {string} base @param {string} head */
export function comparison(world, base, head) {
  const line = reached(world, 'merged') ? [...world.main, world.merge] : [...world.main];
  const tip = head === 'main' ? line.at(-1) : head;
  const [from, to] = [line.indexOf(base), line.indexOf(tip ?? '')];
  if (from < 0 || to < 0) return undefined;
  const reply = example('commit-comparison');
  const [commit] = reply.commits;
  const between = line.slice(from + 1, to + 1);
  return {
    ...reply,
    status: from === to ? 'identical' : from < to ? 'ahead' : 'behind',
    ahead_by: Math.max(0, to - from),
    behind_by: Math.max(0, from - to),
    total_commits: between.length,
    commits: between.map((sha, index) => ({
      ...commit,
      sha,
      commit: {
        ...commit.commit,
        message: sha === world.merge ? `${world.title} (#128)\n\nWith tests.` : `Change ${sha.slice(0, 7)}`,
      },
      parents: [{ ...commit.parents[0], sha: between[index - 1] ?? base }],
    })),
    files: [],
  };
}
