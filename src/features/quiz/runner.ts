import * as vscode from 'vscode';
import { estimate, shareKnown } from '../../core/quiz/ability';
import { topicRange } from '../../core/quiz/interval';
import type { ReviewEntry } from '../../core/quiz/log';
import { feedbackPage, questionPage, resultPage, whyNotPages } from '../../core/quiz/pages';
import { isProductItem } from '../../core/quiz/product/topic';
import {
  answer,
  caughtUp,
  continued,
  markGuessed,
  openItem,
  resultOf,
  startSession,
  type Session,
} from '../../core/quiz/session';
import { askWhichQuiz } from './door';
import { nextReview } from './nextReview';
import type { QuizParts } from './parts';
import { showPage } from './quickPick';
import type { QuizRequest } from './requests';
import { newSession, nextCheckItem } from './sessions';
import { showParagraph } from './teach';

const pausedKey = 'tpmLens.quiz.paused';
const { t } = vscode.l10n;

/** The one that runs quizzes in this window. */
export const quizRunner = (parts: QuizParts): QuizRunner => (only ??= new QuizRunner(parts));
let only: QuizRunner | undefined;

/** Runs quizzes: asks page after page, keeps every answer at once, pauses on Escape. */
export class QuizRunner {
  constructor(private readonly parts: QuizParts) {}

  /** The session that Escape, or the end of the window, left; with every answer that the log holds. */
  async paused(entries?: readonly ReviewEntry[]): Promise<Session | undefined> {
    const kept = this.parts.memory.get<Session>(pausedKey);
    if (!kept) return undefined;
    const session = caughtUp(kept, entries ?? (await this.parts.progress.entries()));
    const going = session === kept ? kept : await this.withNext(session);
    return openItem(going) ? going : undefined;
  }

  /** The first page: what the reader wants to be asked. */
  async ask(): Promise<QuizRequest | undefined> {
    return askWhichQuiz(this.parts, entries => this.paused(entries));
  }

  async start(request: QuizRequest): Promise<void> {
    const session = request.kind === 'resume' ? await this.paused() : await newSession(request, this.parts);
    if (!session || session.items.length === 0) {
      void vscode.window.showInformationMessage(nothingToAsk(request));
      return;
    }
    await this.run(session);
  }

  private async run(started: Session): Promise<void> {
    let session = started;
    // kept from the first question on, which does not wait for it: a window that is killed resumes here
    const kept = this.keep(session);
    while (openItem(session)) {
      const page = questionPage(session, t);
      if (!page) break;
      const shown = Date.now();
      const outcome = await showPage(page);
      await kept;
      if (outcome === 'closed') return this.pause(session);
      if (outcome !== 'back') {
        if (outcome.kind !== 'answer') continue;
        session = await this.record(session, outcome.option, Date.now() - shown);
      }
      if (!(await this.feedback(session, kept => (session = kept)))) return this.pause(session);
    }
    await kept;
    await this.keep(undefined);
    await this.finish(session);
  }

  private async keep(session: Session | undefined): Promise<void> {
    await this.parts.memory.update(pausedKey, session);
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
    // the log first: it is the truth, and the session catches up with it
    await this.parts.progress.append(record);
    const going = await this.withNext(answered);
    await this.keep(going);
    return going;
  }

  /** A level check goes on with the question that tells most. */
  private async withNext(session: Session): Promise<Session> {
    if (session.atMost === undefined || openItem(session)) return session;
    return continued(session, await nextCheckItem(this.parts, answersOf(session)));
  }

