import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { command } from '../command';
import type { ProgressPages } from '../sidebar';
import type { Repositories } from '../repository/repositories';
import type { Products } from '../repository/products';
import type { Terms } from '../terms';
import type { QuizParts } from './parts';
import type { ProgressStore } from './progressStore';
import { quizOf, type NewQuiz, type QuizRequest } from './requests';
import { ReadersSpecs } from './specs';

export interface QuizServices {
  readonly library: Library;
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly progress: ProgressStore;
  readonly repositories: Repositories;
  readonly products: Products;
  readonly terms: Terms;
}

/** The quiz and what the sidebar shows of it; registered once. */
export interface Quiz {
  readonly pages: ProgressPages;
  dispose(): void;
}

const mostRecommended = 6;

/** The quiz in the command palette: one door, then one question after the other by keyboard. */
export function register(services: QuizServices): Quiz {
  const { context, log, progress } = services;
  const specs = new ReadersSpecs(services.terms, context.workspaceState);
  // built on first use, so that activation stays small
  let made: Promise<QuizParts> | undefined;
  const parts = () => (made ??= quizParts(services, specs));
  const runner = async () => (await import('./runner')).quizRunner(await parts());
  const start = async (request: QuizRequest | undefined) => {
    if (request) await (await runner()).start(request);
  };
  const startNamed = (kind: 'term' | 'topic', id: unknown) =>
    start(typeof id === 'string' ? ({ kind, id } satisfies NewQuiz) : undefined);
  const registered = vscode.Disposable.from(
    specs,
    command('tpmLens.quiz', log, async argument => {
      const request: QuizRequest | undefined = argument === 'resume' ? { kind: 'resume' } : quizOf(argument);
      await start(request ?? (await (await runner()).ask()));
    }),
    command('tpmLens.quizTerm', log, id => startNamed('term', id)),
    command('tpmLens.quizTopic', log, id => startNamed('topic', id)),
    command('tpmLens.progress', log, async argument =>
      (await import('./progressCommand')).progressCommand(await parts(), argument),
    ),
    command('tpmLens.learnNext', log, async () => {
      const { recommended } = await import('./progressPages');
      const found = await recommended(await parts(), mostRecommended);
      await (await import('./learnNextCommand')).learnNextCommand(found);
    }),
    dueInStatusBar(progress, parts),
  );
  return { pages: progressPages(services, parts), dispose: () => void registered.dispose() };
}

/** What quizzes are made from. */
async function quizParts(services: QuizServices, specs: ReadersSpecs): Promise<QuizParts> {
  const { library, context, log, progress, repositories, products } = services;
  const { ProductQuiz } = await import('./product');
  const product = new ProductQuiz(repositories, products, context.extensionUri, log);
  return { library, progress, specs, product, memory: context.globalState };
}

/** What the sidebar shows of the reader's answers. */
function progressPages({ library, progress }: QuizServices, parts: () => Promise<QuizParts>): ProgressPages {
  let due: number | undefined;
  const pages = () => import('./progressPages');
  const count = async () => {
    due = await (await pages()).countDue(await parts());
  };
  progress.onDidChange(() => void count());
  return {
    async page() {
      await count();
      return (await pages()).buildProgressPage(await parts());
    },
    next: async amount => (await pages()).recommended(await parts(), amount),
    due: () => (due === 0 ? undefined : due),
    onDidChange: progress.onDidChange,
    answered: async (question, option) =>
      (await pages()).keepCheckAnswer(library, progress, question, option),
  };
}

/** How many questions are due, while any is. Counted a while after the start, then after each answer. */
function dueInStatusBar(progress: ProgressStore, parts: () => Promise<QuizParts>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('tpmLens.due', vscode.StatusBarAlignment.Right, 10);
  item.name = vscode.l10n.t('TPM Lens: questions due');
  item.command = { command: 'tpmLens.quiz', arguments: ['due'], title: vscode.l10n.t('Daily review') };
  const show = async () => {
    const wanted = vscode.workspace.getConfiguration('tpmLens').get<boolean>('quiz.statusBar', true);
    const due = wanted ? await (await import('./progressPages')).countDue(await parts()) : 0;
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
  const later = setTimeout(() => {
    void show();
    // what asks is there before the reader wants to be asked
    void import('./runner');
  }, 5000);
  return vscode.Disposable.from(
    item,
    { dispose: () => clearTimeout(later) },
    progress.onDidChange(() => void show()),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('tpmLens.quiz.statusBar')) void show();
    }),
  );
}
