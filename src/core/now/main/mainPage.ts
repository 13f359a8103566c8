import type { UnmergedBranches } from '../../git/branches';
import type { Releases } from '../../git/releases';
import type { Translate } from '../../translate';
import type { Place, ProductFacts } from '../input';
import type { LessonTitle } from '../lessons';
import type { Card, Page, Rich } from '../page';
import { code, rich, strong } from '../rich';
import { subjectOf } from '../subject';
import { capital, counted, numberWord } from '../words';
import { comingCard, onTheirWay } from './comingCard';
import { releaseCard } from './releaseCard';
import { startCard } from './startCard';

export interface MainPageParts {
  readonly place: Place;
  /** `undefined` while it is still being worked out. */
  readonly coming: UnmergedBranches | undefined;
  readonly releases: Releases | undefined;
  readonly product: ProductFacts | undefined;
  readonly now: Date;
}

/** Now on the default branch: what is on its way, what merging starts, what is released. */
export function mainPage(
  { place, coming, releases, product, now }: MainPageParts,
  t: Translate,
  lessons: LessonTitle,
): Page {
  const cards: Card[] = [
    ...copyCards(place, t),
    ...(coming ? [comingCard(coming, place, now, t, lessons)] : []),
    ...(product ? [startCard(product, place, t, lessons)] : []),
    ...(releases ? [releaseCard(releases, place, product, now, t, lessons)] : []),
  ];
  return {
    destination: { place: 'now' },
    subject: subjectOf(place, place.current.kind === 'branch' ? place.current.name : place.into.name, now, t),
    heading: lead(place, coming, releases, t),
    headingStyle: 'lead',
    sections: cards.map(card => ({ kind: 'card', card })),
    actions: [{ label: t('Copy as Markdown'), icon: 'copy', act: { do: 'copyPage' } }],
  };
}

function lead(
  { into }: Place,
  coming: UnmergedBranches | undefined,
  releases: Releases | undefined,
  t: Translate,
): Rich {
  const main = code(into.name);
  const parts: Rich[] = [];
  if (coming && into.remote !== undefined) {
    const branches = onTheirWay(coming);
    const count = branches.length;
    const colliding = branches.filter(({ conflicts }) => conflicts === 'some').length;
    // while merges are being tried, a branch may yet turn out to be there by content
    if (branches.some(({ conflicts }) => conflicts === 'pending'))
      parts.push(
        count === 1
          ? rich(t, 'Comparing **one branch** with {0}…', main)
          : rich(t, 'Comparing {0} with {1}…', strong(t('{0} branches', numberWord(t, count))), main),
      );
    else if (count === 0) parts.push(rich(t, 'Nothing new is on its way to {0}.', main));
    else {
      const are =
        count === 1
          ? rich(t, '**One branch** is not in {0} yet', main)
          : rich(t, '{0} are not in {1} yet', strong(capital(t('{0} branches', numberWord(t, count)))), main);
      const clash =
        colliding === 0
          ? ['.']
          : colliding === count
            ? count === 1
              ? rich(t, ', and it **would conflict**.')
              : rich(t, ', and **all would conflict**.')
            : rich(t, '; {0}.', strong(t('{0} would conflict', numberWord(t, colliding))));
      parts.push([...are, ...clash]);
    }
  }
  if (releases?.last && releases.unreleasedCount > 0) {
    const changes = counted(t, releases.unreleasedCount, '1 change is', '{0} changes are');
    const words =
      releases.unreleasedCount <= 10
        ? releases.unreleasedCount === 1
          ? t('One change is')
          : t('{0} changes are', capital(numberWord(t, releases.unreleasedCount)))
        : changes;
    parts.push(rich(t, '{0} in {1} but not yet in a release.', words, main));
  }
  if (parts.length === 0)
    return into.remote === undefined
      ? rich(t, 'Everything here is **on this computer**: {0} has no server.', main)
      : rich(t, 'You are on {0}, which everybody builds on.', main);
  return parts.flatMap((part, index) => (index === 0 ? part : [' ', ...part]));
}

/** The reader's copy of the default branch, where it differs from the server's. */
function copyCards({ copy, into, uncommitted }: Place, t: Translate): readonly Card[] {
  if (!copy || into.remote === undefined) return [];
  const { ahead, behind } = copy;
  if (ahead === 0 && behind === 0) return [];
  const main = code(into.shown);
  const only: Rich =
    ahead === 0
      ? []
      : ahead === 1
        ? rich(t, '1 commit is only on this computer.')
        : rich(t, '{0} commits are only on this computer.', ahead);
  const old: Rich =
    behind === 0
      ? []
      : behind === 1
        ? rich(t, 'The files in this folder lack 1 commit of {0}.', main)
        : rich(t, 'The files in this folder lack {1} commits of {0}.', main, behind);
  const changed: Rich =
    uncommitted !== undefined && uncommitted > 0
      ? [
          ' ',
          counted(t, uncommitted, '1 changed file is in no commit.', '{0} changed files are in no commit.'),
        ]
      : [];
  return [
    {
      key: 'copy',
      title: t('Your copy of {0}', into.name),
      icon: 'folder',
      layout: 'split',
      state: {
        icon: behind > 0 ? 'warning' : 'pass',
        tone: behind > 0 ? 'caution' : 'plain',
        text: t('{0} ahead, {1} behind', ahead, behind),
      },
      blocks: [
        {
          kind: 'text',
          text: [...old, ...(old.length > 0 && only.length > 0 ? [' '] : []), ...only, ...changed],
        },
      ],
      meaning:
        behind > 0
          ? rich(
              t,
              'Specs and code you read here may be out of date. “Pull” in the Source Control view brings the newest.',
            )
          : rich(t, 'Nobody else can see these commits until they are pushed.'),
    },
  ];
}
