import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId, workspaceFolder } from './surroundings';

const glossary = () => vscode.Uri.joinPath(workspaceFolder(), '.tpm-lens', 'glossary.yaml');
const write = (uri: vscode.Uri, text: string) =>
  vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** Tries until something holds; a file system reports changes when it pleases. */
async function eventually(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let left = 60; left > 0; left--) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.fail(what);
}

async function hoverOn(document: vscode.TextDocument, word: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(word) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map(content => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

suite('a team glossary', () => {
  const note = () => vscode.Uri.joinPath(workspaceFolder(), 'docs', 'team-note.md');
  let document: vscode.TextDocument;

  suiteSetup(async function () {
    await vscode.extensions.getExtension(extensionId)?.activate();
    // the file system of the web run cannot be written to everywhere
    if (vscode.workspace.fs.isWritableFileSystem(workspaceFolder().scheme) === false) this.skip();
    await write(note(), 'The zonk of a customer needs a feature flag.\n');
    document = await vscode.workspace.openTextDocument(note());
  });
  suiteTeardown(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(glossary(), '..'), { recursive: true });
    await vscode.workspace.fs.delete(note());
  });

  test('its terms are explained as soon as it is there, before ours, as text', async () => {
    assert.doesNotMatch(await hoverOn(document, 'zonk'), /Your team/);
    await write(
      glossary(),
      'terms:\n  - term: zonk\n    definition: "![x](https://evil.example/x.png) What we owe."\n  - term: feature flag\n    definition: Our own switch.\n',
    );
    await eventually(async () => (await hoverOn(document, 'zonk')).includes('What we owe'), 'no hover came');
    assert.doesNotMatch(await hoverOn(document, 'zonk'), /!\[x\]\(/);
    const flag = await hoverOn(document, 'feature flag');
    assert.match(flag, /Our own switch/);
    assert.doesNotMatch(flag, /level 1/);
  });
  test('Go to Definition leads to its line', async () => {
    const [found] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('zonk')),
    );
    assert.ok(found);
    const [uri, range] = 'uri' in found ? [found.uri, found.range] : [found.targetUri, found.targetRange];
    assert.equal(uri.toString(), glossary().toString());
    assert.equal(range.start.line, 1);
  });
  test('a mistake shows at its line', async () => {
    await write(glossary(), 'terms:\n  - term: zonk\n    definition: d\n  - term: order\n    level: 9\n');
    const lines = () =>
      vscode.languages
        .getDiagnostics(glossary())
        .filter(({ source }) => source === 'TPM Lens')
        .map(({ range }) => range.start.line)
        .sort();
    await eventually(() => Promise.resolve(lines().length === 2), 'no diagnostics came');
    assert.deepEqual(lines(), [3, 4]);
  });
  test('mistakes in the front matter of an entry show at their lines, and so does what is defined twice', async () => {
    const entry = vscode.Uri.joinPath(glossary(), '..', 'terms', 'zonk.md');
    const told = (uri: vscode.Uri) =>
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ source }) => source === 'TPM Lens')
        .map(({ range, severity }) => `${range.start.line + 1} ${vscode.DiagnosticSeverity[severity]}`);
    await write(entry, '---\nid: zonk\nterm: zonk\nlevel: nine\n---\nWhat we owe.\n');
    await eventually(
      () => Promise.resolve(told(entry).includes('4 Error')),
      'the level is not complained of',
    );
    await write(glossary(), 'terms:\n  - term: zonk\n    definition: a\n  - term: Zonk\n    definition: b\n');
    await eventually(
      () => Promise.resolve(told(glossary()).includes('4 Warning')),
      'the second definition is not complained of',
    );
  });
  test('keys and ids are completed', async () => {
    const editor = await vscode.workspace.openTextDocument(glossary());
    const at = (line: number, character: number) =>
      vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.uri,
        new vscode.Position(line, character),
      );
    const labels = ({ items }: vscode.CompletionList) => items.map(({ label }) => label);
    assert.ok(labels(await at(2, 4)).includes('definition'));
    await write(glossary(), 'terms:\n  - term: zonk\n    overrides: \n    definition: d\n');
    await eventually(
      async () => labels(await at(2, 15)).includes('merge-conflict'),
      'the ids of our entries are not offered',
    );
  });
});
