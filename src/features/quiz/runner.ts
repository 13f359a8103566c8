import * as vscode from 'vscode';
import type { BankQuestion, Library } from '../../core/content/library';
import { estimate, shareKnown } from '../../core/quiz/ability';
import { longestCheck, nextOfCheck } from '../../core/quiz/adaptive';
import { chooseQuestions } from '../../core/quiz/choose';
import { topicRange } from '../../core/quiz/interval';
import { showQuestion } from '../../core/quiz/item';
import type { ReviewEntry } from '../../core/quiz/log';
import { feedbackPage, questionPage, resultPage, whyNotPages } from '../../core/quiz/pages';
import { dueItems, replay } from '../../core/quiz/schedule';
import {
  answer,
  continued,
  markGuessed,
  openItem,
  resultOf,
  startSession,
  type Session,
} from '../../core/quiz/session';
import { askWhichQuiz, type NewQuiz, type QuizRequest } from './door';
import type { ProgressStore } from './progressStore';
import { showPage } from './quickPick';

const pausedKey = 'tpmLens.quiz.paused';
const length = 10;

/** The one that runs quizzes in this window. */
export function quizRunner(library: Library, progress: ProgressStore, memory: vscode.Memento): QuizRunner {
  return (only ??= new QuizRunner(library, progress, memory));
}
let only: QuizRunner | undefined;

/** Runs quizzes: asks page after page, keeps every answer at once, pauses on Escape. */
export class QuizRunner {
  constructor(
    private readonly library: Library,
    private readonly progress: ProgressStore,
    private readonly memory: vscode.Memento,
  ) {}

  /** The session that Escape left, if any. */
  paused(): Session | undefined {
    return this.memory.get<Session>(pausedKey);
  }

  /** The first page: what the reader wants to be asked. */
  async ask(): Promise<QuizRequest | undefined> {
    return askWhichQuiz(this.library, this.paused(), await this.progress.entries());
  }

  async start(request: QuizRequest): Promise<void> {
    const session = request.kind === 'resume' ? this.paused() : await this.sessionFor(request);
    if (!session || session.items.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no questions about this yet.'));
      return;
    }
    await this.run(session);
  }

  private async sessionFor(request: NewQuiz): Promise<Session> {
    const entries = await this.progress.entries();
    const schedule = replay(entries);
    const now = Date.now();
    const everything = async () =>
      (await Promise.all(this.library.index.topics.map(({ id }) => this.library.questions(id)))).flat();
    const session = (title: string, questions: readonly BankQuestion[], count = length) =>
      startSession(
        title,
        chooseQuestions(questions, schedule, count, now, Math.random).map(question =>
          showQuestion(question, Math.random),
        ),
      );
    switch (request.kind) {
      case 'mixed':
        return session(vscode.l10n.t('Mixed quiz'), await everything());
      case 'due': {
        const due = new Set(dueItems(schedule, now));
        return session(
          vscode.l10n.t('Daily review'),
          (await everything()).filter(({ id }) => due.has(id)),
          20,
        );
      }
      case 'mistakes':
        return session(
          vscode.l10n.t('My mistakes'),
          (await everything()).filter(({ id }) => schedule.get(id)?.lastRight === false),
        );
      case 'level': {
        const first = await this.nextOfCheck([]);
        return startSession(vscode.l10n.t('Level check'), first ? [first] : [], longestCheck);
      }
      case 'topic':
        return session(
          vscode.l10n.t('{0} quiz', this.library.topic(request.id)?.title ?? request.id),
          await this.library.questions(request.id),
        );
      case 'term': {
        const term = this.library.term(request.id);
        const all = await everything();
        const own = all.filter(({ terms }) => terms.includes(request.id));
        const near = term
          ? all.filter(
              ({ terms }) => !terms.includes(request.id) && terms.some(id => term.related.includes(id)),
            )
          : [];
        const chosen = own.length >= 3 ? own : [...own, ...near.slice(0, 3 - own.length)];
        return session(vscode.l10n.t('{0} quiz', term?.term ?? request.id), chosen, 5);
      }
    }
  }

  /** The question that tells most about the reader after these answers of a level check. */
  private async nextOfCheck(asked: readonly Pick<ReviewEntry, 'item' | 'topic' | 'level' | 'correct'>[]) {
    const known = new Set((await this.progress.entries()).map(({ item }) => item));
    const banks = await Promise.all(this.library.index.topics.map(({ id }) => this.library.questions(id)));
    const next = nextOfCheck(banks.flat(), asked, known, Math.random);
    return next && showQuestion(next, Math.random);
  }

  private async run(started: Session): Promise<void> {
    let session = started;
    while (openItem(session)) {
      const page = questionPage(session, vscode.l10n.t);
      if (!page) break;
      const shown = Date.now();
      const outcome = await showPage(page);
      if (outcome === 'closed') return this.pause(session);
      if (outcome === 'back') {
        if (!(await this.feedback(session, kept => (session = kept)))) return this.pause(session);
        continue;
      }
      if (outcome.kind !== 'answer') continue;
      session = await this.record(session, outcome.option, Date.now() - shown);
      if (!(await this.feedback(session, kept => (session = kept)))) return this.pause(session);
    }
    await this.memory.update(pausedKey, undefined);
    await this.finish(session);
  }

