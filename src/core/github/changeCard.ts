import type { Translate } from '../translate';
import { lessonLink, type LessonTitle } from '../now/lessons';
import type { Card } from '../now/page';
import { code, rich } from '../now/rich';
import { arrivalLines, liveWords } from './arrivalWords';
import type { ArrivedAt, Environment } from './types';
import { fromGitHub } from './words';

export interface ChangeParts {
  readonly found: readonly ArrivedAt[];
  readonly environments: readonly Environment[];
  /** `parcel/shop` */
  readonly name: string;
  readonly at: number;
  readonly now: Date;
}

/** "Where is this change?", as far as GitHub's deployment records know it. */
export function changeCard(
  { found, environments, name, at, now }: ChangeParts,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const live = liveWords(found, t);
  const recorded = found.length > 0;
  return {
    key: 'github-arrived',
    title: t('Running?'),
    icon: 'rocket',
    layout: 'split',
    remark: fromGitHub(at, now, t),
    state: live?.state ?? {
      icon: 'eye-closed',
      tone: 'plain',
      text: recorded ? t('not told') : t('not recorded'),
    },
    blocks: recorded
      ? [{ kind: 'facts', items: arrivalLines(found, environments, now, t) }]
      : [
          {
            kind: 'text',
            text: rich(
              t,
              'GitHub records no deployments for {0}, so it cannot say whether this change runs anywhere.',
              code(name),
            ),
          },
        ],
    meaning:
      live?.meaning ??
      (recorded
        ? [t('None of these environments is production, or GitHub does not know this commit.')]
        : [t('A pipeline can tell GitHub of every deployment. Then this question has an answer here.')]),
    ask: { question: live?.ask ?? [t('Where do we see which commit runs in production?')] },
    ...lessonLink('live', lessons),
  };
}
