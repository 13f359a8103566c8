import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeDocumentWith, extensionId, openFile } from './surroundings';

/** What a hover at a place shows, as Markdown; empty where there is none of ours. */
async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map(content => (content instanceof vscode.MarkdownString ? content.value : ''))
    .filter(text => text.includes('tpmLens.'))
    .join('\n');
}

/**
 * `|` marks the place in a new document of that language. It is shown and closed again: what VS Code kept of it would be
 * the text of the next new document, which gets the same name.
 */
async function hoverOn(marked: string, language = 'markdown'): Promise<string> {
  const offset = marked.indexOf('|');
  const document = await vscode.workspace.openTextDocument({ language, content: marked.replace('|', '') });
  await vscode.window.showTextDocument(document);
  const hover = await hoverAt(document, document.positionAt(offset));
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return hover;
}

suite('hovers', () => {
  suiteSetup(async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
  });

  test('a term gets its summary, why it matters, two questions and the ways on', async () => {
    const hover = await hoverOn('Open a pull req|uest today.');
    assert.match(hover, /^\*\*pull request\*\* · Git and pull requests · level 1/);
    assert.match(hover, /\*\*Why it matters\*\*/);
    assert.equal(hover.match(/^- .+\?$/gm)?.length, 2);
    assert.match(hover, /\[Open in sidebar\]\(command:tpmLens\.openTerm\?/);
    assert.match(hover, /\[Quiz me\]\(command:tpmLens\.quizTerm\?/);
  });
  test('only our own commands are trusted, and raw HTML is off', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: 'a merge conflict',
    });
    await vscode.window.showTextDocument(document);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(0, 3),
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const ours = hovers
      .flatMap(({ contents }) => contents)
      .find(
        (content): content is vscode.MarkdownString =>
          content instanceof vscode.MarkdownString && content.value.includes('tpmLens.'),
      );
    assert.ok(ours);
    assert.equal(ours.supportHtml === true, false);
    assert.ok(typeof ours.isTrusted === 'object');
    assert.ok(ours.isTrusted.enabledCommands.every(command => command.startsWith('tpmLens.')));
  });
  test('the longest match wins', async () =>
    assert.match(await hoverOn('The merge| queue waits.'), /^\*\*merge queue\*\*/));
  test('plurals and aliases', async () => {
    assert.match(await hoverOn('Two pull req|uests.'), /^\*\*pull request\*\*/);
    assert.match(await hoverOn('A feature tog|gle.'), /^\*\*feature flag\*\*/);
  });
  test('a word with two senses is read in context', async () => {
    assert.match(
      await hoverOn('The author|ization holds the amount on the card until the merchant captures it.'),
      /Fintech and payments/,
    );
    assert.match(
      await hoverOn('The author|ization checks the role and the permission of the user.'),
      /Security and privacy/,
    );
    assert.equal(await hoverOn('The author|ization is good.'), '');
  });
  test('a word answers where the cursor stands behind it', async () =>
    assert.match(await hoverOn('Open a pull request|.'), /^\*\*pull request\*\*/));
  for (const [where, text] of [
    ['inline code', 'A `pull req|uest` here.'],
    ['a fence', '```\npull req|uest\n```'],
    ['a link target', '[x](https://example.com/pull-req|uest)'],
    ['front matter', '---\ntitle: pull req|uest\n---\n'],
  ] as const) {
    test(`${where} is not explained`, async () => assert.equal(await hoverOn(text), ''));
  }
  for (const language of ['plaintext', 'restructuredtext']) {
    test(`${language} is explained too`, async () =>
      assert.match(await hoverOn('Open a pull req|uest.', language), /^\*\*pull request\*\*/));
  }
  test('a source file is left alone', async () =>
    assert.equal(await hoverOn('// a pull req|uest', 'typescript'), ''));
  test('a document of the sample product', async () => {
    const document = await openFile('docs/prd-refunds.md');
    const offset = document.getText().indexOf('feature flag');
    assert.ok(offset > 0);
    assert.match(await hoverAt(document, document.positionAt(offset + 2)), /^\*\*feature flag\*\*/);
  });
  test('the questions of a term are copied as a checklist', async () => {
    await vscode.commands.executeCommand('tpmLens.copyQuestions', 'pull-request');
    assert.match(await vscode.env.clipboard.readText(), /^\*\*pull request\*\*\n\n- \[ \] .+\?/);
  });
});

suite('queries', () => {
  const query = 'SELECT country, COUNT(*) FROM orders GROUP BY country';

  test('a clause in a fence says what it does', async () => {
    const hover = await hoverOn(`\`\`\`sql\n${query.replace('BY', 'B|Y')}\n\`\`\``);
    assert.match(hover, /^\*\*GROUP BY\*\* · SQL/);
    assert.match(hover, /\[Explain this query\]\(command:tpmLens\.explainQuery\?/);
    assert.match(await hoverOn('```kusto\nsumma|rize count()\n```'), /^\*\*summarize\*\* · KQL/);
    assert.equal(await hoverOn('```js\nSELECT 1 GRO|UP BY x\n```'), '');
  });
  test('the query at the cursor, or the selected one, is said in words', async () => {
    for (const content of [`\`\`\`sql\n${query}\n\`\`\``, `see ${query}`]) {
      const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
      const editor = await vscode.window.showTextDocument(document);
      const start = document.positionAt(content.indexOf(query));
      editor.selection = new vscode.Selection(
        start,
        document.positionAt(content.indexOf(query) + query.length),
      );
      await vscode.commands.executeCommand('tpmLens.explainQuery');
      assert.match(
        (await activeDocumentWith('**Takes**')).getText(),
        /1\. \*\*Takes\*\* the rows of `orders`\.\n2\. \*\*Makes one row\*\* for each `country`\./,
      );
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

suite('this document', () => {
  test('a passage from the clipboard becomes a document with hovers', async () => {
    await vscode.env.clipboard.writeText('From our wiki: the merge queue waits.');
    await vscode.commands.executeCommand('tpmLens.explainClipboard');
    const document = await activeDocumentWith('From our wiki');
    assert.deepEqual([document.isUntitled, document.languageId], [true, 'markdown']);
    assert.match(
      await hoverAt(document, document.positionAt(document.getText().indexOf('queue'))),
      /^\*\*merge queue\*\*/,
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
  test('its questions become a checklist with the lines they come from', async () => {
    await openFile('docs/prd-refunds.md');
    await vscode.commands.executeCommand('tpmLens.collectQuestions');
    const text = (await activeDocumentWith('# Questions')).getText();
    assert.match(text, /^# Questions for engineering: prd-refunds\.md/);
    assert.match(text, /- \[ \] \*\*feature flag\*\* \(lines? \d+/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  test('nothing of ours changes what other extensions share', () => {
    for (const name of ['scheduler', 'diff', 'format', 'dueFormat'])
      assert.equal(name in Date.prototype, false, name);
  });
});
