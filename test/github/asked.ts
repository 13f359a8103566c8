import { publicGitHub, type GitHubServer } from '../../src/core/github/address';
import { arrivals } from '../../src/core/github/arrivals';
import { changeCard } from '../../src/core/github/changeCard';
import { openPullBlocks } from '../../src/core/github/openPulls';
import { pullRequestCard } from '../../src/core/github/pullRequestCard';
import {
  findPull,
  readLatestRelease,
  readOpenPulls,
  readPullStory,
  readRepository,
} from '../../src/core/github/read';
import { isContained, readDeployments } from '../../src/core/github/readDeployments';
import { runsCard } from '../../src/core/github/runsCard';
import { arrivalSentence } from '../../src/core/github/arrivalWords';
import { pageAsMarkdown } from '../../src/core/now/markdown';
import type { Card, Page, Rich } from '../../src/core/now/page';
import { plain } from '../../src/core/now/rich';
import { english } from '../../src/core/translate';
import { GitHubClient } from '../../src/features/github/client';

export const repository = { owner: 'parcel', name: 'shop' };
const lessons = () => undefined;

/** github.com, which answers at the suite's own server. */
export const serverAt = (url: string): GitHubServer => ({ ...publicGitHub, api: url });

export interface TestClient {
  readonly client: GitHubClient;
  /** Lines of the log. */
  readonly lines: readonly string[];
  /** Origins that a request went to. */
  readonly contacted: ReadonlySet<string>;
  clock: number;
}

/** A client with a clock and a record of what it contacted; without a token it is signed out. */
export function clientAt(url: string, token: string | null = 'test-public'): TestClient {
  const lines: string[] = [];
  const contacted = new Set<string>();
  const made: { clock: number } = { clock: Date.now() };
  const client = new GitHubClient({
    server: serverAt(url),
    token: () => Promise.resolve(token ?? undefined),
    log: line => void lines.push(line),
    now: () => made.clock,
    fetch: (input, init) => {
      contacted.add(new URL(input instanceof Request ? input.url : input).origin);
      return fetch(input, init);
    },
  });
  return Object.assign(made, { client, lines, contacted });
}

const asText = (cards: readonly Card[], heading: Rich = ['Now']): string => {
  const page: Page = {
    destination: { place: 'now' },
    heading,
    headingStyle: 'title',
    sections: cards.map(card => ({ kind: 'card', card })),
  };
  return pageAsMarkdown(page, english).replaceAll('\\', '');
};

/** The card of the branch's pull request, as text. */
export async function pullText(client: GitHubClient, url: string, branch: string): Promise<string> {
  const own = await readRepository(client, repository);
  const found = await findPull(client, own.value, { owner: own.value.owner, branch });
  if (!found.value) return 'none';
  const { where, pull } = found.value;
  const story = await readPullStory(client, where, pull.number, own.value.admin);
  const commit = story.value.merged?.commit;
  const deployments = commit === undefined ? undefined : await readDeployments(client, own.value, 4);
  const arrived =
    commit === undefined || !deployments
      ? undefined
      : {
          environments: deployments.value.environments,
          found: await arrivals(deployments.value.environments, deployed =>
            isContained(client, own.value, commit, deployed),
          ),
        };
  return asText([
    pullRequestCard(
      {
        pull: story,
        where,
        server: serverAt(url),
        methods: own.value.methods,
        arrived,
        differences: [],
        now: new Date(),
      },
      english,
      lessons,
    ),
  ]);
}

/** What runs where and what is open, as text. */
export async function mainText(client: GitHubClient, url: string): Promise<string> {
  const own = await readRepository(client, repository);
  const pulls = await readOpenPulls(client, own.value);
  const deployments = await readDeployments(client, own.value, 4);
  const release = await readLatestRelease(client, own.value);
  const now = new Date();
  const open: Card = {
    key: 'open',
    title: 'Open',
    layout: 'plain',
    blocks: openPullBlocks(
      { pulls, where: own.value, server: serverAt(url), branches: undefined, now },
      english,
    ),
  };
  const runs = runsCard(
    { deployments, release, name: 'parcel/shop', into: own.value.defaultBranch, differences: [], now },
    english,
    lessons,
  );
  return asText([open, runs]);
}

/** Where a commit has got to, as text. */
export async function changeText(client: GitHubClient, commit: string): Promise<string> {
  const own = await readRepository(client, repository);
  const { value, at } = await readDeployments(client, own.value, 12);
  const found = await arrivals(value.environments, deployed =>
    isContained(client, own.value, commit, deployed),
  );
  const now = new Date();
  const card = changeCard(
    { found, environments: value.environments, name: 'parcel/shop', at, now },
    english,
    lessons,
  );
  return `${plain(arrivalSentence(found, now, english))}\n${asText([card])}`;
}