  private async record(session: Session, option: number, taken: number): Promise<Session> {
    const item = openItem(session);
    if (!item) return session;
    const entry = crypto.randomUUID();
    const answered = answer(session, option, entry);
    const record: ReviewEntry = {
      entry,
      item: item.id,
      version: item.version,
      topic: item.topic,
      terms: [...item.terms],
      level: item.level,
      time: Date.now(),
      option,
      correct: answered.answers.at(-1)?.correct === true,
      guessed: false,
      taken,
    };
    await this.progress.append(record);
    const next = answered.atMost === undefined ? undefined : await this.nextOfCheck(answersOf(answered));
    const going = continued(answered, next);
    await this.memory.update(pausedKey, going);
    return going;
  }

  /** Shows what the last answer was worth; `false`: the reader left with Escape. */
  private async feedback(given: Session, keep: (session: Session) => void): Promise<boolean> {
    let session = given;
    for (;;) {
      const page = feedbackPage(session, vscode.l10n.t);
      if (!page) return true;
      const outcome = await showPage(page);
      if (outcome === 'closed') return false;
      if (outcome === 'back') continue;
      switch (outcome.kind) {
        case 'guessed': {
          session = markGuessed(session);
          keep(session);
          const entry = session.answers.at(-1)?.entry;
          if (entry !== undefined) await this.progress.append({ guessedEntry: entry });
          break;
        }
        case 'whyNot':
          if (!(await this.whyNot(session))) return false;
          break;
        case 'read': {
          const [term] = session.items[session.answers.length - 1]?.terms ?? [];
          if (term !== undefined) await vscode.commands.executeCommand('tpmLens.openTerm', term);
          break;
        }
        case 'stay':
          break;
        default:
          return true;
      }
    }
  }

  private async whyNot(session: Session): Promise<boolean> {
    for (const page of whyNotPages(session, vscode.l10n.t)) {
      const outcome = await showPage(page);
      if (outcome === 'closed') return false;
      if (outcome === 'back') return true;
    }
    return true;
  }

  private async pause(session: Session): Promise<void> {
    await this.memory.update(pausedKey, openItem(session) ? session : undefined);
    if (!openItem(session)) return;
    const resume = vscode.l10n.t('Resume');
    const message = vscode.l10n.t(
      'Paused at question {0} of {1}. Your answers are kept.',
      session.answers.length + 1,
      session.atMost ?? session.items.length,
    );
    // not awaited: the message may stay for long
    void vscode.window.showInformationMessage(message, resume, vscode.l10n.t('Later')).then(async chosen => {
      if (chosen === resume) await this.run(session);
    });
  }

  private async finish(session: Session): Promise<void> {
    const entries = await this.progress.entries();
    const [topic, ...others] = new Set(session.items.map(item => item.topic));
    const title = topic !== undefined && others.length === 0 ? this.library.topic(topic)?.title : undefined;
    const { missed } = resultOf(session);
    const wanted = new Set(missed.flatMap(({ terms }) => terms));
    const lesson = this.library.index.lessons
      .map(candidate => ({ candidate, shared: candidate.terms.filter(id => wanted.has(id)).length }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared)[0]?.candidate;
    const page = resultPage(
      session,
      {
        topic: title,
        range: topic === undefined ? undefined : topicRange(entries, topic),
        known: session.atMost === undefined ? undefined : shareKnown(estimate(answersOf(session))),
        nextReview: nextReview(entries),
        lesson,
      },
      vscode.l10n.t,
    );
    const outcome = await showPage(page);
    if (outcome === 'closed' || outcome === 'back') return;
    if (outcome.kind === 'reviewMissed') await this.run(startSession(session.title, missed));
    else if (outcome.kind === 'read' && lesson)
      await vscode.commands.executeCommand('tpmLens.openLesson', lesson.id);
    else if (outcome.kind === 'progress') await vscode.commands.executeCommand('tpmLens.progress', 'open');
  }
}

/** The answers of a level check, as the choice of the next question needs them. */
const answersOf = ({ items, answers }: Session) =>
  answers.flatMap(({ correct }, index) => {
    const item = items[index];
    return item ? [{ item: item.id, topic: item.topic, level: item.level, correct }] : [];
  });

/** "Next review: Tuesday, 4 due." */
function nextReview(entries: readonly ReviewEntry[]): string | undefined {
  const now = Date.now();
  const later = [...replay(entries).values()].map(({ due }) => due).filter(due => due > now);
  if (later.length === 0) return undefined;
  const day = new Date(Math.min(...later));
  const count = later.filter(due => new Date(due).toDateString() === day.toDateString()).length;
  const name = day.toLocaleDateString(vscode.env.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return vscode.l10n.t('Next review: {0}, {1} due.', name, count);
}
