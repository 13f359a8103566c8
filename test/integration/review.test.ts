import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from './surroundings';

const spec = [
  '# Refunds: product requirements',
  '',
  '## Problem',
  '',
  'Customers call us.',
  '',
  '## Goals',
  '',
  '## Requirements',
  '',
  '- The list of refunds must load fast for all users.',
  '- Refunds must be paid out, as appropriate.',
  '',
].join('\n');

async function show(content: string, language = 'markdown'): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Waits for a state that events bring about; a test that never reaches it fails by its time limit. */
async function until<Value>(
  read: () => Value | undefined | false | Promise<Value | undefined | false>,
): Promise<Value> {
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Closes every editor without asking whether to save. */
async function closeAll(): Promise<void> {
  for (let count = 0; count < 20 && vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0); count++)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

const ours = (document: vscode.TextDocument) =>
  vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'TPM Lens');
const rules = (document: vscode.TextDocument) => ours(document).map(({ code }) => code);
const diagnostics = (document: vscode.TextDocument) =>
  until(() => (ours(document).length > 0 ? ours(document) : undefined));
const placeOf = (document: vscode.TextDocument, word: string) =>
  document.positionAt(document.getText().indexOf(word) + 1);

async function hover(document: vscode.TextDocument, word: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, word),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map(content => (content instanceof vscode.MarkdownString ? content.value : ''))
    .filter(text => text.includes('tpmLens.review.'))
    .join('\n');
}

async function fixes(document: vscode.TextDocument, word: string): Promise<vscode.CodeAction[]> {
  const start = document.positionAt(document.getText().indexOf(word));
  const range = new vscode.Range(start, start.translate(0, word.length));
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
  );
  return actions.filter(({ command }) => command?.command.startsWith('tpmLens.review.') === true);
}

async function run(document: vscode.TextDocument, word: string, title: RegExp): Promise<void> {
  const action = (await fixes(document, word)).find(candidate => title.test(candidate.title));
  assert.ok(action?.command, `no quick fix like ${title.source}`);
  await vscode.commands.executeCommand(
    action.command.command,
    ...((action.command.arguments ?? []) as unknown[]),
  );
}

