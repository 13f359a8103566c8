import * as vscode from 'vscode';
import type { ButtonCommand } from '../../core/now/page';
import type { GitHub } from '../github';
import type { Folder } from '../repository/repositories';

const { t } = vscode.l10n;

/** Fetches through the Git extension: the only network there is, and only on a click. */
export async function fetchRemote(folder: Folder | undefined): Promise<string> {
  if (!folder?.api) return t('There is no repository to fetch.');
  const { api, name } = folder;
  try {
    await vscode.window.withProgress(
      { location: { viewId: 'tpmLens.sidebar' }, title: t('Fetching {0}…', name) },
      () => api.fetch(),
    );
    return t('Fetched.');
  } catch {
    const sentence = t(
      'The fetch failed: the server could not be reached, or it wants you to sign in. What is shown is as old as before.',
    );
    void vscode.window.showWarningMessage(sentence);
    return sentence;
  }
}

/** What the buttons of the sidebar may start. */
export async function runButton(
  command: ButtonCommand,
  argument: string | undefined,
  log: vscode.LogOutputChannel,
  gitHub: GitHub,
): Promise<void> {
  switch (command) {
    case 'github':
      return gitHub.act(argument);
    case 'lookAtBranch':
      await vscode.commands.executeCommand('tpmLens.lookAtBranch');
      return;
    case 'whereIsThisChange':
      await vscode.commands.executeCommand('tpmLens.whereIsThisChange');
      return;
    case 'openFolder':
      await vscode.commands.executeCommand(
        vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop
          ? 'vscode.openFolder'
          : 'workbench.action.files.openFolder',
      );
      return;
    case 'clone':
      await vscode.commands.executeCommand('git.clone');
      return;
    case 'manageTrust':
      await vscode.commands.executeCommand('workbench.trust.manage');
      return;
    case 'openSettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', argument ?? 'tpmLens');
      return;
    case 'sample':
      await vscode.commands.executeCommand('tpmLens.openSample');
      return;
    case 'quiz':
      await vscode.commands.executeCommand(
        argument === undefined ? 'tpmLens.quiz' : 'tpmLens.quizTopic',
        argument,
      );
      return;
    case 'quizOf':
      await vscode.commands.executeCommand('tpmLens.quiz', argument);
      return;
    case 'learnNext':
      await vscode.commands.executeCommand('tpmLens.learnNext');
      return;
    case 'progress':
      await vscode.commands.executeCommand('tpmLens.progress', argument);
      return;
    case 'openLog':
      log.show();
      return;
    case 'reviewSpec':
      await vscode.commands.executeCommand('tpmLens.reviewSpec');
      return;
    case 'reviewShow':
      await vscode.commands.executeCommand('tpmLens.review.show', argument);
      return;
    case 'reviewAddSection':
      await vscode.commands.executeCommand('tpmLens.review.addSection', argument);
      return;
    case 'reviewSwitch':
      await vscode.commands.executeCommand('tpmLens.review.switch');
      return;
    case 'newDocument':
      await vscode.commands.executeCommand('tpmLens.newDocument');
      return;
    case 'collectQuestions':
      await vscode.commands.executeCommand('tpmLens.collectQuestions');
      return;
  }
}
