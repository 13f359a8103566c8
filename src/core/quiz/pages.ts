import type { Translate } from '../translate';
import { shownText, type QuizItem } from './item';
import type { TopicRange } from './interval';
import { openItem, resultOf, type Session, type SessionAnswer } from './session';

/** What an item of a page does. */
export type QuizAction =
  | { readonly kind: 'answer'; readonly option: number }
  | {
      readonly kind:
        | 'next'
        | 'read'
        | 'guessed'
        | 'whyNot'
        | 'aside'
        | 'reviewMissed'
        | 'done'
        | 'progress'
        | 'separator'
        | 'stay';
    }
  /** Opens the line of the repository that the answer rests on. */
  | { readonly kind: 'evidence'; readonly file: string; readonly line: number };

export interface QuizPageItem {
  readonly label: string;
  readonly description?: string;
  readonly action: QuizAction;
}

/** One QuickPick: plain lines; the prompt wraps and carries the text. */
export interface QuizPage {
  readonly title: string;
  readonly placeholder: string;
  readonly prompt: string;
  readonly items: readonly QuizPageItem[];
  readonly step?: number;
  readonly steps?: number;
  /** Digits answer at once. */
  readonly digits: boolean;
  readonly back: boolean;
}

/** A QuickPick's prompt shows about five lines. */
export const promptLimit = 330;
const separator: QuizPageItem = { label: '', action: { kind: 'separator' } };

/** The open question: the stem is the prompt, options are numbered, "I don't know" is below a line and costs nothing. */
export function questionPage(session: Session, t: Translate): QuizPage | undefined {
  const item = openItem(session);
  if (!item) return undefined;
  const count = item.options.length;
  return {
    title: session.title,
    placeholder:
      session.answers.length > 0
        ? t('Type 1 to {0}, 0 to see the last explanation again, or choose with the arrow keys', count + 1)
        : t('Type 1 to {0}, or choose with the arrow keys', count + 1),
    prompt: shownText(item, item.stem),
    items: [
      ...item.options.map(({ text, index }, position): QuizPageItem => ({
        label: `${position + 1}  ${shownText(item, text)}`,
        action: { kind: 'answer', option: index },
      })),
      separator,
      {
        label: `${count + 1}  ${t("I don't know")}`,
        description: t('no penalty, shows the answer'),
        action: { kind: 'answer', option: -1 },
      },
    ],
    step: session.answers.length + 1,
    steps: session.atMost ?? session.items.length,
    digits: true,
    back: session.answers.length > 0,
  };
}

const numberOf = (item: QuizItem, option: number): number =>
  item.options.findIndex(({ index }) => index === option) + 1;
const keyOf = (item: QuizItem) => item.options.find(({ right }) => right === true);

/** What the last answer was worth: the reason first, never praise. */
export function feedbackPage(session: Session, t: Translate): QuizPage | undefined {
  const position = session.answers.length - 1;
  const item = session.items[position];
  const given = session.answers[position];
  const key = item && keyOf(item);
  if (!item || !given || !key) return undefined;
  const last = session.answers.length === session.items.length;
  const next: QuizPageItem = {
    label: last ? `$(arrow-right) ${t('See the result')}` : `$(arrow-right) ${t('Next question')}`,
    action: { kind: 'next' },
  };
  const read: QuizPageItem = {
    label: `$(book) ${t('Read what teaches this')}`,
    description: t('the paragraph'),
    action: { kind: 'read' },
  };
  const whyNot = (label: string): QuizPageItem => ({ label, action: { kind: 'whyNot' } });
  const evidence = (item.evidence ?? []).map(({ file, line }, index): QuizPageItem => ({
    label: `$(go-to-file) ${index === 0 ? t('Open the evidence') : t('More evidence')}`,
    description: `${plainDescription(file)}:${line}`,
    action: { kind: 'evidence', file, line },
  }));
  const aside: QuizPageItem = {
    label: `$(circle-slash) ${t('Do not ask this again')}`,
    action: { kind: 'aside' },
  };
  const rest = [...evidence, read, aside];
  const frame = {
    placeholder: t('Enter goes on'),
    step: position + 1,
    steps: session.atMost ?? session.items.length,
    digits: false,
    back: false,
  };
  const rightIs = t('Right is {0}: {1}', numberOf(item, key.index), shownText(item, key.text));
  const because = shownText(item, key.why);
  if (given.correct) {
    const guessed: QuizPageItem = {
      label: `$(question) ${t('I guessed')}`,
      description: t('asks again sooner'),
      action: { kind: given.guessed ? 'stay' : 'guessed' },
    };
    return {
      ...frame,
      title: `${session.title} · ${t('right')}`,
      prompt: `$(pass) ${because}`,
      items: [
        next,
        whyNot(`$(list-unordered) ${t('Why not the others')}`),
        given.guessed
          ? { ...guessed, label: `$(check) ${t('Noted: it comes back sooner')}`, description: '' }
          : guessed,
        ...rest,
      ],
    };
  }
  if (given.option < 0) {
    return {
      ...frame,
      title: `${session.title} · ${t('the answer')}`,
      prompt: `$(pass) ${rightIs}. ${because}`,
      items: [next, whyNot(`$(list-unordered) ${t('Why not the others')}`), ...rest],
    };
  }
  const chosen = item.options.find(({ index }) => index === given.option);
  const mistake = `$(error) ${t('You chose {0}. {1}', numberOf(item, given.option), shownText(item, chosen?.why ?? ''))}`;
  const whole = `${mistake} $(pass) ${rightIs}. ${because}`;
  const fits = whole.length <= promptLimit;
  return {
    ...frame,
    title: `${session.title} · ${t('not quite')}`,
    prompt: fits ? whole : `$(pass) ${rightIs}. ${because}`,
    items: [
      next,
      whyNot(
        fits
          ? `$(list-unordered) ${t('Why not the others')}`
          : `$(question) ${t('Why {0} is not right', numberOf(item, given.option))}`,
      ),
      ...rest,
    ],
  };
}

