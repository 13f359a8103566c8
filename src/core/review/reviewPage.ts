import type { Block, Button, FactLine, Page, Rich, Section } from '../now/page';
import { link, rich, strong } from '../now/rich';
import { counted } from '../now/words';
import type { Translate } from '../translate';
import { byImportance, questionsOf, readiness } from './readiness';
import type { Finding, Review, SectionState } from './types';

/** A review with what the page needs to know of its document. */
export interface ReviewedDocument {
  readonly name: string;
  readonly review: Review;
  /** The 1-based line of an offset. */
  readonly lineOf: (offset: number) => number;
  /** The document is reviewed as it is edited; otherwise only this once. */
  readonly on: boolean;
}

const shownFirst = 5;
const shownAtMost = 40;

/** The review of a document: whether it is ready, the five questions first, what is missing, then every remark. */
export function reviewPage(document: ReviewedDocument, t: Translate): Page {
  const { name, review, on } = document;
  const questions = questionsOf(review);
  const buttons: Button[] = [
    { label: t('Copy the review'), icon: 'copy', act: { do: 'copyPage' } },
    {
      label: t('Collect questions'),
      icon: 'checklist',
      act: { do: 'command', command: 'collectQuestions' },
    },
    {
      label: on ? t('Stop reviewing this document') : t('Review this document as I write'),
      icon: on ? 'eye-closed' : 'pass',
      act: { do: 'command', command: 'reviewSwitch' },
    },
  ];
  const sections: Section[] = [];
  if (questions.length > 0)
    sections.push(
      titled(t('Ask engineering first'), [
        {
          kind: 'facts',
          ordered: true,
          items: questions.slice(0, shownFirst).map(({ question, about, start }): FactLine => ({
            icon: 'comment',
            tone: 'plain',
            text: [strong(question)],
            note: start === undefined ? [t('Missing: {0}', about)] : where(about, start, document, t),
          })),
        },
        ...(questions.length > shownFirst
          ? [
              {
                kind: 'text',
                quiet: true,
                text: [
                  counted(
                    t,
                    questions.length - shownFirst,
                    '1 more question is below.',
                    '{0} more questions are below.',
                  ),
                ],
              } as Block,
            ]
          : []),
      ]),
    );
  sections.push(...outlineSections(review, document, t), ...findingSections(review.findings, document, t));
  return {
    destination: { place: 'review' },
    crumbs: [{ text: t('Now'), act: { do: 'go', to: { place: 'now' } } }, { text: t('Review') }],
    subject: { icon: 'file', lines: [[strong(name)], [kindLine(review, t)]] },
    heading: [readiness(review, t)],
    headingStyle: 'lead',
    sections,
    actions: buttons,
  };
}

const kindLine = ({ kind, requirements, words }: Review, t: Translate): string =>
  kind.id === 'other'
    ? t('Kind not recognised · {0} words', words)
    : t(
        'Read as {0} · {1} · {2} words',
        kind.name,
        counted(t, requirements, '1 requirement', '{0} requirements'),
        words,
      );

const titled = (title: string, blocks: readonly Block[], remark?: string): Section => ({
  kind: 'titled',
  title: [title],
  blocks,
  ...(remark === undefined ? {} : { remark }),
});

/** `"fast", line 12`, as a link to the place. */
const where = (about: string, start: number, { lineOf }: ReviewedDocument, t: Translate): Rich => [
  `"${about}", `,
  link(t('line {0}', lineOf(start)), { do: 'command', command: 'reviewShow', argument: String(start) }),
];

function outlineSections(
  { present, missing }: Review,
  { lineOf }: ReviewedDocument,
  t: Translate,
): Section[] {
  if (present.length + missing.length === 0) return [];
  const there = present.map(({ name, at = 0 }): FactLine => ({
    icon: 'pass',
    tone: 'good',
    text: [
      link(name, { do: 'command', command: 'reviewShow', argument: String(at) }),
      at === 0 ? ` · ${t('said in the text')}` : ` · ${t('line {0}', lineOf(at))}`,
    ],
  }));
  const absent = (required: boolean) =>
    missing.filter(section => section.required === required).map(section => absentLine(section, t));
  const useful = absent(false);
  return [
    titled(t('Outline'), [
      { kind: 'facts', items: [...absent(true), ...there] },
      ...(useful.length > 0
        ? [
            {
              kind: 'details',
              key: 'useful-sections',
              summary: counted(
                t,
                useful.length,
                '1 section that often helps',
                '{0} sections that often help',
              ),
              blocks: [{ kind: 'facts', items: useful }],
            } as Block,
          ]
        : []),
    ]),
  ];
}

const absentLine = ({ id, name, required, why }: SectionState, t: Translate): FactLine => ({
  icon: required ? 'warning' : 'circle-slash',
  tone: required ? 'caution' : 'plain',
  text: rich(
    t,
    '**{0}** is missing. {1}',
    name,
    link(t('Add it'), { do: 'command', command: 'reviewAddSection', argument: id }),
  ),
  note: [why],
});

function findingSections(findings: readonly Finding[], document: ReviewedDocument, t: Translate): Section[] {
  if (findings.length === 0) return [];
  const names = [undefined, t('Worth a look'), t('Will be asked about'), t('Stops engineering')];
  const sorted = byImportance(findings).slice(0, shownAtMost);
  const sections = ([3, 2, 1] as const).flatMap((importance): Section[] => {
    const own = sorted.filter(finding => finding.importance === importance);
    if (own.length === 0) return [];
    const items = own.map((finding): FactLine => ({
      icon: importance === 3 ? 'warning' : 'comment',
      tone: importance === 3 ? 'caution' : 'plain',
      text: [
        `${finding.title} · `,
        link(t('line {0}', document.lineOf(finding.start)), {
          do: 'command',
          command: 'reviewShow',
          argument: String(finding.start),
        }),
      ],
      note: [finding.ask.join(' ')],
    }));
    return [
      titled(
        names[importance] ?? '',
        [{ kind: 'facts', items }],
        counted(t, own.length, '1 place', '{0} places'),
      ),
    ];
  });
  const rest = findings.length - sorted.length;
  if (rest > 0)
    sections.push({
      kind: 'blocks',
      blocks: [{ kind: 'text', quiet: true, text: [t('{0} more are marked in the text.', rest)] }],
    });
  return sections;
}

/** The page while there is no document to review: what to open, and what to begin with. */
export const noReviewPage = (why: string, t: Translate): Page => ({
  destination: { place: 'review' },
  heading: [t('Nothing to review yet')],
  headingStyle: 'title',
  under: why,
  sections: [
    {
      kind: 'blocks',
      blocks: [
        {
          kind: 'actions',
          buttons: [
            {
              label: t('New document…'),
              primary: true,
              icon: 'file',
              act: { do: 'command', command: 'newDocument' },
            },
            { label: t('Open the sample product'), act: { do: 'command', command: 'sample' } },
          ],
        },
      ],
    },
  ],
});

/** The questions of a review as a part of the checklist for engineering. */
export function reviewChecklist({ review, lineOf }: ReviewedDocument, t: Translate): string {
  const questions = questionsOf(review);
  if (questions.length === 0) return '';
  const lines = questions.map(({ question, about, start }) => {
    const place = start === undefined ? t('missing') : t('line {0}', lineOf(start));
    return `- [ ] **${about.replace(/[\\`*_[\]<>|]/g, '\\$&')}** (${place}): ${question}`;
  });
  return `## ${t('What the document leaves open')}\n\n${lines.join('\n')}\n`;
}
