import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { topicRange } from '../../core/quiz/interval';
import type { ReviewEntry } from '../../core/quiz/log';
import { dueItems, replay } from '../../core/quiz/schedule';
import { openItem, type Session } from '../../core/quiz/session';

/** What the reader wants to be asked. */
export type QuizRequest = { readonly kind: 'resume' } | NewQuiz;
export type NewQuiz =
  | { readonly kind: 'mixed' | 'due' | 'mistakes' | 'level' }
  | { readonly kind: 'topic' | 'term'; readonly id: string };

interface Choice extends vscode.QuickPickItem {
  readonly request?: QuizRequest;
}

/** The first page of the quiz: resume, what is due, mixed, mistakes, or a topic with what is known of it. */
export async function askWhichQuiz(
  library: Library,
  paused: Session | undefined,
  entries: readonly ReviewEntry[],
): Promise<QuizRequest | undefined> {
  const schedule = replay(entries);
  const due = dueItems(schedule, Date.now()).length;
  const mistakes = [...schedule.values()].filter(({ lastRight }) => !lastRight).length;
  const choices: Choice[] = [];
  if (paused && openItem(paused)) {
    choices.push({
      label: `$(debug-continue) ${vscode.l10n.t('Resume: {0}', paused.title)}`,
      description: vscode.l10n.t('{0} questions left', paused.items.length - paused.answers.length),
      request: { kind: 'resume' },
    });
  }
  if (due > 0)
    choices.push({
      label: `$(history) ${vscode.l10n.t('Daily review')}`,
      description: vscode.l10n.t('{0} due', due),
      request: { kind: 'due' },
    });
  choices.push({
    label: `$(beaker) ${vscode.l10n.t('Mixed')}`,
    description: vscode.l10n.t('10 questions from all topics'),
    request: { kind: 'mixed' },
  });
  choices.push({
    label: `$(dashboard) ${vscode.l10n.t('Check my level')}`,
    description: vscode.l10n.t('at most 30 questions, each chosen to tell most'),
    request: { kind: 'level' },
  });
  if (mistakes > 0)
    choices.push({
      label: `$(error) ${vscode.l10n.t('My mistakes')}`,
      description: vscode.l10n.t('{0} to repeat', mistakes),
      request: { kind: 'mistakes' },
    });
  choices.push({ label: vscode.l10n.t('Topics'), kind: vscode.QuickPickItemKind.Separator });
  for (const { id, title, summary } of library.index.topics) {
    if ((library.index.questions[id] ?? 0) === 0) continue;
    const { answered, range } = topicRange(entries, id);
    const known = range
      ? vscode.l10n.t('{0} to {1} %', Math.round(range[0] * 100), Math.round(range[1] * 100))
      : answered > 0
        ? vscode.l10n.t('{0} answered', answered)
        : '';
    choices.push({ label: title, description: known, detail: summary, request: { kind: 'topic', id } });
  }
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Start a quiz'),
    placeHolder: vscode.l10n.t('What do you want to be asked?'),
    matchOnDetail: true,
  });
  return picked?.request;
}
