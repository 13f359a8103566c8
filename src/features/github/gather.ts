import * as vscode from 'vscode';
import { fullName } from '../../core/github/address';
import { arrivals, type Contains } from '../../core/github/arrivals';
import type { Addition } from '../../core/github/beside';
import { arrivalSentence } from '../../core/github/arrivalWords';
import { changeCard } from '../../core/github/changeCard';
import { pullDifferences, runsDifferences } from '../../core/github/differences';
import { openPullBlocks } from '../../core/github/openPulls';
import { pullRequestCard } from '../../core/github/pullRequestCard';
import { findPull, readLatestRelease, readOpenPulls, readPullStory } from '../../core/github/read';
import { isContained, readDeployments } from '../../core/github/readDeployments';
import { runsCard } from '../../core/github/runsCard';
import { noPullCard } from '../../core/github/sideCards';
import { GitHubTrouble, type Answer, type Trouble } from '../../core/github/types';
import { webPage } from '../../core/github/webPage';
import { fromGitHub } from '../../core/github/words';
import { onTheirWay } from '../../core/now/main/comingCard';
import type { Card, FactLine, Page } from '../../core/now/page';
import type { Git } from '../../core/repository/ports';
import type { About } from './about';
import { aboutOf, subjectOf, type Asking, type Subject } from './asking';
import { headOf } from './head';

const { t } = vscode.l10n;

/** How far back the outcome of deployments is asked: enough for "what runs"; more where "since when" is the question. */
const depth = { runs: 4, since: 12 };

/** What GitHub adds to a page of git and the files. */
export async function additionsFor(
  about: Exclude<About, { kind: 'noGit' }>,
  asking: Asking,
): Promise<readonly Addition[]> {
  const subject = await subjectOf(asking);
  switch (about.kind) {
    case 'main':
      return mainAdditions(about, subject, asking);
    case 'branch':
      return branchAdditions(about, subject, asking);
    case 'change':
      return changeAdditions(about, subject, asking);
  }
}

async function mainAdditions(
  { coming, releases, product }: Extract<About, { kind: 'main' }>,
  subject: Subject,
  asking: Asking,
): Promise<readonly Addition[]> {
  const [pulls, runs] = await Promise.all([
    settled(openPulls(subject, asking, coming && onTheirWay(coming))),
    settled(
      runsOf(subject, asking, (deployments, release) =>
        runsDifferences(deployments.value, release?.value, releases, product, t),
      ),
    ),
  ]);
  if ('trouble' in pulls && 'trouble' in runs) throw new GitHubTrouble(pulls.trouble);
  const answers = [
    subject.own,
    subject.main,
    ...('trouble' in pulls ? [{ ...subject.own, trouble: pulls.trouble }] : [pulls.pulls]),
    ...('trouble' in runs ? [{ ...subject.own, trouble: runs.trouble }] : runs.answers),
  ];
  return [
    'trouble' in pulls ? {} : { blocks: { inside: 'coming', blocks: openPullBlocks(pulls, t) } },
    {
      cards: [
        ...('trouble' in runs ? [] : [{ after: 'releases', card: runs.card }]),
        { after: '', card: aboutOf(answers, subject, asking) },
      ],
    },
  ];
}

/** A part that GitHub does not tell leaves the other parts standing. */
async function settled<Value extends object>(
  part: Promise<Value>,
): Promise<Value | { readonly trouble: Trouble }> {
  try {
    return await part;
  } catch (error) {
    if (error instanceof GitHubTrouble) return { trouble: error.trouble };
    throw error;
  }
}

async function openPulls(
  { main }: Subject,
  { client, server }: Asking,
  branches: Parameters<typeof openPullBlocks>[0]['branches'],
) {
  const pulls = await readOpenPulls(client, main.value);
  return { pulls, where: main.value, server, branches, now: new Date() };
}

async function runsOf(
  { main }: Subject,
  { client, lessons }: Asking,
  differences: (
    deployments: Awaited<ReturnType<typeof readDeployments>>,
    release: Awaited<ReturnType<typeof readLatestRelease>>,
  ) => readonly FactLine[],
): Promise<{ readonly card: Card; readonly answers: readonly Answer<unknown>[] }> {
  const [deployments, release] = await Promise.all([
    readDeployments(client, main.value, depth.runs),
    readLatestRelease(client, main.value),
  ]);
  const card = runsCard(
    {
      deployments,
      release,
      name: fullName(main.value),
      into: main.value.defaultBranch,
      differences: differences(deployments, release),
      now: new Date(),
    },
    t,
    lessons,
  );
  return { card, answers: release ? [deployments, release] : [deployments] };
}

