import type { Answer } from '../../repository/types';
import type { Translate } from '../../translate';
import type { ProductFacts } from '../input';
import { lessonLink, type CardLesson, type LessonTitle } from '../lessons';
import type { Block, Card, Page, Rich, Section } from '../page';
import { claim, code, distinct, rich, strong } from '../rich';
import { gateOf, mergingStarts } from '../starts';
import { ago, listed } from '../words';
import { road, serverPicture } from './pictures';

export interface ProductParts {
  readonly product: ProductFacts;
  readonly repository: string;
  /** How many files were read. */
  readonly files: number | undefined;
  readonly fetchedAt: string | undefined;
  readonly now: Date;
}

const lessonsOf: readonly CardLesson[] = [
  'hosting',
  'server',
  'stack',
  'pullRequest',
  'merging',
  'deployment',
];
const mostLinks = 6;

/** The six questions, answered from the files, with two pictures and what the files cannot show. */
export function productPage(
  { product, repository, files, fetchedAt, now }: ProductParts,
  t: Translate,
  lessons: LessonTitle,
): Page {
  const { facts } = product;
  const cards = facts.answers.map((answer, index) => answerCard(answer, index, product, t, lessons));
  const sections: Section[] = [{ kind: 'numbered', cards }];
  const unseen = facts.answers.flatMap(({ unknown }) => split(unknown).fact ?? []);
  if (unseen.length > 0) sections.push({ kind: 'card', card: unseenCard(unseen, t) });
  if (facts.skipped.length > 0) sections.push({ kind: 'blocks', blocks: [skippedBlock(product, t)] });
  const read =
    files === undefined
      ? rich(t, '{0} · read from its files', repository)
      : rich(
          t,
          '{0} · read from {1} files of {2}',
          repository,
          files,
          code(facts.branch ?? facts.defaultBranch ?? t('this folder')),
        );
  return {
    destination: { place: 'product' },
    subject: {
      icon: 'repo',
      lines: [
        read,
        fetchedAt === undefined
          ? [t('as they are on this computer')]
          : [t('on this computer, last fetched {0}', ago(t, new Date(fetchedAt), now))],
      ],
    },
    heading: lead(product, t),
    headingStyle: 'lead',
    sections,
    actions: [{ label: t('Copy as Markdown'), icon: 'copy', primary: true, act: { do: 'copyPage' } }],
  };
}

function lead({ facts }: ProductFacts, t: Translate): Rich {
  const made = facts.stack
    .filter(({ category }) => /language|runtime|framework/i.test(category))
    .slice(0, 2)
    .map(({ name }) => strong(name));
  const stored = facts.stack
    .filter(({ category }) => /database/i.test(category))
    .slice(0, 1)
    .map(({ name }) => strong(name));
  const known = facts.hosting.some(({ confidence }) => confidence === 'stated');
  // a host that is only inferred (a file for it may be a template) is not said to be the host
  const hosting = facts.hosting.filter(({ confidence }) => !known || confidence === 'stated');
  const hosts = [...new Set(hosting.map(({ provider }) => provider))].slice(0, 2).map(strong);
  const parts: Rich[] = [];
  if (made.length > 0) parts.push(rich(t, 'Made with {0}', listed(t, made)));
  if (hosts.length > 0)
    parts.push(
      known
        ? rich(t, parts.length > 0 ? ' on {0}' : 'It runs on {0}', listed(t, hosts))
        : rich(t, parts.length > 0 ? ', perhaps on {0}' : 'It perhaps runs on {0}', listed(t, hosts)),
    );
  if (stored.length > 0)
    parts.push(rich(t, parts.length > 0 ? ', with {0}' : 'It stores data in {0}', listed(t, stored)));
  const what: Rich =
    parts.length > 0
      ? [...parts.flat(), '. ']
      : rich(t, 'The files say little about what this product is made of. ');
  const { starts, others } = mergingStarts(facts, facts.defaultBranch ?? 'main');
  const main = code(facts.defaultBranch ?? 'main');
  if (starts.length === 0)
    return [
      ...what,
      ...(others.length > 0
        ? rich(t, 'Merging to {0} deploys nothing; something else does.', main)
        : rich(t, 'How it reaches customers is **not visible** in the repository.')),
    ];
  const names = [
    ...new Set(starts.filter(({ approval }) => approval === 'none').map(({ environment }) => environment)),
  ];
  const gated = [
    ...new Set(starts.filter(({ approval }) => approval !== 'none').map(({ environment }) => environment)),
  ];
  const waits = gateOf(starts) === 'manual' ? t('waits at a gate') : t('may wait at a gate');
  if (names.length > 0 && gated.length > 0)
    return [
      ...what,
      ...rich(t, 'Merging to {0} goes to {1}; {2} {3}.', main, listed(t, names), listed(t, gated), waits),
    ];
  return [
    ...what,
    ...(gated.length > 0
      ? rich(t, 'Merging to {0} starts the way to {1}, which {2}.', main, listed(t, gated), waits)
      : rich(t, 'Merging to {0} goes to {1}.', main, listed(t, names))),
  ];
}

