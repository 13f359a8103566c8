import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId, surroundings } from './surroundings';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

suite('activation', () => {
  const extension = vscode.extensions.getExtension(extensionId);

  test('the extension is there and activates', async () => {
    assert.ok(extension, `${extensionId} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test('every command of the manifest is registered', async () => {
    assert.ok(extension);
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension.packageJSON as Manifest;
    const missing = contributes.commands
      .map(({ command }) => command)
      .filter(command => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  test('the run has the surroundings that it is for', () => {
    const wanted = process.env['TPM_LENS_HOST'];
    const { host, trusted, git } = surroundings();
    assert.equal(host, wanted === 'web' ? 'web' : 'node');
    assert.equal(trusted, wanted !== 'restricted');
    // VS Code turns the Git extension off in restricted mode, and a web worker cannot run it
    assert.equal(vscode.extensions.getExtension('vscode.git') !== undefined, git);
  });
});
