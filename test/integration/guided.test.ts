import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from './surroundings';

const spec =
  '# Refunds: product requirements\n\n## Requirements\n\nThe list must load fast.\n\n## Rollout\n\nNone.\n';
const answers = { need: 'Refunds without a call', does: 'ask for a refund; see its state' };

async function show(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
  return document;
}

const text = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';

suite('guided documents', function () {
  this.timeout(20_000);

  suiteSetup(async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('a section goes below the cursor, one level deeper, and one undo takes it back', async () => {
    const document = await show(spec);
    const line = spec.slice(0, spec.indexOf('The list')).split('\n').length - 1;
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(line, 4, line, 4);
    await vscode.commands.executeCommand('tpmLens.newDocument', 'translate', answers, 'here');
    assert.match(document.getText(), /load fast\.\n\n### Refunds without a call\n[^]*\n\n## Rollout\n/);
    assert.match(document.getText(), /\n#### Open questions\n\n- \[ \] Who does it/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), spec);
  });
  for (const [id, given, expected] of [
    ['break-down', { idea: 'Refund reasons', parts: 'read; suggest' }, /^## Refund reasons[^]*\| Suggest \|/],
    ['build-or-buy', { what: 'Mails', vendors: 'A; B' }, /^# Build or buy: Mails[^]*\| Build \|[^]*\| B \|/],
  ] as const)
    test(`"${id}" in a new document`, async () => {
      await vscode.commands.executeCommand('tpmLens.newDocument', id, given);
      assert.match(text(), expected);
      assert.doesNotMatch(text(), /\{\{/);
    });
  test('the title offers what the document lacks', async () => {
    const document = await show(spec);
    const titles = async () =>
      (
        await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(0, 2, 0, 2),
        )
      ).filter(({ command }) => command?.command === 'tpmLens.review.addSection');
    let found = await titles();
    while (found.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 100));
      found = await titles();
    }
    const goals = found.find(({ title }) => title.includes('Non-goals'));
    assert.ok(goals?.command);
    await vscode.commands.executeCommand(
      goals.command.command,
      ...((goals.command.arguments ?? []) as unknown[]),
    );
    assert.match(document.getText(), /\n\n## Non-goals\n/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), spec);
  });
});
