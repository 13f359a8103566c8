import * as vscode from 'vscode';
import type { Finding } from '../../core/review/types';
import { insertSnippet, rangeOf } from './places';
import type { Reviews } from './reviews';

const { t } = vscode.l10n;
const acceptance = [
  '- Given [a situation], when [somebody does something], then [what can be seen].',
  '- Given [it fails], when [the same], then [what can be seen].',
].join('\n');

/** Writes the sentence in its measurable form. */
export async function useRewrite(document: vscode.TextDocument, { rewrite }: Finding): Promise<void> {
  if (rewrite) await insertSnippet(document, rangeOf(document, rewrite), rewrite.text);
}

/** Puts a pair of criteria, one for success and one for failure, below the paragraph of a finding. */
export async function addCriterion(document: vscode.TextDocument, { sentence }: Finding): Promise<void> {
  const last = document.positionAt(sentence.end).line;
  const inList = /^\s*(?:[-*+]|\d+[.)])\s/.test(
    document.lineAt(document.positionAt(sentence.start).line).text,
  );
  let line = last;
  while (!inList && line + 1 < document.lineCount && document.lineAt(line + 1).text.trim() !== '') line++;
  const at = document.lineAt(line).range.end;
  const text = inList ? `\n${acceptance.replace(/^/gm, '  ')}` : `\n\n${acceptance}`;
  await insertSnippet(document, new vscode.Range(at, at), text);
}

/** Adds a section that is missing, at the end of the document, with a skeleton to fill in. */
export async function addSection(reviews: Reviews, document: vscode.TextDocument, id: string): Promise<void> {
  const section = (await reviews.review(document))?.missing.find(({ id: own }) => own === id);
  if (!section) return;
  const end = document.lineAt(document.lineCount - 1).range.end;
  const text = document.getText();
  const gap = text.trim() === '' ? '' : text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  await insertSnippet(
    document,
    new vscode.Range(end, end),
    `${gap}## ${section.name}\n\n${section.skeleton}\n`,
  );
}

type Scope = 'here' | 'file' | 'everywhere';
const isScope = (value: unknown): value is Scope =>
  value === 'here' || value === 'file' || value === 'everywhere';

/** Silences a finding here, its rule in this file (a comment at its end), or its rule everywhere (a setting). */
export async function ignore(
  reviews: Reviews,
  document: vscode.TextDocument,
  finding: Finding,
  wanted: unknown,
): Promise<void> {
  const scope = isScope(wanted) ? wanted : await askScope(finding);
  switch (scope) {
    case 'here':
      return reviews.ignore(document, finding);
    case 'file': {
      const edit = new vscode.WorkspaceEdit();
      const end = document.lineAt(document.lineCount - 1).range.end;
      const gap = document.getText().endsWith('\n') ? '\n' : '\n\n';
      edit.insert(document.uri, end, `${gap}<!-- tpm-lens-disable-file ${finding.rule} -->\n`);
      await vscode.workspace.applyEdit(edit);
      return;
    }
    case 'everywhere':
      return reviews.switchOff(finding.rule);
    case undefined:
      return;
  }
}

async function askScope({ text, rule }: Finding): Promise<Scope | undefined> {
  const choices: (vscode.QuickPickItem & { scope: Scope })[] = [
    { label: t('Here'), description: t('this sentence, on this computer'), scope: 'here' },
    { label: t('In this file'), description: t('a comment at its end'), scope: 'file' },
    { label: t('Everywhere'), description: t('a setting'), scope: 'everywhere' },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: t('Ignore "{0}"', text.length > 40 ? rule : text),
    placeHolder: t('Where should it stay silent?'),
  });
  return picked?.scope;
}
