/** What GitHub's deployment records mean: what runs where, since when, and what is on its way there. */
import type { ComparisonReply, DeploymentReply, DeploymentStatusReply } from './shapes';
import { oneLine } from './map';
import type { Behind, Deployed, Environment } from './types';

/** A deployment with all its statuses, newest first. */
export interface DeploymentRecord {
  readonly deployment: DeploymentReply;
  readonly statuses: readonly DeploymentStatusReply[];
}

/** Deployments of lasting environments, each environment's newest first; previews only counted. */
export function byEnvironment(deployments: readonly DeploymentReply[]): {
  readonly lasting: ReadonlyMap<string, readonly DeploymentReply[]>;
  readonly previews: number;
} {
  const all = new Map<string, DeploymentReply[]>();
  for (const each of [...deployments].sort(newestFirst))
    all.set(each.environment, [...(all.get(each.environment) ?? []), each]);
  const kept = [...all].filter(([, [newest]]) => newest?.transient_environment !== true);
  // where there are many, production is not the one to leave out
  const lasting = new Map(
    kept.sort(([one, [a]], [other, [b]]) => Number(isProduction(other, b)) - Number(isProduction(one, a))),
  );
  return { lasting, previews: all.size - lasting.size };
}

const newestFirst = (a: { readonly created_at: string }, b: { readonly created_at: string }): number =>
  Date.parse(b.created_at) - Date.parse(a.created_at);

/** GitHub's own mark, or a name that says so. */
const isProduction = (name: string, newest: DeploymentReply | undefined): boolean =>
  newest?.production_environment === true || /^prod(uction)?$|^live$/i.test(name.trim());

/** When a deployment succeeded; the last time, where it did so twice. */
function successOf({ deployment, statuses }: DeploymentRecord): Deployed | undefined {
  const success = statuses.find(({ state }) => state === 'success');
  return success && { sha: deployment.sha, at: success.created_at };
}

const comingStates = new Set(['pending', 'queued', 'in_progress', 'waiting']);
const failedStates = new Set(['failure', 'error']);

/**
 * One environment by its newest deployments. `whole`: older ones than `records` do not exist. Whether what runs is
 * older than what ran before, and what waits behind it, other questions tell.
 */
export function environmentFrom(
  name: string,
  records: readonly DeploymentRecord[],
  whole: boolean,
): Omit<Environment, 'rolledBack' | 'behind'> {
  const sorted = records.map(({ deployment, statuses }) => ({
    deployment,
    statuses: [...statuses].sort(newestFirst),
  }));
  const succeeded = sorted
    .flatMap(record => {
      const success = successOf(record);
      return success ? [{ ...success, stopped: record.statuses[0]?.state === 'inactive' }] : [];
    })
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  // an older one is switched off when a newer one succeeds; the newest only when the environment itself is
  const active = succeeded.find(({ stopped }) => !stopped);
  const running = active && { sha: active.sha, at: active.at };
  const after = ({ at }: { readonly at: string }) =>
    running === undefined || Date.parse(at) > Date.parse(running.at);
  const newest = (states: ReadonlySet<string>) =>
    sorted
      .flatMap(({ deployment, statuses }) => {
        const state = statuses[0]?.state ?? 'pending';
        const at = statuses[0]?.created_at ?? deployment.created_at;
        return states.has(state) ? [{ sha: deployment.sha, at, waiting: state === 'waiting' }] : [];
      })
      .find(after);
  const failed = newest(failedStates);
  return {
    name: oneLine(name),
    production: isProduction(name, sorted[0]?.deployment),
    running,
    history: succeeded.map(({ sha, at }) => ({ sha, at })),
    whole,
    coming: newest(comingStates),
    failed: failed && { sha: failed.sha, at: failed.at },
  };
}

/** What the default branch has and a deployed commit has not, as merged changes: steps of its own line. */
export function behindFrom({ total_commits, commits }: ComparisonReply): Behind {
  const known = new Map(commits.map(commit => [commit.sha, commit]));
  const line: typeof commits = [];
  for (let next = commits.at(-1); next; next = known.get(next.parents[0]?.sha ?? '')) line.push(next);
  return {
    count: line.length,
    more: total_commits > commits.length,
    titles: line.map(({ commit }) => titleOf(commit.message)),
  };
}

/** A merge's own first line says little; what it merged stands below. */
function titleOf(message: string): string {
  const [first = '', ...rest] = message.split('\n').map(line => line.trim());
  const below = rest.find(line => line !== '');
  return oneLine(/^Merge (pull request|branch)\b/.test(first) && below !== undefined ? below : first);
}

/** Production first, then by name. */
export const inOrder = (environments: readonly Environment[]): readonly Environment[] =>
  [...environments].sort((a, b) => Number(b.production) - Number(a.production) || (a.name < b.name ? -1 : 1));