suite('spec review', function () {
  this.timeout(20_000);

  suiteSetup(async () => {
    await vscode.extensions.getExtension(extensionId)?.activate();
  });
  teardown(closeAll);

  test('a spec is marked at hint level, with the rule as code', async () => {
    const document = await show(spec);
    const found = await diagnostics(document);
    assert.ok(found.every(({ severity }) => severity === vscode.DiagnosticSeverity.Hint));
    assert.ok(rules(document).includes('unmeasured-speed'));
    assert.ok(rules(document).includes('loophole'));
  });
  test('a document that is no spec is left alone until it is switched on, and off again', async () => {
    const document = await show('# Lunch\n\nThe soup must be fast.\n');
    await show(spec).then(diagnostics);
    await vscode.window.showTextDocument(document);
    assert.deepEqual(ours(document), []);
    await vscode.commands.executeCommand('tpmLens.review.switch');
    assert.deepEqual(
      (await diagnostics(document)).map(({ code }) => code),
      ['unmeasured-speed'],
    );
    await vscode.commands.executeCommand('tpmLens.review.switch');
    await until(() => ours(document).length === 0);
  });
  test('a new document under the name of one just closed is read anew', async () => {
    await show('# Lunch\n\nThe soup is hot.\n');
    await closeAll();
    const document = await show(spec);
    assert.ok((await diagnostics(document)).length > 0);
  });
  test('the hover says why, what to ask and a rewrite, and not the title again', async () => {
    const document = await show(spec);
    const [first] = (await diagnostics(document)).filter(({ code }) => code === 'unmeasured-speed');
    const text = await hover(document, 'fast');
    assert.match(text, /\*\*Why it matters\*\*/);
    assert.match(text, /\*\*Ask engineering\*\*\s+- .+\?/);
    assert.match(text, /\*\*Write\*\*/);
    assert.ok(first && !text.includes(first.message));
  });
  test('quick fix: the measurable form, taken back by one undo', async () => {
    const document = await show(spec);
    await diagnostics(document);
    await run(document, 'fast', /measurable form/);
    assert.match(document.getText(), /must load within \[400 ms\] for \[95 %\] of requests/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), spec);
  });
  test('quick fix: an acceptance criterion below the requirement', async () => {
    const document = await show(spec);
    await diagnostics(document);
    await run(document, 'fast', /acceptance criterion/);
    assert.match(document.getText(), /for all users\.\n\s+- Given \[a situation\], when \[.+\], then \[/);
  });
  test('quick fix: the questions are copied', async () => {
    const document = await show(spec);
    await diagnostics(document);
    await run(document, 'fast', /Copy the questions/);
    assert.match(await vscode.env.clipboard.readText(), /^"fast" has no number\n\n- \[ \] .+\?/);
  });
  test('ignore here: the other findings stay', async () => {
    const document = await show(spec);
    await diagnostics(document);
    await run(document, 'fast', /Ignore this here/);
    await until(() => !rules(document).includes('unmeasured-speed'));
    assert.ok(rules(document).includes('loophole'));
  });
  test('ignore in this file: a comment, which can be undone', async () => {
    const document = await show(spec);
    await diagnostics(document);
    await run(document, 'as appropriate', /in this file/);
    assert.match(document.getText(), /<!-- tpm-lens-disable-file loophole -->\n$/);
    await until(() => !rules(document).includes('loophole'));
  });
  test('ignore everywhere: a setting', async () => {
    const document = await show(spec);
    await diagnostics(document);
    await run(document, 'as appropriate', /everywhere/);
    await until(() => !rules(document).includes('loophole'));
    const settings = vscode.workspace.getConfiguration('tpmLens');
    assert.deepEqual(settings.get('review.rules'), { loophole: 'off' });
    await settings.update('review.rules', undefined, vscode.ConfigurationTarget.Global);
    await until(() => rules(document).includes('loophole'));
  });
  test('another severity by a setting', async () => {
    const document = await show(spec);
    await diagnostics(document);
    const settings = vscode.workspace.getConfiguration('tpmLens');
    await settings.update('review.rules', { loophole: 'warning' }, vscode.ConfigurationTarget.Global);
    await until(() =>
      ours(document).some(
        ({ code, severity }) => code === 'loophole' && severity === vscode.DiagnosticSeverity.Warning,
      ),
    );
    await settings.update('review.rules', undefined, vscode.ConfigurationTarget.Global);
  });
  test('a missing section is added with a skeleton', async () => {
    const document = await show(spec);
    await diagnostics(document);
    await vscode.commands.executeCommand('tpmLens.review.addSection', 'non-goals');
    assert.match(document.getText(), /\n\n## Non-goals\n\n- \[What people may expect\]: not now/);
  });
  test('the review opens in the sidebar', async () => {
    await show(spec).then(diagnostics);
    await vscode.commands.executeCommand('tpmLens.reviewSpec');
  });
  test('its questions join those of the terms', async () => {
    await show(spec).then(diagnostics);
    await vscode.commands.executeCommand('tpmLens.collectQuestions');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(
      text,
      /## What the document leaves open\n\n- \[ \] \*\*.+\*\* \((?:line \d+|missing)\): .+\?/,
    );
  });
  for (const [what, text, language] of [
    ['unclosed fences', `${spec}\n\`\`\`\nIt must be fast.`, 'markdown'],
    ['one endless line', 'the search must be fast and '.repeat(20_000), 'markdown'],
    ['control characters', `${spec}\n\u0001\u0002 must be fast \ufffd`, 'plaintext'],
  ] as const)
    test(`${what} do no harm`, async () => {
      const document = await show(text, language);
      await vscode.commands.executeCommand('tpmLens.reviewSpec');
      assert.ok(ours(document).length < 100);
    });
  test('a document that is too long is not reviewed, and the page says so', async () => {
    const document = await show('The search must be fast.\n'.repeat(60_000));
    await vscode.commands.executeCommand('tpmLens.reviewSpec');
    assert.deepEqual(ours(document), []);
  });
});

suite('new documents', function () {
  this.timeout(20_000);

  teardown(closeAll);
  for (const id of ['prd', 'rfc', 'adr', 'story', 'build-or-buy', 'launch-checklist', 'postmortem'])
    test(`from the template "${id}"`, async () => {
      await vscode.commands.executeCommand('tpmLens.newDocument', id);
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      assert.match(text, /^# .*/);
      assert.match(text, /\n## /);
    });
  test('from a few answers: requirements, failures, and what engineering will ask', async () => {
    const answers = {
      need: 'Refunds without a call',
      does: 'upload a file; see its state',
      others: 'Mail service',
    };
    await vscode.commands.executeCommand('tpmLens.newDocument', 'translate', answers);
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^## Refunds without a call/);
    assert.match(text, /must be able to see its state/);
    assert.match(text, /Given somebody tries to upload a file, when it fails/);
    assert.match(text, /- \[ \] When one row is wrong/);
  });
});

suite('decision tables', function () {
  this.timeout(20_000);

  const table = [
    '| Idea | Reach | Impact | Confidence | Effort |',
    '|---|---|---|---|---|',
    '| A | 100 | 1 | 50 % | 2 |',
    '| B | 900 | 2 | 80 % | 4 |',
  ].join('\n');
  const lenses = (document: vscode.TextDocument) =>
    vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20);
  teardown(closeAll);

  test('a lens computes and sorts; one undo restores the table', async () => {
    const document = await show(table);
    const [lens] = (await lenses(document)).filter(
      ({ command }) => command?.title.startsWith('RICE') === true,
    );
    assert.ok(lens?.command);
    assert.equal(document.getText(), table, 'nothing is edited before it is asked for');
    await vscode.commands.executeCommand(
      lens.command.command,
      ...((lens.command.arguments ?? []) as unknown[]),
    );
    assert.match(document.getText(), /Effort \| RICE \|\n.*\n\| B \|.*\| 360 \|\n\| A \|.*\| 25 \|$/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), table);
  });
  test('a cell that is no number is marked, and nothing can be computed', async () => {
    const document = await show(table.replace('900', 'many'));
    const [problem] = await until(() => {
      const found = ours(document).filter(({ code }) => code === 'table');
      return found.length > 0 ? found : undefined;
    });
    assert.equal(document.getText(problem?.range), 'many');
    const [lens] = (await lenses(document)).filter(
      ({ command }) => command?.title.includes('cannot') === true,
    );
    assert.equal(lens?.command?.command, '');
  });
});
