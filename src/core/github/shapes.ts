/** The parts of GitHub's replies that are used. What does not fit is a reply that is not understood, never a fact. */
import * as z from 'zod/mini';

const text = z.string();
const user = z.nullish(z.object({ login: text }));

export const repositoryShape = z.object({
  full_name: text,
  private: z.boolean(),
  default_branch: text,
  parent: z.nullish(z.object({ full_name: text, default_branch: text })),
  allow_merge_commit: z.nullish(z.boolean()),
  allow_squash_merge: z.nullish(z.boolean()),
  allow_rebase_merge: z.nullish(z.boolean()),
  permissions: z.nullish(z.object({ admin: z.boolean() })),
});

const pull = {
  number: z.number(),
  title: text,
  user,
  state: text,
  draft: z.optional(z.boolean()),
  head: z.object({ ref: text, sha: text, repo: z.nullish(z.object({ full_name: text })) }),
  base: z.object({ ref: text }),
  created_at: text,
  updated_at: text,
  merged_at: z.nullable(text),
  requested_reviewers: z.nullish(z.array(z.object({ login: text }))),
  requested_teams: z.nullish(z.array(z.object({ name: text }))),
  auto_merge: z.nullish(z.looseObject({})),
};
export const pullShape = z.object(pull);
export type PullReply = z.infer<typeof pullShape>;

export const wholePullShape = z.object({
  ...pull,
  merged_by: user,
  merge_commit_sha: z.nullable(text),
  mergeable: z.nullable(z.boolean()),
  mergeable_state: text,
});
export type WholePullReply = z.infer<typeof wholePullShape>;

export const reviewShape = z.object({
  user,
  state: text,
  submitted_at: z.optional(text),
  commit_id: z.nullish(text),
});
export type ReviewReply = z.infer<typeof reviewShape>;

export const checkRunShape = z.object({ name: text, status: text, conclusion: z.nullable(text) });
export const commitStatusShape = z.object({
  statuses: z.array(z.object({ context: text, state: text })),
});
export type CheckReplies = {
  readonly runs: readonly z.infer<typeof checkRunShape>[];
  readonly statuses: z.infer<typeof commitStatusShape>['statuses'];
};

export const branchShape = z.object({
  protected: z.boolean(),
  protection: z.optional(
    z.object({ required_status_checks: z.nullish(z.object({ contexts: z.array(text) })) }),
  ),
});

export const ruleShape = z.object({
  type: text,
  parameters: z.optional(
    z.object({
      required_approving_review_count: z.optional(z.number()),
      require_code_owner_review: z.optional(z.boolean()),
      required_review_thread_resolution: z.optional(z.boolean()),
      allowed_merge_methods: z.optional(z.array(text)),
      required_status_checks: z.optional(z.array(z.object({ context: text }))),
      strict_required_status_checks_policy: z.optional(z.boolean()),
    }),
  ),
});

/** Only an administrator may read it. */
export const protectionShape = z.object({
  required_pull_request_reviews: z.optional(
    z.object({
      required_approving_review_count: z.optional(z.number()),
      require_code_owner_reviews: z.optional(z.boolean()),
    }),
  ),
  required_status_checks: z.optional(
    z.object({ strict: z.optional(z.boolean()), contexts: z.optional(z.array(text)) }),
  ),
  required_conversation_resolution: z.optional(z.object({ enabled: z.optional(z.boolean()) })),
});
export type GateReplies = {
  readonly branch: z.infer<typeof branchShape> | undefined;
  readonly rules: readonly z.infer<typeof ruleShape>[] | undefined;
  readonly protection: z.infer<typeof protectionShape> | undefined;
};

export const deploymentShape = z.object({
  id: z.number(),
  sha: text,
  environment: text,
  created_at: text,
  transient_environment: z.optional(z.boolean()),
  production_environment: z.optional(z.boolean()),
});
export type DeploymentReply = z.infer<typeof deploymentShape>;

export const deploymentStatusShape = z.object({ state: text, created_at: text });
export type DeploymentStatusReply = z.infer<typeof deploymentStatusShape>;

export const releaseShape = z.object({
  tag_name: text,
  name: z.nullable(text),
  published_at: z.nullable(text),
});

export const comparisonShape = z.object({
  status: text,
  total_commits: z.number(),
  commits: z.array(
    z.object({
      sha: text,
      commit: z.object({ message: text }),
      parents: z.array(z.object({ sha: text })),
    }),
  ),
});
export type ComparisonReply = z.infer<typeof comparisonShape>;

/** What only GraphQL tells: which conversations are open, and the place in the merge queue. */
export const threadsQuery = `query PullRequestTalk($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100) { totalCount nodes { isResolved } }
      mergeQueueEntry { position state estimatedTimeToMerge }
    }
  }
}`;

export const threadsShape = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewThreads: z.object({
        totalCount: z.number(),
        nodes: z.nullish(z.array(z.nullable(z.object({ isResolved: z.boolean() })))),
      }),
      mergeQueueEntry: z.nullish(
        z.object({ position: z.number(), state: text, estimatedTimeToMerge: z.nullish(z.number()) }),
      ),
    }),
  }),
});
