import * as vscode from 'vscode';
import { longestCheck, nextOfCheck } from '../../core/quiz/adaptive';
import { chooseQuestions } from '../../core/quiz/choose';
import { showQuestion, type Askable, type QuizItem } from '../../core/quiz/item';
import type { ReviewEntry } from '../../core/quiz/log';
import { dueItems, replay } from '../../core/quiz/schedule';
import { startSession, type Session } from '../../core/quiz/session';
import type { QuizParts } from './parts';
import type { NewQuiz } from './requests';

const { t } = vscode.l10n;
const length = 10;
const longestReview = 20;

/** Every question of the library. */
export const wholeBank = async ({ library }: Pick<QuizParts, 'library'>): Promise<readonly Askable[]> =>
  (await Promise.all(library.index.topics.map(({ id }) => library.questions(id)))).flat();

/**
 * Items that can be asked now: those of the library and of the open product, without those that were set aside.
 * Cheap where nothing can be due.
 */
export async function askedItems(
  parts: Pick<QuizParts, 'library' | 'product' | 'progress'>,
): Promise<ReadonlySet<string>> {
  const { aside } = await parts.progress.whole();
  const ids = [...(await wholeBank(parts)), ...parts.product.latest()].map(({ id }) => id);
  return new Set(ids.filter(id => !aside.has(id)));
}

/** Makes the session that was asked for; without questions where there are none. */
export async function newSession(request: NewQuiz, parts: QuizParts): Promise<Session> {
  const { library, progress, product, specs } = parts;
  const { entries, aside } = await progress.whole();
  const schedule = replay(entries);
  const now = Date.now();
  const bank = () => wholeBank(parts);
  const session = (title: string, questions: readonly Askable[], count = length) =>
    startSession(
      title,
      chooseQuestions(
        questions.filter(({ id }) => !aside.has(id)),
        schedule,
        count,
        now,
        Math.random,
      ).map(question => showQuestion(question, Math.random)),
      { started: now },
    );
  const about = async (title: string, terms: ReadonlySet<string>, count = length) =>
    session(
      title,
      (await bank()).filter(question => question.terms.some(id => terms.has(id))),
      count,
    );
  /** With the questions about the product where some of them may be meant. */
  const everything = async () => [...(await bank()), ...(await product.questions().catch(() => []))];

  switch (request.kind) {
    case 'mixed':
      return session(t('Mixed quiz'), await bank());
    case 'due': {
      const questions = await everything();
      const due = new Set(dueItems(schedule, now, new Set(questions.map(({ id }) => id))));
      return session(
        t('Daily review'),
        questions.filter(({ id }) => due.has(id)),
        longestReview,
      );
    }
    case 'mistakes':
      return session(
        t('My mistakes'),
        (await everything()).filter(({ id }) => schedule.get(id)?.lastRight === false),
      );
    case 'level': {
      const first = await nextCheckItem(parts, []);
      return startSession(t('Level check'), first ? [first] : [], { atMost: longestCheck, started: now });
    }
    case 'product':
      return session(t('My product: {0}', product.folder ?? ''), await product.questions());
    case 'document': {
      const open = specs.open();
      return about(t('Quiz on {0}', open?.name ?? ''), new Set(open?.terms));
    }
    case 'path': {
      const path = library.index.paths.find(({ id }) => id === request.id);
      const terms = path?.lessons.flatMap(id => library.lesson(id)?.terms ?? []);
      return about(t('Checkpoint: {0}', path?.title ?? request.id), new Set(terms));
    }
    case 'topic':
      return session(
        t('{0} quiz', library.topic(request.id)?.title ?? request.id),
        await library.questions(request.id),
      );
    case 'term': {
      const term = library.term(request.id);
      const all = await bank();
      const own = all.filter(({ terms }) => terms.includes(request.id));
      const near = term
        ? all.filter(
            ({ terms }) => !terms.includes(request.id) && terms.some(id => term.related.includes(id)),
          )
        : [];
      const chosen = own.length >= 3 ? own : [...own, ...near.slice(0, 3 - own.length)];
      return session(t('{0} quiz', term?.term ?? request.id), chosen, 5);
    }
  }
}

/** The question that tells most about the reader after these answers of a level check. */
export async function nextCheckItem(
  { library, progress }: Pick<QuizParts, 'library' | 'progress'>,
  asked: readonly Pick<ReviewEntry, 'item' | 'topic' | 'level' | 'correct'>[],
): Promise<QuizItem | undefined> {
  const { entries, aside } = await progress.whole();
  const known = new Set([...entries.map(({ item }) => item), ...aside]);
  const banks = await Promise.all(library.index.topics.map(({ id }) => library.questions(id)));
  const next = nextOfCheck(banks.flat(), asked, known, Math.random);
  return next && showQuestion(next, Math.random);
}
