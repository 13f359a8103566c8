import * as vscode from 'vscode';
import type { Recommendation } from '../../core/quiz/learnNext';

const { t } = vscode.l10n;

/** "What Should I Learn Next?": a few pages, each with the reason why it is this one. */
export async function learnNextCommand(recommended: readonly Recommendation[]): Promise<void> {
  if (recommended.length === 0) {
    void vscode.window.showInformationMessage(
      t('You have been through every lesson. The daily review keeps it fresh.'),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(
    recommended.map(({ kind, id, title, minutes, why }) => ({
      label: `${kind === 'lesson' ? '$(mortar-board)' : '$(book)'} ${title}`,
      description: minutes === undefined ? t('term') : t('lesson, {0} min', minutes),
      detail: why.replace(/\$\(/g, '$ ('),
      kindOfPage: kind,
      id,
    })),
    {
      title: t('What should I learn next?'),
      placeHolder: t('From your answers and from the terms in the documents you had open'),
    },
  );
  if (picked)
    await vscode.commands.executeCommand(
      picked.kindOfPage === 'lesson' ? 'tpmLens.openLesson' : 'tpmLens.openTerm',
      picked.id,
    );
}
