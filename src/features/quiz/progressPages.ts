import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { progressPage } from '../../core/now/progress/progressPage';
import type { Page } from '../../core/now/page';
import { showQuestion } from '../../core/quiz/item';
import { dueItems, replay } from '../../core/quiz/schedule';
import type { ProgressStore } from './progressStore';

/** The page of the sidebar about the reader's answers. */
export async function buildProgressPage(library: Library, progress: ProgressStore): Promise<Page> {
  const entries = await progress.entries();
  const weekday = new Intl.DateTimeFormat(vscode.env.language, { weekday: 'short' });
  return progressPage(
    {
      index: library.index,
      entries,
      schedule: replay(entries),
      now: new Date(),
      dayName: day => weekday.format(day),
    },
    vscode.l10n.t,
  );
}

/** How many questions are due now. */
export async function countDue(progress: ProgressStore): Promise<number> {
  return dueItems(replay(await progress.entries()), Date.now()).length;
}

/** Keeps the answer to a check question of a lesson, as one of a quiz. */
export async function keepCheckAnswer(
  library: Library,
  progress: ProgressStore,
  question: string,
  option: number,
): Promise<void> {
  const found = await library.question(question);
  if (!found) return;
  const { version, level, terms, topic } = showQuestion(found, () => 0);
  await progress.append({
    entry: crypto.randomUUID(),
    item: question,
    version,
    topic,
    terms: [...terms],
    level,
    time: Date.now(),
    option,
    correct: found.options[option]?.right === true,
    guessed: false,
    taken: 0,
  });
}
