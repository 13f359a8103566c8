import * as vscode from 'vscode';
import type { WholeLog } from '../../core/quiz/log';
import type { QuizParts } from './parts';
import type { ProgressStore } from './progressStore';
import { wholeBank } from './sessions';

const { t } = vscode.l10n;

interface Choice extends vscode.QuickPickItem {
  readonly act: string;
}

/** "Progress…": the page, a copy of the answers to keep, answers from elsewhere, or a new start. */
export async function progressCommand(parts: QuizParts, argument: unknown): Promise<void> {
  const { progress } = parts;
  const act = typeof argument === 'string' ? argument : await ask(await progress.whole());
  switch (act) {
    case 'open':
      await vscode.commands.executeCommand('tpmLens.sidebar.open', 'progress');
      return;
    case 'export':
      return exportAnswers(progress);
    case 'import':
      return importAnswers(progress);
    case 'bringBack':
      return bringBack(parts);
    case 'reset':
      return reset(progress);
    default:
      return;
  }
}

async function ask({ aside }: WholeLog): Promise<string | undefined> {
  const choices: Choice[] = [
    { act: 'open', label: `$(graph) ${t('Open Progress')}` },
    {
      act: 'export',
      label: `$(export) ${t('Export answers…')}`,
      description: t('JSON Lines, one answer a line'),
    },
    {
      act: 'import',
      label: `$(cloud-download) ${t('Import answers…')}`,
      description: t('from another computer; what is here already counts once'),
    },
    ...(aside.size === 0
      ? []
      : [
          {
            act: 'bringBack',
            label: `$(history) ${t('Ask again what was set aside…')}`,
            description: aside.size === 1 ? t('1 question') : t('{0} questions', aside.size),
          },
        ]),
    {
      act: 'reset',
      label: `$(trash) ${t('Start anew…')}`,
      description: t('the answers so far are set aside'),
    },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: t('Progress'),
    placeHolder: t('Your answers stay on this computer'),
  });
  return picked?.act;
}

/** Lets the reader choose which of the questions they set aside are asked again. */
async function bringBack(parts: QuizParts): Promise<void> {
  const { aside } = await parts.progress.whole();
  const questions = [...(await wholeBank(parts)), ...parts.product.latest()];
  const picked = await vscode.window.showQuickPick(
    [...aside].map(id => ({
      label: questions.find(question => question.id === id)?.stem ?? t('A question that is not here now'),
      id,
      picked: true,
    })),
    {
      title: t('Ask again what was set aside…'),
      placeHolder: t('Chosen questions are asked again'),
      canPickMany: true,
    },
  );
  for (const { id } of picked ?? [])
    await parts.progress.append({ asideItem: id, on: false, time: Date.now() });
}

const filters = { 'JSON Lines': ['jsonl'] };

async function exportAnswers(progress: ProgressStore): Promise<void> {
  const text = await progress.exported();
  if (text === '') {
    void vscode.window.showInformationMessage(t('There are no answers to export yet.'));
    return;
  }
  const uri = await vscode.window.showSaveDialog({ filters, saveLabel: t('Export answers') });
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  void vscode.window.showInformationMessage(t('{0} answers exported.', text.split('\n').length - 1));
}

async function importAnswers(progress: ProgressStore): Promise<void> {
  const [uri] = (await vscode.window.showOpenDialog({ filters, openLabel: t('Import answers') })) ?? [];
  if (!uri) return;
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const { added, unreadable } = await progress.imported(text);
  void vscode.window.showInformationMessage(
    unreadable === 0
      ? t('{0} answers added.', added)
      : t('{0} answers added; {1} lines could not be read and were left out.', added, unreadable),
  );
}

async function reset(progress: ProgressStore): Promise<void> {
  const start = t('Start anew');
  const chosen = await vscode.window.showWarningMessage(
    t('Start anew with no answers?'),
    {
      modal: true,
      detail: t('Level, schedule and history begin again. The answers so far are set aside, not deleted.'),
    },
    start,
  );
  if (chosen === start) await progress.reset();
}
