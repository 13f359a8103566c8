import * as vscode from 'vscode';
import { loadLibrary } from './features/content/load';
import * as hovers from './features/hovers';
import * as quiz from './features/quiz';
import { ProgressStore } from './features/quiz/progressStore';
import * as sample from './features/sample';

/** Builds the parts, wires them and hands them over to VS Code, which disposes of them. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('TPM Lens', { log: true });
  const library = await loadLibrary(context.extensionUri);
  const progress = new ProgressStore(context.globalStorageUri, log);

  context.subscriptions.push(
    log,
    progress,
    sample.register(context, log),
    quiz.register({ library, context, log, progress }),
    hovers.register({
      library,
      context,
      log,
      facts: () => undefined,
      mastered: () => false,
      onDidChangeMastery: progress.onDidChange,
    }),
  );
}