  /**
   * Shows what the last answer was worth; `false`: the reader left with Escape. What it opens, a file or the sidebar,
   * is there to read while the explanation stays.
   */
  private async feedback(given: Session, keep: (session: Session) => void): Promise<boolean> {
    let session = given;
    for (;;) {
      const page = feedbackPage(session, t);
      const item = session.items[session.answers.length - 1];
      if (!page || !item) return true;
      const outcome = await showPage(page);
      if (outcome === 'closed') return false;
      if (outcome === 'back') continue;
      switch (outcome.kind) {
        case 'guessed': {
          session = markGuessed(session);
          keep(session);
          const entry = session.answers.at(-1)?.entry;
          if (entry !== undefined) await this.parts.progress.append({ guessedEntry: entry });
          break;
        }
        case 'whyNot':
          if (!(await this.whyNot(session))) return false;
          break;
        case 'evidence':
          await vscode.commands.executeCommand('tpmLens.openEvidence', {
            file: outcome.file,
            line: outcome.line,
          });
          break;
        case 'read':
          if (!(await showParagraph(session.title, item, this.parts.library))) return false;
          break;
        case 'aside':
          await this.parts.progress.append({ asideItem: item.id, on: true, time: Date.now() });
          return true;
        case 'stay':
          break;
        default:
          return true;
      }
    }
  }

  private async whyNot(session: Session): Promise<boolean> {
    for (const page of whyNotPages(session, t)) {
      const outcome = await showPage(page);
      if (outcome === 'closed') return false;
      if (outcome === 'back') return true;
    }
    return true;
  }

  private async pause(session: Session): Promise<void> {
    await this.keep(openItem(session) ? session : undefined);
    if (!openItem(session)) return;
    const resume = t('Resume');
    const message = t(
      'Paused at question {0} of {1}. Your answers are kept.',
      session.answers.length + 1,
      session.atMost ?? session.items.length,
    );
    // not awaited: the message may stay for long
    void vscode.window.showInformationMessage(message, resume, t('Later')).then(async chosen => {
      if (chosen === resume) await vscode.commands.executeCommand('tpmLens.quiz', 'resume');
    });
  }

  private async finish(session: Session): Promise<void> {
    const { library, progress } = this.parts;
    const entries = await progress.entries();
    const [topic, ...others] = new Set(session.items.map(item => item.topic));
    const single = topic !== undefined && others.length === 0 ? topic : undefined;
    const title = single === undefined ? undefined : library.topic(single)?.title;
    const { missed } = resultOf(session);
    const wanted = new Set(missed.flatMap(({ terms }) => terms));
    const lesson = library.index.lessons
      .map(candidate => ({ candidate, shared: candidate.terms.filter(id => wanted.has(id)).length }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared)[0]?.candidate;
    const page = resultPage(
      session,
      {
        topic: title,
        range: single === undefined ? undefined : topicRange(entries, single),
        known: session.atMost === undefined ? undefined : shareKnown(estimate(answersOf(session))),
        nextReview: nextReview(entries),
        lesson,
      },
      t,
    );
    const outcome = await showPage(page);
    if (outcome === 'closed' || outcome === 'back') return;
    if (outcome.kind === 'reviewMissed')
      await this.run(startSession(session.title, missed, { started: Date.now() }));
    else if (outcome.kind === 'read' && lesson)
      await vscode.commands.executeCommand('tpmLens.openLesson', lesson.id);
    else if (outcome.kind === 'progress') await vscode.commands.executeCommand('tpmLens.progress', 'open');
  }
}

/** The answers of a level check, as the choice of the next question needs them. */
const answersOf = ({ items, answers }: Session) =>
  answers.flatMap(({ correct }, index) => {
    const item = items[index];
    return item && !isProductItem(item.id)
      ? [{ item: item.id, topic: item.topic, level: item.level, correct }]
      : [];
  });

function nothingToAsk({ kind }: QuizRequest): string {
  switch (kind) {
    case 'due':
      return t('Nothing is due now.');
    case 'mistakes':
      return t('There are no mistakes to repeat.');
    case 'product':
      return t('The files of this folder state too little to ask about. Open the folder of your product.');
    case 'document':
      return t('Open a document with technical terms first.');
    case 'resume':
      return t('No quiz is paused.');
    default:
      return t('There are no questions about this yet.');
  }
}
