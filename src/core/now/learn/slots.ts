import type { MergeHabit } from '../../git/habit';
import type { Releases } from '../../git/releases';
import type { SlotName } from '../../content/schema';
import type { Answer, Evidence } from '../../repository/types';
import type { Translate } from '../../translate';
import type { ProductFacts } from '../input';
import type { Block, Rich } from '../page';
import { claim, code, distinct, rich, strong } from '../rich';
import { counted, listed } from '../words';

export interface SlotFacts {
  readonly product: ProductFacts | undefined;
  readonly habit: MergeHabit | undefined;
  readonly releases: Releases | undefined;
}

/** What the open repository shows in a lesson's slot, with evidence; `undefined` where it shows nothing. */
export function slotBlocks(
  name: SlotName,
  { product, habit, releases }: SlotFacts,
  t: Translate,
): readonly Block[] | undefined {
  const answers = product?.facts.answers ?? [];
  switch (name) {
    case 'hosting':
      return answered(answers[0]);
    case 'server':
      return answered(answers[1]);
    case 'stack':
      return answered(answers[2]);
    case 'pullRequest':
      return answered(answers[3]);
    case 'merge':
      return [...(answered(answers[4]) ?? []), ...habitBlocks(habit, t)].length > 0
        ? [...(answered(answers[4]) ?? []), ...habitBlocks(habit, t)]
        : undefined;
    case 'deployment':
      return answered(answers[5]);
    case 'release':
      return releaseBlocks(releases, t);
    case 'pipelines':
      return pipelineBlocks(product);
    case 'flags':
      return flagBlocks(product, t);
  }
}

const fact = (
  text: Rich,
  confidence: Answer['confidence'],
  evidence: readonly Evidence[],
  why: Rich = [],
): readonly Block[] => [
  { kind: 'text', text },
  { kind: 'confidence', confidence, text: why, evidence: distinct(evidence).slice(0, 4) },
];

const answered = (answer: Answer | undefined): readonly Block[] | undefined =>
  answer && answer.confidence !== 'unknown'
    ? fact(claim(answer.answer), answer.confidence, answer.evidence)
    : undefined;

function habitBlocks(habit: MergeHabit | undefined, t: Translate): readonly Block[] {
  if (!habit || habit.usual === undefined) return [];
  const words = {
    squash: t(
      'Of the last {0} changes, {1} look like squashes: one commit each, ending in a pull request’s number.',
      habit.looked,
      habit.squashes,
    ),
    merge: t(
      'Of the last {0} changes, {1} are merge commits: the branch’s own steps stay visible.',
      habit.looked,
      habit.merges,
    ),
    plain: t(
      'Of the last {0} changes, {1} are single commits: rebased, or put there directly.',
      habit.looked,
      habit.plain,
    ),
  };
  return fact([words[habit.usual]], 'inferred', [], [t('from the shape of the history')]);
}

function releaseBlocks(releases: Releases | undefined, t: Translate): readonly Block[] | undefined {
  if (!releases?.last) return undefined;
  const { last, unreleasedCount } = releases;
  return fact(
    rich(
      t,
      'The last release is {0}. {1} since then.',
      code(last.tag),
      counted(t, unreleasedCount, '1 change was merged', '{0} changes were merged'),
    ),
    'inferred',
    [],
    [t('from the names of the tags')],
  );
}

function pipelineBlocks(product: ProductFacts | undefined): readonly Block[] | undefined {
  const pipelines = product?.facts.pipelines ?? [];
  if (pipelines.length === 0) return undefined;
  return [
    {
      kind: 'facts',
      items: pipelines.slice(0, 6).map(({ name, triggers, file }) => ({
        icon: 'play' as const,
        tone: 'plain' as const,
        text: [
          strong(name),
          ...(triggers[0] ? [': ', ...claim(triggers[0].text)] : []),
          ' ',
          { kind: 'evidence' as const, file, line: 1 },
        ],
      })),
    },
    { kind: 'confidence', confidence: 'stated', text: [], evidence: [] },
  ];
}

function flagBlocks(product: ProductFacts | undefined, t: Translate): readonly Block[] | undefined {
  const flags = product?.facts.flags ?? [];
  if (flags.length === 0) return undefined;
  return fact(
    rich(
      t,
      'The code asks {0}: {1}. Whether one is on is not visible here.',
      counted(t, flags.length, '1 switch', '{0} switches'),
      listed(
        t,
        flags.slice(0, 4).map(({ name }) => code(name)),
      ),
    ),
    'stated',
    flags.flatMap(({ evidence }) => evidence.slice(0, 1)),
  );
}
