import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { progressPage } from '../../core/now/progress/progressPage';
import type { Page } from '../../core/now/page';
import { showQuestion } from '../../core/quiz/item';
import { dueItems, replay } from '../../core/quiz/schedule';
import { learnNext, type Recommendation } from '../../core/quiz/learnNext';
import type { QuizParts } from './parts';
import type { ProgressStore } from './progressStore';
import { askedItems } from './sessions';

/** Lessons whose questions the reader answered in the sidebar; `learnPages.ts` keeps them. */
const doneKey = 'tpmLens.answeredLessons';

/** What to learn next, from the answers and the reader's own specs. */
export async function recommended(parts: QuizParts, count: number): Promise<readonly Recommendation[]> {
  const [entries, specs] = await Promise.all([parts.progress.entries(), parts.specs.list()]);
  const done = new Set(parts.memory.get<readonly string[]>(doneKey, []));
  return learnNext({ index: parts.library.index, entries, specs, done }, count, vscode.l10n.t);
}

/** The page of the sidebar about the reader's answers. */
export async function buildProgressPage(parts: QuizParts): Promise<Page> {
  const { library, progress } = parts;
  const entries = await progress.entries();
  const weekday = new Intl.DateTimeFormat(vscode.env.language, { weekday: 'short' });
  return progressPage(
    {
      index: library.index,
      entries,
      schedule: replay(entries),
      asked: await askedItems(parts),
      next: await recommended(parts, 3),
      now: new Date(),
      dayName: day => weekday.format(day),
    },
    vscode.l10n.t,
  );
}

/** How many questions are due now, of those that can be asked here. */
export async function countDue(parts: Pick<QuizParts, 'library' | 'progress' | 'product'>): Promise<number> {
  const schedule = replay(await parts.progress.entries());
  const now = Date.now();
  // without anything overdue, the library's questions need not be read
  return dueItems(schedule, now).length === 0 ? 0 : dueItems(schedule, now, await askedItems(parts)).length;
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
