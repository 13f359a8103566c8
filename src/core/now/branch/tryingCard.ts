import type { Translate } from '../../translate';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Card } from '../page';

/** Stands where the merge will be explained, while git still tries it: long branches take a moment. */
export const tryingCard = (t: Translate, lessons: LessonTitle): Card => ({
  key: 'merge',
  title: t('Merge'),
  icon: 'merge',
  layout: 'pair',
  state: { icon: 'clock', tone: 'plain', text: t('trying the merge…') },
  blocks: [
    {
      kind: 'text',
      text: [t('Git joins the two on trial, in memory, to see whether they collide. Nothing is changed.')],
    },
  ],
  ...lessonLink('merging', lessons),
});
