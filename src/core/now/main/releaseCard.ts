import type { Releases } from '../../git/releases';
import type { Commit } from '../../git/types';
import type { Translate } from '../../translate';
import type { Place, ProductFacts } from '../input';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Block, Card, FactLine, Rich } from '../page';
import { whoAndWhen } from '../people';
import { claim, code, rich } from '../rich';
import { ago, counted } from '../words';

const shownAtOnce = 4;

/** What is merged and not in a release yet, and what the last release brought. */
export function releaseCard(
  releases: Releases,
  place: Place,
  product: ProductFacts | undefined,
  now: Date,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const { last, unreleased, unreleasedCount, inLast, inLastCount } = releases;
  const base = {
    key: 'releases',
    title: t('In the last release, and not yet'),
    icon: 'history',
    layout: 'split',
  } as const;
  if (!last) {
    return {
      ...base,
      blocks: [
        {
          kind: 'text',
          text: [t('No tag here carries a version, so the repository does not say what was released.')],
        },
      ],
      meaning: [
        t('Without releases, “is it out?” has only one answer: what merging starts, and when that ran.'),
      ],
      ask: { question: [t('How do we name what customers have today, if not by a version?')] },
      ...lessonLink('release', lessons),
    };
  }
  const byTag =
    product?.facts.deployments.filter(
      ({ trigger }) => trigger.event === 'tag' || trigger.event === 'release',
    ) ?? [];
  const line = (commit: Commit): FactLine => ({
    icon: 'merge',
    tone: 'plain',
    text: [commit.subject],
    note: [whoAndWhen(commit, place.reader, now, t)],
  });
  const list = (key: string, label: Rich, commits: readonly Commit[], count: number): Block => ({
    kind: 'group',
    blocks: [
      { kind: 'facts', label, items: commits.slice(0, shownAtOnce).map(line) },
      ...(commits.length > shownAtOnce
        ? [
            {
              kind: 'details' as const,
              key,
              summary: t('{0} more', count - shownAtOnce),
              blocks: [{ kind: 'facts' as const, items: commits.slice(shownAtOnce).map(line) }],
            },
          ]
        : []),
    ],
  });
  const blocks: Block[] = [
    unreleasedCount === 0
      ? {
          kind: 'text',
          text: rich(t, 'Everything in {0} is in {1} already.', code(place.into.name), code(last.tag)),
        }
      : list(
          'not-yet',
          [
            counted(
              t,
              unreleasedCount,
              'Not yet released: 1 change since {1}',
              'Not yet released: {0} changes since {1}',
              last.tag,
            ),
          ],
          unreleased,
          unreleasedCount,
        ),
  ];
  if (inLastCount > 0) {
    const when = ago(t, new Date(last.date), now);
    blocks.push(
      list(
        'in-last',
        [t('In {0}, tagged {1}: {2}', last.tag, when, counted(t, inLastCount, '1 change', '{0} changes'))],
        inLast,
        inLastCount,
      ),
    );
  }
  const first = byTag[0];
  if (first)
    blocks.push({
      kind: 'confidence',
      confidence: first.confidence,
      text: [...claim(first.trigger.text), ...rich(t, ' publishes to {0}', first.environment)],
      evidence: first.evidence.slice(0, 2),
    });
  if (unreleasedCount > 0)
    blocks.push({
      kind: 'actions',
      buttons: [
        {
          label: t('What is in the next release?'),
          icon: 'package',
          act: { do: 'go', to: { place: 'release' } },
        },
      ],
      note: t('Filed for release notes.'),
    });
  return {
    ...base,
    blocks,
    meaning: meaning(unreleasedCount, byTag.length > 0, product, place, t),
    ask: {
      question:
        unreleasedCount > 1
          ? [t('When is the next release, and which of the {0} must be in it?', unreleasedCount)]
          : [t('What decides when the next release is made?')],
    },
    ...lessonLink('release', lessons),
  };
}

function meaning(
  count: number,
  byTag: boolean,
  product: ProductFacts | undefined,
  { into }: Place,
  t: Translate,
): Rich {
  const merging =
    product?.facts.deployments.some(
      ({ trigger }) =>
        trigger.event === 'push' || trigger.event === 'platform' || trigger.event === 'pipeline',
    ) ?? false;
  if (count === 0) return rich(t, 'Nothing merged is waiting for a release.');
  if (byTag && merging)
    return rich(
      t,
      'What a tag publishes gets these with the next tag. What merging publishes has them when its deployment ran.',
    );
  if (byTag) return rich(t, 'Customers get these with the next tag, not by merging to `{0}`.', into.name);
  return merging
    ? rich(
        t,
        'A tag only names a state here: merging is what publishes. Some of these may be with customers already.',
      )
    : rich(t, 'These are merged and in no release. Merged is not the same as with customers.');
}
