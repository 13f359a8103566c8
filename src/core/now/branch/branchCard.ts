import type { Translate } from '../../translate';
import type { BranchStory, Place } from '../input';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Block, Card, Rich } from '../page';
import { isReader, ownerOf } from '../people';
import { code, rich } from '../rich';
import { capital, counted } from '../words';
import { commitGraph } from './graph';

/** Where the branch stands beside main. */
export function branchCard(
  story: BranchStory,
  place: Place,
  now: Date,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const { prediction } = story;
  const blocks: Block[] = [{ kind: 'text', text: standing(story, place, t) }];
  if (place.uncommitted !== undefined && place.uncommitted > 0) {
    blocks.push({
      kind: 'facts',
      items: [
        {
          icon: 'file',
          tone: 'caution',
          text: [
            counted(
              t,
              place.uncommitted,
              '1 changed file is in no commit yet: it exists only in this folder.',
              '{0} changed files are in no commit yet: they exist only in this folder.',
            ),
          ],
        },
      ],
    });
  }
  const picture: Block[] =
    prediction.ahead + prediction.behind > 0 && prediction.relation !== 'unrelated'
      ? [
          {
            kind: 'picture',
            picture: commitGraph(story, place, now, t),
            ...(story.local.size > 0
              ? { caption: t('Filled: on the server. Hollow: only on this computer.') }
              : {}),
          },
        ]
      : [];
  return {
    key: 'branch',
    title: t('Branch'),
    icon: 'branch',
    layout: 'split',
    state: {
      icon: 'pass',
      tone: 'good',
      text: t('{0} ahead, {1} behind', prediction.ahead, prediction.behind),
    },
    before: picture,
    blocks,
    meaning: meaning(story, place, t),
    ...lessonLink('branch', lessons),
  };
}

function standing({ prediction, begunBy, name }: BranchStory, { into, reader }: Place, t: Translate): Rich {
  const { ahead, behind, relation } = prediction;
  const main = code(into.shown);
  if (relation === 'unrelated')
    return rich(t, '`{0}` and {1} share no commit: they are two separate histories.', name, main);
  if (ahead === 0) {
    return behind === 0
      ? rich(t, '`{0}` holds exactly what {1} holds.', name, main)
      : [
          ...rich(t, 'Everything on `{0}` is in {1} already. ', name, main),
          counted(t, behind, 'It lacks 1 commit that came later.', 'It lacks {0} commits that came later.'),
        ];
  }
  const begun: Rich = begunBy
    ? isReader(begunBy, reader)
      ? rich(t, 'You began this branch. ')
      : rich(t, '{0} began this branch. ', begunBy.author)
    : [];
  const has =
    ahead === 1
      ? rich(t, 'It has 1 commit that {0} lacks', main)
      : rich(t, 'It has {1} commits that {0} lacks', main, ahead);
  if (behind === 0) return [...begun, ...has, t(', and lacks none of its commits.')];
  return [
    ...begun,
    ...has,
    counted(t, behind, ', and lacks 1 of its commits.', ', and lacks {0} of its commits.'),
  ];
}

function meaning(story: BranchStory, place: Place, t: Translate): Rich {
  const { local, prediction, begunBy, name } = story;
  const owner = ownerOf(begunBy, name, place.reader, t);
  if (prediction.ahead === 0)
    return [t('Nothing waits here. New work on this branch begins with its next commit.')];
  const nobody = t('As far as the files show, nobody’s product changes until the branch is merged.');
  if (local.size > 0) {
    const mine = story.commits
      .filter(({ id }) => local.has(id))
      .every(commit => isReader(commit, place.reader));
    const where = mine
      ? counted(
          t,
          local.size,
          'Your 1 commit exists only on this computer until it is pushed.',
          'Your {0} commits exist only on this computer until they are pushed.',
        )
      : counted(
          t,
          local.size,
          '1 commit exists only on this computer until it is pushed.',
          '{0} commits exist only on this computer until they are pushed.',
        );
    return [`${where} ${nobody}`];
  }
  return [`${capital(t('{0} is work in progress that others can see and build on.', owner))} ${nobody}`];
}
