import type { Translate } from '../../translate';
import type { BranchStory, Place, ProductFacts } from '../input';
import type { LessonTitle } from '../lessons';
import type { Card, Destination, Page, Rich } from '../page';
import { ownerOf } from '../people';
import { code, rich, strong } from '../rich';
import { destinationSentence } from '../starts';
import { subjectOf } from '../subject';
import { capital, numberWord } from '../words';
import { branchCard } from './branchCard';
import { mergeCard } from './mergeCard';
import { pullRequestCard } from './pullRequestCard';
import { startsCard } from './startsCard';
import { tryingCards } from './tryingCard';

export interface BranchPageParts {
  readonly story: BranchStory;
  readonly place: Place;
  /** `undefined` while the files are still being read. */
  readonly product: ProductFacts | undefined;
  readonly now: Date;
  readonly destination: Destination;
}

/** Branch, pull request, merge, deployment: one order, each with its state. */
export function branchPage(
  { story, place, product, now, destination }: BranchPageParts,
  t: Translate,
  lessons: LessonTitle,
): Page {
  const changed = story.changes.files.map(({ path }) => path);
  const systems = product?.facts.pipelines.map(({ system }) => system) ?? [];
  const { relation, ahead, byContent } = story.prediction;
  const nothingToMerge = relation === 'alreadyMerged' || ahead === 0;
  const checks = product?.trace({ kind: 'pull_request', base: place.into.name, head: story.name, changed });
  const cards: Card[] = [branchCard(story, place, now, t, lessons)];
  if (!nothingToMerge) {
    cards.push(pullRequestCard(story, place, checks, product?.facts.pipelines ?? [], t, lessons));
    if (story.trying) cards.push(...tryingCards(t, lessons));
    else {
      cards.push(mergeCard(story, place, systems, now, t, lessons));
      if (product && !byContent) cards.push(startsCard(story, place, product, t, lessons));
    }
  }
  return {
    destination,
    subject: subjectOf(place, story.name, now, t, destination.place === 'branch'),
    heading: lead(story, place, product, t),
    headingStyle: 'lead',
    sections: [{ kind: 'story', label: t('From this branch to production'), cards }],
    actions: [
      { label: t('Copy as Markdown'), icon: 'copy', primary: true, act: { do: 'copyPage' } },
      { label: t('Look at a Branch…'), icon: 'search', act: { do: 'command', command: 'lookAtBranch' } },
    ],
  };
}

function lead(story: BranchStory, place: Place, product: ProductFacts | undefined, t: Translate): Rich {
  const { prediction, changes } = story;
  const { ahead, conflicts, relation, byContent, confidence } = prediction;
  const owner = strong(capital(ownerOf(story.begunBy, story.name, place.reader, t)));
  const main = code(place.into.name);
  if (relation === 'unrelated')
    return rich(t, '**`{0}`** and {1} are two histories without a common commit.', story.name, main);
  if (relation === 'alreadyMerged' || ahead === 0)
    return rich(t, 'Everything on `{0}` is in {1} **already**.', story.name, main);
  const has =
    ahead === 1
      ? rich(t, '{0} has one commit that {1} lacks. ', owner, main)
      : rich(t, '{0} has {2} commits that {1} lacks. ', owner, main, numberWord(t, ahead));
  if (story.trying) return has;
  if (byContent)
    return [...has, ...rich(t, 'What they change is in {0} **already**, by a squash or rebase.', main)];
  const merging: Rich =
    confidence === 'unknown'
      ? rich(t, 'Whether merging meets a conflict **cannot be told here**. ')
      : conflicts.length === 0
        ? rich(t, 'It merges **cleanly**. ')
        : conflicts.length === 1
          ? rich(t, 'Merging it meets **one conflict**. ')
          : rich(t, 'Merging it meets **{0} conflicts**. ', numberWord(t, conflicts.length));
  if (!product) return [...has, ...merging];
  const trace = product.trace({
    kind: 'push',
    branch: place.into.name,
    changed: changes.files.map(({ path }) => path),
  });
  return [...has, ...merging, ...destinationSentence(trace.deploys, product.facts.pipelines.length > 0, t)];
}
