import type { Translate } from '../translate';
import { lessonLink, type LessonTitle } from '../now/lessons';
import type { Card } from '../now/page';
import { code, rich } from '../now/rich';
import { arrivalLines } from './arrivalWords';
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
  const production = found.find(each => each.production);
  const live = production?.arrival.kind;
  return {
    key: 'github-arrived',
    title: t('Running?'),
    icon: 'rocket',
    layout: 'split',
    remark: fromGitHub(at, now, t),
    state:
      found.length === 0
        ? { icon: 'eye-closed', tone: 'plain', text: t('not recorded') }
        : live === 'runs'
          ? { icon: 'pass', tone: 'good', text: t('in production') }
          : live === 'rolledBack'
            ? { icon: 'history', tone: 'caution', text: t('taken back') }
            : found.some(({ arrival }) => arrival.kind === 'runs')
              ? { icon: 'clock', tone: 'plain', text: t('not in production') }
              : { icon: 'circle-slash', tone: 'plain', text: t('runs nowhere') },
    blocks:
      found.length === 0
        ? [
            {
              kind: 'text',
              text: rich(
                t,
                'GitHub records no deployments for {0}, so it cannot say whether this change runs anywhere.',
                code(name),
              ),
            },
          ]
        : [{ kind: 'facts', items: arrivalLines(found, environments, now, t) }],
    meaning:
      found.length === 0
        ? [t('A pipeline can tell GitHub of every deployment. Then this question has an answer here.')]
        : live === 'runs'
          ? [t('Customers can meet it, unless a feature flag hides it.')]
          : live === 'rolledBack'
            ? [t('Customers had it and do not have it now.')]
            : [t('As far as GitHub was told: a deployment by hand leaves no record.')],
    ask: {
      question:
        found.length === 0
          ? [t('Where do we see which commit runs in production?')]
          : live === 'runs'
            ? [t('Is this change behind a feature flag, and for whom is it on?')]
            : live === 'rolledBack'
              ? [t('Why was it taken back, and when will customers have it again?')]
              : [t('What has to happen before this change is in production?')],
    },
    ...lessonLink('live', lessons),
  };
}
