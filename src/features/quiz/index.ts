import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { command } from '../command';
import type { ProgressPages } from '../sidebar';
import type { NewQuiz } from './door';
import type { ProgressStore } from './progressStore';

export interface QuizServices {
  readonly library: Library;
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly progress: ProgressStore;
}

/** Quizzes that a button may start without asking which. */
const directly = ['mixed', 'due', 'mistakes', 'level'] as const;

/** The quiz in the command palette: one door, then one question after the other by keyboard. */
export function register({ library, context, log, progress }: QuizServices): vscode.Disposable {
  // built on first use, so that activation stays small
  const runner = async () => (await import('./runner')).quizRunner(library, progress, context.globalState);
  const start = async (request: NewQuiz | undefined) => {
    if (request) await (await runner()).start(request);
  };
  return vscode.Disposable.from(
    command('tpmLens.quiz', log, async argument => {
      const kind = directly.find(each => each === argument);
      if (kind !== undefined) return start({ kind });
      const quiz = await runner();
      const request = await quiz.ask();
      if (request) await quiz.start(request);
    }),
    command('tpmLens.quizTerm', log, async id =>
      start(typeof id === 'string' ? { kind: 'term', id } : undefined),
    ),
    command('tpmLens.quizTopic', log, async id =>
      start(typeof id === 'string' ? { kind: 'topic', id } : undefined),
    ),
    command('tpmLens.progress', log, async argument =>
      (await import('./progressCommand')).progressCommand(progress, argument),
    ),
    dueInStatusBar(progress),
  );
}

/** What the sidebar shows of the reader's answers. */
export function progressPages(library: Library, progress: ProgressStore): ProgressPages {
  let due: number | undefined;
  const pages = () => import('./progressPages');
  const count = async () => {
    due = await (await pages()).countDue(progress);
  };
  progress.onDidChange(() => void count());
  return {
    async page() {
      await count();
      return (await pages()).buildProgressPage(library, progress);
    },
    due: () => (due === 0 ? undefined : due),
    onDidChange: progress.onDidChange,
    answered: async (question, option) =>
      (await pages()).keepCheckAnswer(library, progress, question, option),
  };
}

/** How many questions are due, while any is. Counted a while after the start, then after each answer. */
function dueInStatusBar(progress: ProgressStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('tpmLens.due', vscode.StatusBarAlignment.Right, 10);
  item.name = vscode.l10n.t('TPM Lens: questions due');
  item.command = { command: 'tpmLens.quiz', arguments: ['due'], title: vscode.l10n.t('Daily review') };
  const show = async () => {
    const wanted = vscode.workspace.getConfiguration('tpmLens').get<boolean>('quiz.statusBar', true);
    const due = wanted ? await (await import('./progressPages')).countDue(progress) : 0;
    if (due === 0) {
      item.hide();
      return;
    }
    item.text = `$(mortar-board) ${due}`;
    item.tooltip =
      due === 1
        ? vscode.l10n.t('TPM Lens: 1 question is due')
        : vscode.l10n.t('TPM Lens: {0} questions are due', due);
    item.accessibilityInformation = { label: item.tooltip };
    item.show();
  };
  const later = setTimeout(() => void show(), 5000);
  return vscode.Disposable.from(
    item,
    { dispose: () => clearTimeout(later) },
    progress.onDidChange(() => void show()),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('tpmLens.quiz.statusBar')) void show();
    }),
  );
}
