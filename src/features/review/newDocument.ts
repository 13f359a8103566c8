import * as vscode from 'vscode';
import type { Flow, Template } from '../../core/content/guidanceSchema';
import { guidedText, type Answers } from '../../core/review/guided';
import { atLevel, placeBelow } from '../../core/review/insertion';
import { syntaxOf, type Syntax } from '../../core/text/prose';
import { loadTemplates } from '../content/load';
import { answeredBefore, askFlow, keepDraft } from './guidedFlow';
import { snippetOf } from './places';
import type { Reviews } from './reviews';

const { t } = vscode.l10n;
type Choice = vscode.QuickPickItem & { readonly template?: Template; readonly flow?: Flow };

/** What "New Document…" works with. */
export interface NewDocumentServices {
  readonly reviews: Reviews;
  readonly extensionUri: vscode.Uri;
  /** Keeps answers that were not finished. */
  readonly memory: vscode.Memento;
}

/**
 * "New Document…": a template, or a few questions that lead to a section. `wanted` is the id of one of them; `answers`
 * and `place` (`here`: below the cursor) stand in for the questions.
 */
export async function newDocument(
  { reviews, extensionUri, memory }: NewDocumentServices,
  wanted?: unknown,
  answers?: unknown,
  place?: unknown,
): Promise<void> {
  const target = targetOf(vscode.window.activeTextEditor);
  const [templates, reviewer] = await Promise.all([loadTemplates(extensionUri), reviews.ready()]);
  const { flows } = reviewer.guidance;
  const given = isAnswers(answers) ? answers : undefined;
  const choices = choicesOf(flows, templates, memory);
  const picked =
    typeof wanted === 'string'
      ? (choices.find(({ template }) => given === undefined && template?.id === wanted) ??
        choices.find(({ flow }) => flow?.id === wanted))
      : await vscode.window.showQuickPick(choices, {
          title: t('New document'),
          placeHolder: t('What do you want to write?'),
          matchOnDetail: true,
        });
  if (picked?.template) await openNew(picked.template.body);
  if (!picked?.flow) return;
  const { flow } = picked;
  const said = given ?? (await askFlow(flow, memory, target?.selected ?? ''));
  if (!said) return;
  const where = given ? (place === 'here' ? 'here' : 'new') : await askPlace(flow, target);
  if (where === undefined) {
    await keepDraft(memory, flow.id, { answers: said, step: flow.steps.length - 1 });
    void vscode.window.showInformationMessage(
      t('Your answers are kept in this workspace. "{0}" goes on there.', flow.title),
    );
    return;
  }
  const text = guidedText(flow, said, reviewer);
  if (where === 'here' && target) await insertBelow(target, text);
  else await openNew(text);
  await keepDraft(memory, flow.id);
}

const choicesOf = (
  flows: readonly Flow[],
  templates: readonly Template[],
  memory: vscode.Memento,
): Choice[] => [
  { label: t('Answer a few questions'), kind: vscode.QuickPickItemKind.Separator },
  ...flows.map((flow): Choice => {
    const answered = answeredBefore(memory, flow);
    const description =
      answered > 0 ? { description: t('{0} of {1} answered', answered, flow.steps.length) } : {};
    return { label: `$(comment-discussion) ${flow.title}`, detail: flow.summary, flow, ...description };
  }),
  { label: t('From a template'), kind: vscode.QuickPickItemKind.Separator },
  ...templates.map(template => ({ label: `$(file) ${template.title}`, detail: template.summary, template })),
];

const isAnswers = (value: unknown): value is Answers =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(answer => typeof answer === 'string');

/** The document that a section can go into, as it was when the command was started. */
interface Target {
  readonly editor: vscode.TextEditor;
  readonly syntax: Syntax;
  readonly name: string;
  readonly selected: string;
}

const longestSelection = 300;

function targetOf(editor: vscode.TextEditor | undefined): Target | undefined {
  const syntax = editor && syntaxOf(editor.document.languageId, editor.document.uri.path);
  if (!editor || !syntax) return undefined;
  const selected = editor.document.getText(editor.selection).replace(/\s+/g, ' ').trim();
  return {
    editor,
    syntax,
    name: editor.document.uri.path.split('/').at(-1) ?? '',
    selected: selected.length <= longestSelection ? selected : '',
  };
}

async function askPlace({ title }: Flow, target: Target | undefined): Promise<'here' | 'new' | undefined> {
  if (!target) return 'new';
  const line = target.editor.selection.end.line + 1;
  const choices = [
    {
      label: `$(insert) ${t('Below the cursor in {0}', target.name)}`,
      description: t('after line {0}', line),
      where: 'here',
    },
    { label: `$(new-file) ${t('In a new document')}`, where: 'new' },
  ] as const;
  const picked = await vscode.window.showQuickPick(choices, { title, placeHolder: t('Where should it go?') });
  return picked?.where;
}

/** One edit, so one undo takes it back; its open parts are stops. */
async function insertBelow({ editor, syntax }: Target, text: string): Promise<void> {
  const { document, selection, viewColumn } = editor;
  const shown = await vscode.window.showTextDocument(
    document,
    viewColumn === undefined ? {} : { viewColumn },
  );
  const { offset, before, after, level } = placeBelow(
    document.getText(),
    document.offsetAt(selection.end),
    syntax,
  );
  const snippet = snippetOf(`${before}${atLevel(text, level)}${after}`);
  await shown.insertSnippet(snippet, document.positionAt(offset));
}

/** A new document with the text, its open parts as stops: Tab goes from one to the next. */
async function openNew(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown' });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(snippetOf(text), new vscode.Position(0, 0));
}
