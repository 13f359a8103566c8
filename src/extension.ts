import * as vscode from 'vscode';
import * as sample from './features/sample';

/** Builds the parts, wires them and hands them over to VS Code, which disposes of them. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('TPM Lens', { log: true });

  context.subscriptions.push(log, sample.register(context, log));
}
