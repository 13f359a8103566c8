import * as vscode from 'vscode';
import { topicRange } from '../../core/quiz/interval';
import { dueItems, replay } from '../../core/quiz/schedule';
import type { ReviewEntry } from '../../core/quiz/log';
import type { Session } from '../../core/quiz/session';
import type { QuizParts } from './parts';
import type { QuizRequest } from './requests';
import { askedItems, wholeBank } from './sessions';

const { t } = vscode.l10n;

interface Choice extends vscode.QuickPickItem {
  readonly request?: QuizRequest | 'paths' | 'learnNext';
}

const percent = (share: number): number => Math.round(share * 100);

/**
 * The first page of the quiz: resume, what is due, a check, the reader's own product and document, or a topic. It is
 * there at once and filled when the answers are read.
 */
export async function askWhichQuiz(
  parts: QuizParts,
  paused: (entries: readonly ReviewEntry[]) => Promise<Session | undefined>,
): Promise<QuizRequest | undefined> {
  const choices = choicesOf(parts, paused);
  // while the reader chooses, the questions are read
  void choices.then(() => wholeBank(parts)).catch(() => undefined);
  const picked = await vscode.window.showQuickPick(choices, {
    title: t('Start a quiz'),
    placeHolder: t('What do you want to be asked?'),
    matchOnDetail: true,
  });
  switch (picked?.request) {
    case 'paths':
      return askWhichPath(parts);
    case 'learnNext':
      await vscode.commands.executeCommand('tpmLens.learnNext');
      return undefined;
    default:
      return picked?.request;
  }
}

async function choicesOf(
  parts: QuizParts,
  pausedOf: (entries: readonly ReviewEntry[]) => Promise<Session | undefined>,
): Promise<Choice[]> {
  const { library, progress, product, specs } = parts;
  const { entries } = await progress.whole();
  const paused = await pausedOf(entries);
  const schedule = replay(entries);
  const asked = entries.length > 0 ? await askedItems(parts) : new Set<string>();
  const due = dueItems(schedule, Date.now(), asked).length;
  const mistakes = [...schedule].filter(([id, { lastRight }]) => !lastRight && asked.has(id)).length;
  const choices: Choice[] = [];
  if (paused) {
    choices.push({
      label: `$(debug-continue) ${t('Resume: {0}', paused.title)}`,
      description: t('{0} questions left', (paused.atMost ?? paused.items.length) - paused.answers.length),
      request: { kind: 'resume' },
    });
  }
  if (due > 0)
    choices.push({
      label: `$(history) ${t('Daily review')}`,
      description: t('{0} due', due),
      request: { kind: 'due' },
    });
  choices.push(
    {
      label: `$(beaker) ${t('Mixed')}`,
      description: t('10 questions from all topics'),
      request: { kind: 'mixed' },
    },
    {
      label: `$(dashboard) ${t('Check my level')}`,
      description: t('at most 30 questions, each chosen to tell most'),
      request: { kind: 'level' },
    },
  );
  const { folder } = product;
  if (folder !== undefined)
    choices.push({
      label: `$(repo) ${t('My product')}`,
      description: t('from the files of {0}: deployments, checks, stack', folder),
      request: { kind: 'product' },
    });
  const open = specs.open();
  if (open)
    choices.push({
      label: `$(file-text) ${t('This document')}`,
      description:
        open.terms.length === 1
          ? t('1 term in {0}', open.name)
          : t('{0} terms in {1}', open.terms.length, open.name),
      request: { kind: 'document' },
    });
  if (mistakes > 0)
    choices.push({
      label: `$(error) ${t('My mistakes')}`,
      description: t('{0} to repeat', mistakes),
      request: { kind: 'mistakes' },
    });
  if (library.index.paths.length > 0)
    choices.push({
      label: `$(milestone) ${t('Checkpoint of a learning path…')}`,
      description: t('what its lessons taught'),
      request: 'paths',
    });
  choices.push({
    label: `$(lightbulb) ${t('What should I learn next?')}`,
    description: t('from your answers and your specs'),
    request: 'learnNext',
  });
  choices.push({ label: t('Topics'), kind: vscode.QuickPickItemKind.Separator });
  for (const { id, title, summary } of library.index.topics) {
    if ((library.index.questions[id] ?? 0) === 0) continue;
    const { answered, range } = topicRange(entries, id);
    const known = range
      ? t('{0} to {1} %', percent(range[0]), percent(range[1]))
      : answered > 0
        ? t('{0} answered', answered)
        : '';
    choices.push({ label: title, description: known, detail: summary, request: { kind: 'topic', id } });
  }
  return choices;
}

async function askWhichPath({ library }: QuizParts): Promise<QuizRequest | undefined> {
  const picked = await vscode.window.showQuickPick(
    library.index.paths.map(({ id, title, summary, lessons }) => ({
      label: title,
      description: t('{0} lessons', lessons.length),
      detail: summary,
      id,
    })),
    { title: t('Checkpoint of a learning path…'), placeHolder: t('10 questions on what its lessons taught') },
  );
  return picked && { kind: 'path', id: picked.id };
}
