import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { surroundings } from './surroundings';

suite('the sample product', () => {
  let folder: vscode.Uri;
  suiteSetup(async () => {
    // opening it would reload the window, and the suites with it
    folder = await vscode.commands.executeCommand<vscode.Uri>('tpmLens.openSample', { open: false });
  });

  const at = (path: string) => vscode.Uri.joinPath(folder, ...path.split('/'));

  test('has its documents, wherever it is made', async () => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(at('docs/prd-refunds.md')));
    assert.match(text, /^# PRD: Refund limit/);
  });

  test('has a history where git may run, and only its files elsewhere', async () => {
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    assert.equal(names.includes('.git'), surroundings().git);
  });

  test('is found again, not made again, a moment later', async () => {
    const marked = at('docs/mine.md');
    await vscode.workspace.fs.writeFile(marked, new TextEncoder().encode('my notes'));
    await vscode.commands.executeCommand('tpmLens.openSample', { open: false });
    assert.equal((await vscode.workspace.fs.stat(marked)).size, 8);
  });
});
