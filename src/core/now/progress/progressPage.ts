import type { LibraryIndex } from '../../content/types';
import { abilityOf, labelNeeds, labelOf, shareKnown, type Label } from '../../quiz/ability';
import { enoughAnswers, firstAnswers, topicRange } from '../../quiz/interval';
import type { ReviewEntry } from '../../quiz/log';
import type { Recommendation } from '../../quiz/learnNext';
import { productTopic } from '../../quiz/product/topic';
import { dueItems, type ItemSchedule } from '../../quiz/schedule';
import type { Translate } from '../../translate';
import type { Block, Button, Card, Page, RangeLine, Rich } from '../page';
import { rich } from '../rich';
import { recommendedRow } from '../learn/lists';
import { ago, counted } from '../words';

export interface ProgressParts {
  readonly index: Pick<LibraryIndex, 'topics' | 'terms' | 'questions'>;
  readonly entries: readonly ReviewEntry[];
  readonly schedule: ReadonlyMap<string, ItemSchedule>;
  /** Items that can be asked here and now. */
  readonly asked: ReadonlySet<string>;
  /** What to learn next, and why. */
  readonly next: readonly Recommendation[];
  readonly now: Date;
  /** The name of a day in the reader's language, such as "Wed". */
  readonly dayName: (day: Date) => string;
}

const secondsEach = 35;
const day = 86_400_000;
const forecastDays = 7;

/** What is due, how sure the level is by topic, what comes next, and what was done. */
export function progressPage(parts: ProgressParts, t: Translate): Page {
  const destination = { place: 'progress' } as const;
  if (parts.entries.length === 0)
    return {
      destination,
      heading: [t('Progress')],
      headingStyle: 'hidden',
      sections: [
        { kind: 'card', card: noAnswers(t) },
        ...nextCards(parts.next, t).map(card => ({ kind: 'card' as const, card })),
      ],
    };
  const cards = [
    dueCard(parts, t),
    levelCard(parts, t),
    ...nextCards(parts.next, t),
    forecastCard(parts, t),
    historyCard(parts, t),
  ];
  return {
    destination,
    heading: [t('Progress')],
    headingStyle: 'hidden',
    sections: cards.map(card => ({ kind: 'card', card })),
    actions: [
      { label: t('Export answers'), act: { do: 'command', command: 'progress', argument: 'export' } },
      { label: t('Copy as Markdown'), icon: 'copy', act: { do: 'copyPage' } },
    ],
  };
}

const quizButton = (label: string, argument: string, primary = false): Button => ({
  label,
  ...(primary ? { primary: true, icon: 'play' as const } : {}),
  act: { do: 'command', command: 'quizOf', argument },
});

function noAnswers(t: Translate): Card {
  return {
    key: 'no-progress',
    title: t('No answers yet'),
    icon: 'mortar-board',
    layout: 'empty',
    blocks: [
      {
        kind: 'text',
        text: [
          t(
            'After your first quiz this page shows what is due, and how sure the product is of your level by topic.',
          ),
        ],
      },
      { kind: 'text', quiet: true, text: [t('Answers stay on this computer.')] },
      {
        kind: 'actions',
        buttons: [
          {
            label: t('Start a quiz'),
            primary: true,
            icon: 'play',
            act: { do: 'command', command: 'quiz' },
          },
          quizButton(t('Check my level'), 'level'),
        ],
      },
    ],
  };
}

const minutes = (questions: number, t: Translate): string =>
  counted(t, Math.max(1, Math.round((questions * secondsEach) / 60)), '1 minute', '{0} minutes');

/** What to learn next, with the reason for each. */
function nextCards(next: readonly Recommendation[], t: Translate): readonly Card[] {
  if (next.length === 0) return [];
  return [
    {
      key: 'learn-next',
      title: t('What to learn next'),
      icon: 'book',
      layout: 'plain',
      blocks: [{ kind: 'rows', rows: next.map(each => recommendedRow(each, t)) }],
    },
  ];
}

function dueCard({ index, entries, schedule, asked, now }: ProgressParts, t: Translate): Card {
  const due = dueItems(schedule, now.getTime(), asked);
  const mistakes = [...schedule].filter(([id, { lastRight }]) => !lastRight && asked.has(id)).length;
  const oldest = due[0] === undefined ? undefined : schedule.get(due[0]);
  const term = entries.find(({ item }) => item === due[0])?.terms[0];
  const name = index.terms.find(({ id }) => id === term)?.term;
  return {
    key: 'due',
    title: t('Due today'),
    icon: 'mortar-board',
    layout: 'plain',
    blocks: [
      {
        kind: 'figure',
        value: String(due.length),
        text:
          due.length === 0
            ? [t('Nothing is due. What you answered comes back when you are about to forget it.')]
            : [
                counted(
                  t,
                  due.length,
                  'question, about {1}.',
                  'questions, about {1}.',
                  minutes(due.length, t),
                ),
              ],
        ...(oldest && name !== undefined
          ? { note: t('Oldest: “{0}”, due {1}', name, ago(t, new Date(oldest.due), now)) }
          : {}),
      },
      {
        kind: 'actions',
        buttons: [
          ...(due.length > 0 ? [quizButton(t('Start daily review'), 'due', true)] : []),
          ...(mistakes > 0 ? [quizButton(t('Review my mistakes'), 'mistakes')] : []),
          ...(due.length === 0 ? [quizButton(t('Ten mixed questions'), 'mixed', true)] : []),
        ],
      },
    ],
  };
}

