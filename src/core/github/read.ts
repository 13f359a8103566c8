/** Asks GitHub about one repository. Each function reads a few replies and answers with one moment: the oldest. */
import type * as z from 'zod/mini';
import type { RepositoryAddress } from './address';
import {
  checksFrom,
  gateFrom,
  oneLine,
  pullFrom,
  repositoryFrom,
  reviewsFrom,
  storyFrom,
  talkFrom,
} from './map';
import {
  branchShape,
  checkRunShape,
  commitStatusShape,
  protectionShape,
  pullShape,
  releaseShape,
  repositoryShape,
  reviewShape,
  ruleShape,
  threadsQuery,
  threadsShape,
  wholePullShape,
} from './shapes';
import {
  GitHubTrouble,
  type Answer,
  type Gate,
  type GitHubApi,
  type PullRequest,
  type PullRequestStory,
  type Release,
  type Repository,
} from './types';

type Named = Pick<RepositoryAddress, 'owner' | 'name'>;

/** A reply that has the shape it should have; a reply that has not is a trouble of its own. */
export function shaped<Shape extends z.ZodMiniType>(
  shape: Shape,
  { value, ...rest }: Answer<unknown>,
): Answer<z.output<Shape>> {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new GitHubTrouble({ kind: 'invalid' });
  return { value: parsed.data, ...rest };
}

/** The items of a list that have the shape they should have; one that has not spoils the list. */
export function shapedList<Shape extends z.ZodMiniType>(
  shape: Shape,
  { value, ...rest }: Answer<{ readonly items: readonly unknown[]; readonly more: boolean }>,
): Answer<{ readonly items: readonly z.output<Shape>[]; readonly more: boolean }> {
  const items = value.items.map(item => shaped(shape, { value: item, at: rest.at }).value);
  return { value: { items, more: value.more }, ...rest };
}

/** `value` as old as the oldest of the answers it is made of, and as troubled as the first of them. */
export function together<Value>(
  value: Value,
  answers: readonly (Answer<unknown> | undefined)[],
): Answer<Value> {
  const all = answers.filter(each => each !== undefined);
  const trouble = all.find(each => each.trouble)?.trouble;
  return { value, at: Math.min(...all.map(({ at }) => at)), ...(trouble ? { trouble } : {}) };
}

/** An answer, or nothing where this sign-in may not read it or there is none. Other troubles stay troubles. */
export async function ifTold<Value>(asking: Promise<Answer<Value>>): Promise<Answer<Value> | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (
      error instanceof GitHubTrouble &&
      (error.trouble.kind === 'missing' || error.trouble.kind === 'forbidden')
    )
      return undefined;
    throw error;
  }
}

const named = ({ owner, name }: Named) => ({ owner, repo: name });

export async function readRepository(api: GitHubApi, address: Named): Promise<Answer<Repository>> {
  const answer = shaped(repositoryShape, await api.get('GET /repos/{owner}/{repo}', named(address)));
  return together(repositoryFrom(answer.value, address), [answer]);
}

/** Open pull requests, the ones that changed last first; at most 300. */
export async function readOpenPulls(
  api: GitHubApi,
  repository: Named,
): Promise<Answer<{ readonly items: readonly PullRequest[]; readonly more: boolean }>> {
  const route = 'GET /repos/{owner}/{repo}/pulls';
  const parameters = {
    ...named(repository),
    state: 'open',
    sort: 'updated',
    direction: 'desc',
    per_page: 100,
  };
  const answer = shapedList(pullShape, await api.list(route, parameters, 3));
  return together({ items: answer.value.items.map(pullFrom), more: answer.value.more }, [answer]);
}

/** The latest release; `undefined` where there is none. */
export async function readLatestRelease(
  api: GitHubApi,
  repository: Named,
): Promise<Answer<Release> | undefined> {
  const answer = await ifTold(api.get('GET /repos/{owner}/{repo}/releases/latest', named(repository)));
  if (!answer) return undefined;
  const { tag_name, name, published_at } = shaped(releaseShape, answer).value;
  return together({ tag: oneLine(tag_name), name: oneLine(name ?? ''), at: published_at ?? undefined }, [
    answer,
  ]);
}

/**
 * The pull request of a branch: the open one, else the one that changed last. For a fork it is in the repository
 * that the fork was made of. `undefined`: there is none.
 */