/** A path as a description, in which nothing is drawn as an icon. */
const plainDescription = (path: string): string => path.replace(/\$\(/g, '$ (');

/** The wrong options of the last question, each with its misconception, one to a page. The chosen one comes first. */
export function whyNotPages(session: Session, t: Translate): QuizPage[] {
  const position = session.answers.length - 1;
  const item = session.items[position];
  const given: SessionAnswer | undefined = session.answers[position];
  if (!item || !given) return [];
  const wrong = item.options
    .filter(({ right }) => right !== true)
    .sort((a, b) => Number(b.index === given.option) - Number(a.index === given.option));
  return wrong.map((option, index) => ({
    title: `${session.title} · ${t('why not {0}', numberOf(item, option.index))}`,
    placeholder: t('Enter goes on'),
    prompt: `$(error) ${numberOf(item, option.index)}  ${shownText(item, option.text)}: ${shownText(item, option.why)}`,
    items: [
      {
        label:
          index < wrong.length - 1
            ? `$(arrow-right) ${t('The next option')}`
            : `$(arrow-left) ${t('Back to the answer')}`,
        action: { kind: 'next' },
      },
    ],
    digits: false,
    back: true,
  }));
}

/** The end of a session: counts, an honest range where there is enough to say, and what to read. */
export function resultPage(
  session: Session,
  facts: {
    readonly topic: string | undefined;
    readonly range: TopicRange | undefined;
    /** Of a level check: the share of the library that the reader likely knows, in percent. */
    readonly known?: readonly [low: number, high: number] | undefined;
    readonly nextReview: string | undefined;
    readonly lesson: { title: string; minutes: number } | undefined;
  },
  t: Translate,
): QuizPage {
  const { right, wrong, unknown, missed } = resultOf(session);
  const sentences = [t('{0} right, {1} not yet, {2} not known.', right, wrong, unknown)];
  if (facts.topic !== undefined && facts.range) {
    const { range, answered } = facts.range;
    sentences.push(
      range
        ? t(
            'You would answer about {0} to {1} % of the {2} questions ({3} of {4} first answers right).',
            percent(range[0]),
            percent(range[1]),
            facts.topic,
            facts.range.right,
            answered,
          )
        : t('Not enough answers yet for {0} ({1} of {2}).', facts.topic, answered, 12),
    );
  }
  if (facts.known)
    sentences.push(
      t('You likely know {0} to {1} % of what the library asks, judged by this check alone.', ...facts.known),
    );
  if (facts.nextReview !== undefined) sentences.push(facts.nextReview);
  const items: QuizPageItem[] = [{ label: `$(check) ${t('Done')}`, action: { kind: 'done' } }];
  if (missed.length > 0)
    items.push({
      label: `$(history) ${t('Review the {0} missed', missed.length)}`,
      action: { kind: 'reviewMissed' },
    });
  if (facts.lesson)
    items.push({
      label: `$(book) ${t('Read "{0}"', facts.lesson.title)}`,
      description: t('{0} minutes', facts.lesson.minutes),
      action: { kind: 'read' },
    });
  items.push({ label: `$(graph) ${t('Open Progress')}`, action: { kind: 'progress' } });
  return {
    title: `${session.title} · ${t('done')}`,
    placeholder: t('Enter closes'),
    prompt: sentences.join(' '),
    items,
    digits: false,
    back: false,
  };
}

const percent = (share: number): number => Math.round(100 * share);