function levelCard({ index, entries }: ProgressParts, t: Translate): Card {
  const ability = abilityOf(entries);
  const label = labelOf(ability);
  const overall: Rich =
    label === undefined
      ? rich(
          t,
          '**Not enough answers yet** for one overall level. It needs {0} first answers over {1} topics. You have {2} over {3}.',
          labelNeeds.answers,
          labelNeeds.topics,
          ability.answered,
          ability.topics,
        )
      : rich(
          t,
          '**{0}**: you likely know {1} to {2} % of what the library asks.',
          labelWords(label, t),
          ...shareKnown(ability),
        );
  const lines = [...index.topics, { id: productTopic, title: t('My product') }]
    .map(({ id, title }) => ({ title, ...topicRange(entries, id) }))
    .filter(({ answered }) => answered > 0)
    .sort((a, b) => b.answered - a.answered)
    .map(({ title, right, answered, range }): RangeLine => ({
      name: title,
      ...(range ? { range: [Math.round(range[0] * 100), Math.round(range[1] * 100)] as const } : {}),
      words: range
        ? t('{0} to {1} %', Math.round(range[0] * 100), Math.round(range[1] * 100))
        : t('{0} of {1}', answered, enoughAnswers),
      note: range ? t('{0} first answers, {1} right', answered, right) : t('not enough answers yet'),
    }));
  const blocks: Block[] = [
    { kind: 'text', text: overall },
    {
      kind: 'text',
      text: [
        {
          kind: 'link',
          text: t('Check my level'),
          act: { do: 'command', command: 'quizOf', argument: 'level' },
        },
        t(' picks the questions that tell most.'),
      ],
    },
    {
      kind: 'group',
      label: t('By topic: how many questions you would answer right'),
      blocks: [
        {
          kind: 'ranges',
          items: lines,
          note: t(
            'The bar is the likely range, 9 times in 10; the tick marks 50 %. Only first answers count, so repeating a question cannot raise it.',
          ),
        },
      ],
    },
  ];
  return { key: 'level', title: t('Your level'), icon: 'pass', layout: 'plain', blocks };
}

function labelWords(label: Label, t: Translate): string {
  switch (label) {
    case 'beginning':
      return t('Beginning');
    case 'working':
      return t('Working knowledge');
    case 'fluent':
      return t('Fluent');
  }
}

/** Midnight, in the reader's time zone. */
const startOf = (moment: Date): number =>
  new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();

function forecastCard({ schedule, asked, now, dayName }: ProgressParts, t: Translate): Card {
  const today = startOf(now);
  const bars = Array.from({ length: forecastDays }, (_, offset) => {
    // noon, so that a change of the clocks moves no day
    const at = new Date(today + offset * day + day / 2);
    const value = [...schedule].filter(([id, { due }]) => {
      if (!asked.has(id)) return false;
      const days = Math.max(0, Math.round((startOf(new Date(due)) - today) / day));
      return days === offset;
    }).length;
    return { name: offset === 0 ? t('today') : dayName(at), value };
  });
  const busiest = bars.reduce((most, bar) => (bar.value > most.value ? bar : most));
  return {
    key: 'forecast',
    title: t('Next 7 days'),
    icon: 'history',
    layout: 'split',
    blocks: [
      {
        kind: 'bars',
        label: t('Questions due: {0}', bars.map(({ name, value }) => `${name} ${value}`).join(', ')),
        columns: [t('Day'), t('Questions due')],
        bars,
      },
    ],
    meaning:
      busiest.value === 0
        ? [t('Nothing comes back this week.')]
        : [
            counted(
              t,
              busiest.value,
              'Busiest: {2}, 1 question, about {1}.',
              'Busiest: {2}, {0} questions, about {1}.',
              minutes(busiest.value, t),
              busiest.name,
            ),
          ],
  };
}

function historyCard({ entries, now, dayName }: ProgressParts, t: Translate): Card {
  const today = startOf(now);
  const daysAgo = ({ time }: ReviewEntry): number => Math.round((today - startOf(new Date(time))) / day);
  const bars = Array.from({ length: 7 }, (_, index) => {
    const offset = 6 - index;
    return {
      name: offset === 0 ? t('today') : dayName(new Date(today - offset * day + day / 2)),
      value: entries.filter(entry => daysAgo(entry) === offset).length,
    };
  });
  const days = new Set(entries.map(daysAgo));
  let streak = 0;
  // today counts when it happened; a day that is not over does not break anything
  for (let at = days.has(0) ? 0 : 1; days.has(at); at++) streak++;
  const first = firstAnswers(entries).length;
  return {
    key: 'history',
    title: t('What you did'),
    icon: 'clock',
    layout: 'split',
    blocks: [
      {
        kind: 'bars',
        label: t('Answers: {0}', bars.map(({ name, value }) => `${name} ${value}`).join(', ')),
        columns: [t('Day'), t('Answers')],
        bars,
      },
    ],
    meaning: [
      counted(
        t,
        entries.length,
        '1 answer in all, to {1} questions.',
        '{0} answers in all, to {1} questions.',
        String(first),
      ),
      ...(streak > 1 ? [' ', t('{0} days in a row.', streak)] : []),
    ],
  };
}
