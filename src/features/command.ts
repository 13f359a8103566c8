import * as vscode from 'vscode';

/** Registers a command whose failure goes to the log, with one calm sentence for the reader. */
export const command = (
  id: string,
  log: vscode.LogOutputChannel,
  run: (...args: unknown[]) => Promise<void>,
): vscode.Disposable =>
  vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      await run(...args);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(vscode.l10n.t('That failed. The log says why.'));
    }
  });
