/** Asks GitHub what runs where. */
import type { RepositoryAddress } from './address';
import { behindFrom, byEnvironment, environmentFrom, inOrder } from './environments';
import { ifTold, shaped, shapedList, together } from './read';
import {
  comparisonShape,
  deploymentShape,
  deploymentStatusShape,
  type ComparisonReply,
  type DeploymentReply,
} from './shapes';
import type { Answer, Behind, Deployments, Environment, GitHubApi } from './types';

type Named = Pick<RepositoryAddress, 'owner' | 'name'>;

const mostEnvironments = 8;
const route = 'GET /repos/{owner}/{repo}/compare/{basehead}';

/** How two commits lie: `ahead` means that `head` has everything of `base` and more. */
export async function compareCommits(
  api: GitHubApi,
  where: Named,
  base: string,
  head: string,
): Promise<Answer<ComparisonReply>> {
  // a name with dots in it would be read as another question
  if (!/^[0-9a-f]{40,64}$/.test(base)) throw new Error('not a commit');
  return shaped(
    comparisonShape,
    await api.get(route, {
      owner: where.owner,
      repo: where.name,
      basehead: `${base}...${head}`,
    }),
  );
}

/** Whether the commit `inner` is in the history of `outer`, as GitHub knows it. */
export async function isContained(
  api: GitHubApi,
  where: Named,
  inner: string,
  outer: string,
): Promise<boolean | undefined> {
  if (inner === outer) return true;
  const status = (await ifTold(compareCommits(api, where, inner, outer)))?.value.status;
  return status === undefined ? undefined : status === 'ahead' || status === 'identical';
}

/**
 * Every lasting environment. `depth`: of how many deployments of each the outcome is asked; the earlier history of
 * what runs there stays unread.
 */
export async function readDeployments(
  api: GitHubApi,
  repository: Named & { readonly defaultBranch: string },
  depth: number,
): Promise<Answer<Deployments>> {
  const where = { owner: repository.owner, repo: repository.name };
  const listed = shapedList(
    deploymentShape,
    await api.list('GET /repos/{owner}/{repo}/deployments', { ...where, per_page: 100 }, 2),
  );
  const production = await readProduction(api, where, listed.value);
  const { lasting, previews } = byEnvironment([...listed.value.items, ...production]);
  const read = await Promise.all(
    [...lasting]
      .slice(0, mostEnvironments)
      .map(([name, all]) => readEnvironment(api, repository, name, all, listed.value.more, depth)),
  );
  return together(
    {
      environments: inOrder(read.map(({ value }) => value)),
      previews,
      unread: Math.max(0, lasting.size - mostEnvironments),
    },
    [listed, ...read],
  );
}

/** In a long list of previews production may be too far back to be seen: then it is asked for by its name. */
async function readProduction(
  api: GitHubApi,
  where: { readonly owner: string; readonly repo: string },
  { items, more }: { readonly items: readonly DeploymentReply[]; readonly more: boolean },
): Promise<readonly DeploymentReply[]> {
  if (!more || items.some(({ environment }) => /^production$/i.test(environment))) return [];
  const found = await Promise.all(
    ['production', 'Production'].map(async environment =>
      shapedList(
        deploymentShape,
        await api.list('GET /repos/{owner}/{repo}/deployments', { ...where, environment, per_page: 30 }, 1),
      ),
    ),
  );
  return [
    ...new Map(found.flatMap(({ value }) => value.items.map(each => [each.id, each] as const))).values(),
  ];
}

async function readEnvironment(
  api: GitHubApi,
  repository: Named & { readonly defaultBranch: string },
  name: string,
  all: readonly DeploymentReply[],
  more: boolean,
  depth: number,
): Promise<Answer<Environment>> {
  const where = { owner: repository.owner, repo: repository.name };
  const records = await Promise.all(
    all.slice(0, depth).map(async deployment => {
      const parameters = { ...where, deployment_id: deployment.id, per_page: 100 };
      const answer = shapedList(
        deploymentStatusShape,
        await api.list('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', parameters, 1),
      );
      return { deployment, answer };
    }),
  );
  const environment = environmentFrom(
    name,
    records.map(({ deployment, answer }) => ({ deployment, statuses: answer.value.items })),
    all.length <= depth && !more,
  );
  const answers = records.map(({ answer }) => answer);
  const { running, history } = environment;
  if (!running) return together({ ...environment, rolledBack: false, behind: undefined }, answers);
  const [behind, rolledBack] = await Promise.all([
    readBehind(api, repository, running.sha),
    isOlder(api, repository, running.sha, history.find(({ at }) => at !== running.at)?.sha),
  ]);
  return together({ ...environment, rolledBack, behind: behind?.value }, [...answers, behind]);
}

async function readBehind(
  api: GitHubApi,
  repository: Named & { readonly defaultBranch: string },
  sha: string,
): Promise<Answer<Behind> | undefined> {
  const answer = await ifTold(compareCommits(api, repository, sha, repository.defaultBranch));
  return answer && together(behindFrom(answer.value), [answer]);
}

/** Whether what runs is an ancestor of what ran before it: somebody went back. */
async function isOlder(
  api: GitHubApi,
  where: Named,
  running: string,
  before: string | undefined,
): Promise<boolean> {
  if (before === undefined || before === running) return false;
  return (await isContained(api, where, running, before)) === true;
}