function answerCard(
  answer: Answer,
  index: number,
  { facts }: ProductFacts,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const evidence = distinct(answer.evidence);
  const picture = index === 1 ? serverPicture(facts, t) : index === 5 ? road(facts, t) : undefined;
  const lesson = lessonsOf[index];
  const { question } = split(answer.unknown);
  const more = evidence.slice(mostLinks);
  const blocks: Block[] = [
    ...(picture ? [{ kind: 'picture' as const, picture }] : []),
    { kind: 'text', text: claim(answer.answer) },
    {
      kind: 'confidence',
      confidence: answer.confidence,
      text:
        answer.confidence === 'unknown'
          ? [
              evidence.length > 0
                ? t('only a setting or the change itself decides')
                : t('not visible in the repository'),
            ]
          : [],
      evidence: evidence.slice(0, mostLinks),
    },
    ...(more.length > 0
      ? [
          {
            kind: 'details' as const,
            key: `evidence-${index}`,
            summary: t('{0} more places', more.length),
            blocks: [
              {
                kind: 'confidence' as const,
                confidence: answer.confidence,
                text: [],
                evidence: more.slice(0, 30),
              },
            ],
          },
        ]
      : []),
  ];
  return {
    key: `answer-${index}`,
    number: index + 1,
    title: answer.question,
    layout: 'plain',
    blocks,
    ...(question === undefined ? {} : { ask: { question: claim(question) } }),
    ...(lesson ? lessonLink(lesson, lessons) : {}),
  };
}

/** What is not visible, and the question about it, which the engine's sentence ends with. */
function split(unknown: string | undefined): { readonly fact?: string; readonly question?: string } {
  const [, fact = '', question] = /^(.*?)(?:\bAsk: (.+))?$/s.exec(unknown ?? '') ?? [];
  const said = fact.trim();
  return {
    ...(said === '' ? {} : { fact: said }),
    ...(question === undefined
      ? {}
      : { question: question.charAt(0).toLocaleUpperCase() + question.slice(1) }),
  };
}

/** What only a setting, a dashboard or a person knows. */
function unseenCard(unseen: readonly string[], t: Translate): Card {
  return {
    key: 'unseen',
    title: t('Not visible in the repository'),
    layout: 'unseen',
    blocks: [
      {
        kind: 'facts',
        items: unseen.map(text => ({
          icon: 'eye-closed' as const,
          tone: 'plain' as const,
          text: claim(text),
        })),
      },
    ],
  };
}

const skippedBlock = ({ facts }: ProductFacts, t: Translate): Block => ({
  kind: 'details',
  key: 'skipped',
  summary: t('Not understood: {0} files', facts.skipped.length),
  blocks: [
    {
      kind: 'facts',
      items: facts.skipped.slice(0, 20).map(({ file, why }) => ({
        icon: 'circle-slash' as const,
        tone: 'plain' as const,
        text: [code(file), ': ', ...claim(why)],
      })),
    },
  ],
});
