import assert from 'node:assert/strict';
import { ESLint, Linter } from 'eslint';
import { parser } from 'typescript-eslint';

const eslint = new ESLint();

/** The boundary rules that the project's lint configuration applies to a file. */
async function boundaryProblems(file: string, code: string): Promise<string[]> {
  const config = (await eslint.calculateConfigForFile(file)) as { rules: Linter.RulesRecord };
  const rule = config.rules['no-restricted-imports'];
  const rules: Linter.RulesRecord = rule === undefined ? {} : { 'no-restricted-imports': rule };
  return new Linter()
    .verify(code, [{ files: ['**/*.ts'], languageOptions: { parser }, rules }], file)
    .map(({ message }) => message);
}

suite('import boundaries', () => {
  // loading the linter is most of the work
  suiteSetup(async function () {
    this.timeout(30_000);
    await eslint.calculateConfigForFile('src/protocol.ts');
  });

  for (const [file, code] of [
    ['src/core/terms/x.ts', "import * as vscode from 'vscode';"],
    ['src/core/terms/x.ts', "import { readFileSync } from 'fs';"],
    ['src/core/terms/x.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/core/terms/x.ts', "import { platform } from '../../platform/node';"],
    ['src/core/terms/x.ts', "import { register } from '../../features/hovers';"],
    ['src/protocol.ts', "import * as vscode from 'vscode';"],
    ['src/webview/x.ts', "import { join } from 'node:path';"],
    ['src/platform/x.ts', "import { command } from '../features/command';"],
  ] as const) {
    test(`${file} refuses: ${code}`, async () => assert.notDeepEqual(await boundaryProblems(file, code), []));
  }
  test('core may import core', async () =>
    assert.deepEqual(
      await boundaryProblems('src/core/terms/x.ts', "import { linesOf } from '../text/lines';"),
      [],
    ));
  test('a feature may import the editor', async () =>
    assert.deepEqual(await boundaryProblems('src/features/x.ts', "import * as vscode from 'vscode';"), []));
});