export async function findPull(
  api: GitHubApi,
  repository: Repository,
  head: { readonly owner: string; readonly branch: string },
): Promise<Answer<{ readonly pull: PullRequest; readonly where: Named } | undefined>> {
  const places: readonly Named[] = [...(repository.parent ? [repository.parent] : []), repository];
  const answers: Answer<unknown>[] = [];
  let latest: { readonly pull: PullRequest; readonly where: Named } | undefined;
  for (const where of places) {
    const answer = await ifTold(
      api.get('GET /repos/{owner}/{repo}/pulls', {
        ...named(where),
        state: 'all',
        head: `${head.owner}:${head.branch}`,
        sort: 'updated',
        direction: 'desc',
        per_page: 20,
      }),
    );
    if (!answer) continue;
    answers.push(answer);
    const list = Array.isArray(answer.value) ? (answer.value as readonly unknown[]) : [answer.value];
    const pulls = list
      .map(item => pullFrom(shaped(pullShape, { value: item, at: answer.at }).value))
      // a server that does not know the filter answers with everything
      .filter(({ from }) => from.branch === head.branch);
    const found = pulls.find(({ state }) => state === 'open') ?? pulls[0];
    if (found?.state === 'open') return together({ pull: found, where }, answers);
    if (found && (!latest || found.updated > latest.pull.updated)) latest = { pull: found, where };
  }
  if (answers.length === 0) throw new GitHubTrouble({ kind: 'missing' });
  return together(latest, answers);
}

/** What the branch demands that a pull request is merged into. */
async function readGate(
  api: GitHubApi,
  where: Named,
  branch: string,
  admin: boolean,
): Promise<readonly [Gate, readonly (Answer<unknown> | undefined)[]]> {
  const parameters = { ...named(where), branch };
  const [own, rules, protection] = await Promise.all([
    ifTold(api.get('GET /repos/{owner}/{repo}/branches/{branch}', parameters)),
    ifTold(
      api.list('GET /repos/{owner}/{repo}/rules/branches/{branch}', { ...parameters, per_page: 100 }, 3),
    ),
    admin ? ifTold(api.get('GET /repos/{owner}/{repo}/branches/{branch}/protection', parameters)) : undefined,
  ]);
  const gate = gateFrom({
    branch: own && shaped(branchShape, own).value,
    rules: rules && shapedList(ruleShape, rules).value.items,
    protection: protection && shaped(protectionShape, protection).value,
  });
  return [gate, [own, rules, protection]];
}

/** Everything that decides what happens to one pull request. */
export async function readPullStory(
  api: GitHubApi,
  where: Named,
  number: number,
  admin: boolean,
): Promise<Answer<PullRequestStory>> {
  const parameters = { ...named(where), pull_number: number };
  const pull = shaped(
    wholePullShape,
    await api.get('GET /repos/{owner}/{repo}/pulls/{pull_number}', parameters),
  );
  const { head, base } = pull.value;
  const commit = { ...named(where), ref: head.sha, per_page: 100 };
  const [reviews, runs, statuses, talk, [gate, gateAnswers]] = await Promise.all([
    api.list('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { ...parameters, per_page: 100 }, 5),
    api.list('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', commit, 5),
    api.get('GET /repos/{owner}/{repo}/commits/{ref}/status', commit),
    readTalk(api, where, number),
    readGate(api, where, base.ref, admin),
  ]);
  const { author } = pullFrom(pull.value);
  const story = storyFrom(pull.value, {
    reviews: reviewsFrom(shapedList(reviewShape, reviews).value.items, author, head.sha),
    checks: checksFrom(
      {
        runs: shapedList(checkRunShape, runs).value.items,
        statuses: shaped(commitStatusShape, statuses).value.statuses,
      },
      gate.checks,
    ),
    threads: talk?.value.threads,
    queued: talk?.value.queued,
    gate,
  });
  return together(story, [pull, reviews, runs, statuses, talk, ...gateAnswers]);
}

/** Conversations and queue; nothing where this GitHub is too old to tell, because the rest stands without them. */
async function readTalk(
  api: GitHubApi,
  { owner, name }: Named,
  number: number,
): Promise<Answer<Pick<PullRequestStory, 'threads' | 'queued'>> | undefined> {
  try {
    const answer = shaped(threadsShape, await api.ask(threadsQuery, { owner, repo: name, number }));
    return together(talkFrom(answer.value), [answer]);
  } catch (error) {
    if (
      error instanceof GitHubTrouble &&
      error.trouble.kind !== 'expired' &&
      error.trouble.kind !== 'signedOut'
    )
      return undefined;
    throw error;
  }
}
