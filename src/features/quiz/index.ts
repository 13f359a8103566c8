import * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import { command } from '../command';
import { askWhichQuiz, type QuizRequest } from './door';
import type { ProgressStore } from './progressStore';
import { QuizRunner } from './runner';

export interface QuizServices {
  readonly library: Library;
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly progress: ProgressStore;
}

/** The quiz in the command palette: one door, then one question after the other by keyboard. */
export function register({ library, context, log, progress }: QuizServices): vscode.Disposable {
  const runner = new QuizRunner(library, progress, context.globalState);
  const start = async (request: QuizRequest | undefined) => {
    if (request) await runner.start(request);
  };
  return vscode.Disposable.from(
    command('tpmLens.quiz', log, async () =>
      start(await askWhichQuiz(library, runner.paused(), await progress.entries())),
    ),
    command('tpmLens.quizTerm', log, async id =>
      start(typeof id === 'string' ? { kind: 'term', id } : undefined),
    ),
    command('tpmLens.quizTopic', log, async id =>
      start(typeof id === 'string' ? { kind: 'topic', id } : undefined),
    ),
  );
}
