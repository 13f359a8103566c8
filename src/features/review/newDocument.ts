import * as vscode from 'vscode';
import type { Flow, Template } from '../../core/content/guidanceSchema';
import { guidedText } from '../../core/review/guided';
import { loadTemplates } from '../content/load';
import { snippetOf } from './places';
import type { Reviews } from './reviews';

const { t } = vscode.l10n;
type Choice = vscode.QuickPickItem & { readonly template?: Template; readonly flow?: Flow };

/** "New Document…": a template, or a few questions that lead to a section. `wanted` is the id of one of them. */
export async function newDocument(
  reviews: Reviews,
  extensionUri: vscode.Uri,
  wanted: unknown,
  answers?: unknown,
): Promise<void> {
  const [templates, reviewer] = await Promise.all([loadTemplates(extensionUri), reviews.ready()]);
  const { flows } = reviewer.guidance;
  const choices: Choice[] = [
    { label: t('Answer a few questions'), kind: vscode.QuickPickItemKind.Separator },
    ...flows.map(flow => ({ label: `$(comment-discussion) ${flow.title}`, detail: flow.summary, flow })),
    { label: t('From a template'), kind: vscode.QuickPickItemKind.Separator },
    ...templates.map(template => ({
      label: `$(file) ${template.title}`,
      detail: template.summary,
      template,
    })),
  ];
  const picked =
    typeof wanted === 'string'
      ? (choices.find(({ template }) => template?.id === wanted) ??
        choices.find(({ flow }) => flow?.id === wanted))
      : await vscode.window.showQuickPick(choices, { title: t('New document'), matchOnDetail: true });
  const flow =
    typeof answers === 'object' && answers !== null ? flows.find(({ id }) => id === wanted) : picked?.flow;
  if (flow) {
    const given = isAnswers(answers) ? answers : await ask(flow);
    if (given) await open(guidedText(flow, given, reviewer));
  } else if (picked?.template) await open(picked.template.body);
}

const isAnswers = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(answer => typeof answer === 'string');

/** A new document with the text, its open parts as stops: Tab goes from one to the next. */
async function open(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown' });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(snippetOf(text), new vscode.Position(0, 0));
}

/** One question after the other, with a way back. An empty answer is a place to fill in later; Escape ends it. */
async function ask(flow: Flow): Promise<Record<string, string> | undefined> {
  const answers: Record<string, string> = {};
  for (let step = 0; step < flow.steps.length;) {
    const current = flow.steps[step];
    if (!current) break;
    const answer = await askOne(flow, step, answers[current.id] ?? '');
    if (answer === undefined) return undefined;
    if (answer === 'back') {
      step = Math.max(0, step - 1);
      continue;
    }
    answers[current.id] = answer.value;
    step++;
  }
  return answers;
}

function askOne(flow: Flow, step: number, value: string): Promise<{ value: string } | 'back' | undefined> {
  const current = flow.steps[step];
  const box = vscode.window.createInputBox();
  box.title = flow.title;
  box.step = step + 1;
  box.totalSteps = flow.steps.length;
  box.prompt = current?.ask ?? '';
  box.placeholder = t('For example: {0}', current?.example ?? '');
  box.value = value;
  box.ignoreFocusOut = true;
  box.buttons = step > 0 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise(resolve => {
    const listening = vscode.Disposable.from(
      box.onDidAccept(() => finish({ value: box.value })),
      box.onDidTriggerButton(() => finish('back')),
      box.onDidHide(() => finish(undefined)),
    );
    function finish(answer: { value: string } | 'back' | undefined) {
      listening.dispose();
      box.dispose();
      resolve(answer);
    }
    box.show();
  });
}
