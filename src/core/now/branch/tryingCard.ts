import type { Translate } from '../../translate';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Card } from '../page';

/** Stand where the merge and what it starts will be explained, while git still tries it: long branches take a moment. */
export function tryingCards(t: Translate, lessons: LessonTitle): readonly Card[] {
  const state = { icon: 'clock', tone: 'plain', text: t('trying the merge…') } as const;
  return [
    {
      key: 'merge',
      title: t('Merge'),
      icon: 'merge',
      layout: 'pair',
      state,
      blocks: [
        {
          kind: 'text',
          text: [
            t('Git joins the two on trial, in memory, to see whether they collide. Nothing is changed.'),
          ],
        },
      ],
      ...lessonLink('merging', lessons),
    },
    {
      key: 'starts',
      title: t('What can merging start?'),
      icon: 'rocket',
      layout: 'split',
      state,
      blocks: [
        {
          kind: 'text',
          text: [
            t('The trial also tells whether all of this is there already: then merging starts nothing.'),
          ],
        },
      ],
      ...lessonLink('live', lessons),
    },
  ];
}
