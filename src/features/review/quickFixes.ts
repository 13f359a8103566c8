import * as vscode from 'vscode';
import type { Finding } from '../../core/review/types';
import { source } from './diagnostics';
import type { Reviews } from './reviews';

const { t } = vscode.l10n;
/** The quick fixes of a finding. What they write has its open parts in brackets, as stops of a snippet. */
export const quickFixes = (reviews: Reviews): vscode.CodeActionProvider => ({
  provideCodeActions(document, range, { diagnostics }) {
    const findings = reviews.shown(document)?.findings ?? [];
    const actions: vscode.CodeAction[] = [];
    for (const diagnostic of diagnostics) {
      if (diagnostic.source !== source) continue;
      const start = document.offsetAt(diagnostic.range.start);
      const finding = findings.find(({ rule, start: own }) => rule === diagnostic.code && own === start);
      if (finding) actions.push(...fixesOf(finding, document, diagnostic));
    }
    actions.push(...missingSections(reviews, document, range));
    // without a diagnostic at the place (a reader may hide them) nothing is offered
    return range.isEmpty && actions.length === 0 ? undefined : actions;
  },
});

const offeredAtMost = 6;

/** On the title of a document, the sections that it lacks: the lamp shows them, no mark does. */
function missingSections(
  reviews: Reviews,
  document: vscode.TextDocument,
  { start }: vscode.Range,
): vscode.CodeAction[] {
  if (start.line > titleWithin || !isTitle(document, start.line)) return [];
  return (reviews.shown(document)?.missing ?? []).slice(0, offeredAtMost).map(({ id, name }) => {
    const title = t('Add the section "{0}"', name);
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.command = {
      title,
      command: 'tpmLens.review.addSection',
      arguments: [id, document.uri.toString()],
    };
    return made;
  });
}

/** Below what some documents have above their title: a header of their own. */
const titleWithin = 40;

const isTitle = (document: vscode.TextDocument, line: number): boolean => {
  const heading = /^ {0,3}#{1,6}\s|^={1,6} \S/;
  if (!heading.test(document.lineAt(line).text)) return false;
  for (let above = 0; above < line; above++) if (heading.test(document.lineAt(above).text)) return false;
  return true;
};

function fixesOf(
  finding: Finding,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction[] {
  const { rule, start, rewrite, smell } = finding;
  const place = { uri: document.uri.toString(), rule, start };
  const action = (title: string, command: string, ...more: unknown[]) => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = [diagnostic];
    made.command = { title, command, arguments: [place, ...more] };
    return made;
  };
  const testable = smell !== 'acronym' && smell !== 'synonym' && smell !== 'placeholder' && smell !== 'date';
  const actions = [
    ...(rewrite ? [action(t('Write it in a measurable form'), 'tpmLens.review.rewrite')] : []),
    ...(testable ? [action(t('Add an acceptance criterion'), 'tpmLens.review.addCriterion')] : []),
    action(t('Copy the questions for engineering'), 'tpmLens.review.copyQuestions'),
    action(t('Ignore this here'), 'tpmLens.review.ignore', 'here'),
    action(t('Ignore "{0}" in this file', rule), 'tpmLens.review.ignore', 'file'),
    action(t('Ignore "{0}" everywhere', rule), 'tpmLens.review.ignore', 'everywhere'),
  ];
  const [first] = actions;
  if (first && rewrite) first.isPreferred = true;
  return actions;
}
