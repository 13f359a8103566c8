import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { PreviewApi } from '../../src/features/preview';
import { extensionId } from './surroundings';

/**
 * What the Markdown preview shows of a text, as HTML. In the web run VS Code's own Markdown extension lives in another
 * host, where it cannot see us: a renderer of the same kind takes its place.
 */
async function rendered(text: string): Promise<string> {
  if (vscode.extensions.getExtension('vscode.markdown-language-features'))
    return vscode.commands.executeCommand<string>('markdown.api.render', text);
  const ours = vscode.extensions.getExtension<PreviewApi>(extensionId);
  assert.ok(ours);
  return ours.exports.extendMarkdownIt(new MarkdownIt({ html: true })).render(text);
}

suite('the Markdown preview', () => {
  suiteSetup(async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
  });

  test('marks the terms that the editor underlines', async () => {
    const html = await rendered('Open a pull request. A second pull request waits.');
    assert.equal(html.match(/class="tpm-lens-term"/g)?.length, 1);
    assert.match(html, /data-tpm-title="pull request · Git and pull requests"/);
    assert.match(html, /data-tpm-summary="[^"]{20,}"/);
  });
  test('says why a term matters once that is read', async () => {
    const html = async () => /data-tpm-why="[^"]{10,}"/.test(await rendered('Open a pull request.'));
    for (let left = 50; left > 0 && !(await html()); left--)
      await new Promise(resolve => setTimeout(resolve, 100));
    assert.ok(await html());
  });
  test('code and links stay as they are', async () => {
    assert.doesNotMatch(await rendered('`pull request` and [a pull request](x.md)'), /tpm-lens-term/);
  });
  test('a link leads to the sidebar on the desktop alone', async () => {
    const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop;
    assert.equal(/data-tpm-link=/.test(await rendered('a merge conflict')), isDesktop);
  });
});
