import type { Deployment } from '../../repository/types';
import type { Translate } from '../../translate';
import { startsState } from '../branch/startsCard';
import type { Place, ProductFacts } from '../input';
import { forgeSetting, lessonLink, type LessonTitle } from '../lessons';
import type { Ask, Block, Card, FactLine, Rich } from '../page';
import { claim, code, links, rich, strong } from '../rich';
import { branchMatches, deployLine, gateNote, gateOf, mergingStarts } from '../starts';

const most = 8;

/** What merging anything into the default branch can start, and what deploys by another way. */
export function startCard(
  { facts }: ProductFacts,
  { into }: Place,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const systems = facts.pipelines.map(({ system }) => system);
  const { starts, others } = mergingStarts(facts, into.name);
  const deploying = new Set(starts.flatMap(({ evidence }) => evidence.map(({ file }) => file)));
  const pipelines = facts.pipelines
    .filter(({ file }) => !deploying.has(file))
    .flatMap(pipeline => {
      const trigger = pipeline.triggers.find(
        ({ event, branches }) =>
          event === 'push' && (branches === undefined || branchMatches(branches, into.name)),
      );
      return trigger ? [{ pipeline, trigger }] : [];
    })
    .map(({ pipeline, trigger }): FactLine => ({
      icon: 'play',
      tone: 'good',
      text: [
        strong(pipeline.name),
        ': ',
        ...claim(trigger.text),
        ...links([{ file: pipeline.file, line: 1, text: '' }]),
      ],
    }));
  const lines = [...pipelines, ...starts.map(deploy => deployLine(deploy, t))];
  const other = byPlace(others).map(([first, ...more]): FactLine => ({
    icon: first.confidence === 'unknown' ? 'eye-closed' : 'circle-slash',
    tone: 'plain',
    text: [
      ...rich(t, 'deploy to **{0}**: that needs {1}', first.environment, anyOf([first, ...more], t)),
      ...links(first.evidence, 2),
    ],
  }));
  const blocks: Block[] = [
    {
      kind: 'facts',
      label: rich(t, 'Merging to {0} starts', into.name),
      items:
        lines.length > 0
          ? lines.slice(0, most)
          : [
              {
                icon: 'circle-slash',
                tone: 'plain',
                text: [
                  facts.pipelines.length > 0
                    ? t('nothing, as far as the files show')
                    : t('nothing: no pipeline was found in this repository'),
                ],
              },
            ],
    },
    ...more(lines, 'more-starts', t),
    ...(other.length > 0
      ? [
          { kind: 'facts' as const, label: [t('It does not')], items: other.slice(0, most) },
          ...more(other, 'more-others', t),
        ]
      : []),
    ...gateNote(starts, systems, t),
    {
      kind: 'confidence',
      confidence: 'unknown',
      text: [t('Which commit customers use now: not visible in the repository.')],
      evidence: [],
    },
  ];
  return {
    key: 'starts',
    title: t('What can merging start?'),
    icon: 'rocket',
    layout: 'split',
    state: startsState(starts, t),
    blocks,
    meaning: meaning(starts, others.length, t),
    ask: question(starts, systems, t),
    ...lessonLink('live', lessons),
  };
}

type SamePlace = readonly [Deployment, ...Deployment[]];

/** Deployments to the same place by the same lines of the files: they differ in what starts them. */
function byPlace(deployments: readonly Deployment[]): readonly SamePlace[] {
  const places = new Map<string, SamePlace>();
  for (const deploy of deployments) {
    const key = JSON.stringify([deploy.environment, deploy.confidence, deploy.evidence]);
    const known = places.get(key);
    places.set(key, known ? [...known, deploy] : [deploy]);
  }
  return [...places.values()];
}

/** "push to `release` or started by hand". */
const anyOf = (deployments: SamePlace, t: Translate): Rich =>
  [...new Set(deployments.map(({ trigger }) => trigger.text))]
    .map(claim)
    .reduce((one, another) => rich(t, '{0} or {1}', one, another));

const more = (lines: readonly FactLine[], key: string, t: Translate): readonly Block[] =>
  lines.length > most
    ? [
        {
          kind: 'details',
          key,
          summary: t('{0} more', lines.length - most),
          blocks: [{ kind: 'facts', items: lines.slice(most) }],
        },
      ]
    : [];

function meaning(starts: Parameters<typeof gateOf>[0], others: number, t: Translate): Rich {
  if (starts.length === 0)
    return [
      others > 0
        ? t('Merging is not shipping here. A separate act takes the change to customers.')
        : t(
            'Nothing here says how a change reaches customers. Somebody does it by hand, or from another place.',
          ),
    ];
  switch (gateOf(starts)) {
    case 'manual':
      return [t('Merging starts the way to production, and a person ends it. The date depends on both.')];
    case 'unknown':
      return [t('Merging is a decision to ship. Customers may get it minutes or days later.')];
    case 'none':
      return [t('Merging is the decision to ship: there is no second button.')];
  }
}

function question(
  starts: readonly { readonly environment: string; readonly approval: string }[],
  systems: readonly string[],
  t: Translate,
): Ask {
  const gated = starts.find(({ approval }) => approval !== 'none');
  if (gated?.approval === 'manual')
    return {
      question: rich(t, 'Who approves {0}, and how long does that usually take?', code(gated.environment)),
    };
  if (gated)
    return {
      question: rich(
        t,
        'Does {0} wait for a person ({1}), who is it, and who covers for them?',
        code(gated.environment),
        forgeSetting(systems, t),
      ),
    };
  if (starts.length === 0)
    return { question: [t('Once a change is merged, who takes it to customers, how, and when?')] };
  return {
    question: [t('How do we take a change back when customers are hurt by it, and how long does that take?')],
  };
}