async function branchAdditions(
  { story, place, destination }: Extract<About, { kind: 'branch' }>,
  subject: Subject,
  asking: Asking,
): Promise<readonly Addition[]> {
  const head = headOf(story, place, destination, asking.located.remotes);
  if (!head) return [];
  const { card, answers } = await pullCardOf(
    { owner: head.address?.owner ?? subject.own.value.owner, branch: head.branch },
    subject,
    asking,
    pull => pullDifferences(pull, story, place, new Date(), t),
  );
  const after = story.prediction.ahead === 0 ? 'branch' : 'pull-request';
  return [
    {
      cards: [
        { after, card },
        { after: '', card: aboutOf([subject.own, ...answers], subject, asking) },
      ],
    },
  ];
}

type Story = Awaited<ReturnType<typeof readPullStory>>;

async function pullCardOf(
  head: { readonly owner: string; readonly branch: string },
  subject: Subject,
  asking: Asking,
  differences: (pull: Story['value']) => readonly FactLine[],
): Promise<{
  readonly card: Card;
  readonly answers: readonly Answer<unknown>[];
  readonly pull?: Story['value'];
}> {
  const { client, server, lessons } = asking;
  const now = new Date();
  const found = await findPull(client, subject.own.value, head);
  if (!found.value) return { card: noPullCard(head.branch, { at: found.at, now }, t), answers: [found] };
  const { where } = found.value;
  const holder = where === subject.own.value.parent ? subject.main.value : subject.own.value;
  const story = await readPullStory(client, where, found.value.pull.number, holder.admin);
  const commit = story.value.merged?.commit;
  const arrived = commit === undefined ? undefined : await arrivedOf(commit, subject, asking, depth.runs);
  const card = pullRequestCard(
    {
      pull: story,
      where,
      server,
      methods: holder.methods,
      arrived: arrived && arrived.environments.length > 0 ? arrived : undefined,
      differences: differences(story.value),
      now,
    },
    t,
    lessons,
  );
  return { card, answers: [found, story, ...(arrived ? [arrived.answer] : [])], pull: story.value };
}

async function arrivedOf(commit: string, { main }: Subject, { client, git }: Asking, deep: number) {
  const answer = await readDeployments(client, main.value, deep);
  const { environments } = answer.value;
  const contains: Contains = async deployed =>
    (git ? await isAncestor(git, commit, deployed) : undefined) ??
    isContained(client, main.value, commit, deployed);
  return { answer, environments, found: await arrivals(environments, contains) };
}

/** Git's own answer, where this folder has both commits. */
async function isAncestor(git: Git, commit: string, of: string): Promise<boolean | undefined> {
  const { exitCode } = await git.run(['merge-base', '--is-ancestor', commit, of], { accept: [0, 1, 128] });
  return exitCode === 0 ? true : exitCode === 1 ? false : undefined;
}

async function changeAdditions(
  { story, place }: Extract<About, { kind: 'change' }>,
  subject: Subject,
  asking: Asking,
): Promise<readonly Addition[]> {
  const { commit, shipped } = story;
  const inMain = shipped.on.includes(place.into.shown);
  // a squash or a rebase brought the content in another commit: that one is deployed
  const looked = inMain ? commit.id : (shipped.byContent?.commit ?? commit.id);
  const { answer, environments, found } = await arrivedOf(looked, subject, asking, depth.since);
  const now = new Date();
  const card = changeCard(
    { found, environments, name: fullName(subject.main.value), at: answer.at, now },
    t,
    asking.lessons,
  );
  const sentence =
    found.length === 0
      ? [t('Whether it runs anywhere is not recorded at GitHub.')]
      : arrivalSentence(found, now, t);
  const heading = sentence.length === 0 ? [] : [...sentence, ` (${fromGitHub(answer.at, now, t)})`];
  return [
    {
      cards: [
        { after: 'deployed', card },
        { after: '', card: aboutOf([subject.own, answer], subject, asking) },
      ],
      heading,
    },
  ];
}

/** Now without git. */
export async function pageWithoutGit(asking: Asking): Promise<Page> {
  const subject = await subjectOf(asking);
  const { branch } = asking.located;
  const { defaultBranch } = subject.main.value;
  const own = branch !== undefined && branch !== subject.own.value.defaultBranch;
  const [pull, open, runs] = await Promise.all([
    own ? pullCardOf({ owner: subject.own.value.owner, branch }, subject, asking, () => []) : undefined,
    openPulls(subject, asking, undefined),
    runsOf(subject, asking, () => []),
  ]);
  const answers = [subject.own, open.pulls, ...runs.answers, ...(pull?.answers ?? [])];
  return webPage(
    {
      name: fullName(subject.own.value),
      branch,
      defaultBranch,
      pull: pull?.pull,
      open,
      pullCard: pull?.card,
      others: [runs.card, aboutOf(answers, subject, asking)],
    },
    t,
  );
}
