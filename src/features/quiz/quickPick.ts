import * as vscode from 'vscode';
import type { QuizAction, QuizPage } from '../../core/quiz/pages';

type PickItem = vscode.QuickPickItem & { action: QuizAction };

/** How the reader left a page: with an action, by Back, or by Escape. */
export type PageOutcome = QuizAction | 'back' | 'closed';

/** Shows one page as a QuickPick and waits. A typed digit answers at once. */
export function showPage(page: QuizPage): Promise<PageOutcome> {
  const pick = vscode.window.createQuickPick<PickItem>();
  pick.title = page.title;
  pick.placeholder = page.placeholder;
  pick.prompt = page.prompt;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = false;
  pick.matchOnDetail = false;
  if (page.step !== undefined) pick.step = page.step;
  if (page.steps !== undefined) pick.totalSteps = page.steps;
  if (page.back) pick.buttons = [vscode.QuickInputButtons.Back];
  pick.items = page.items.map(item => ({
    label: item.label,
    description: item.description ?? '',
    alwaysShow: true,
    action: item.action,
    ...(item.action.kind === 'separator' ? { kind: vscode.QuickPickItemKind.Separator } : {}),
  }));
  return new Promise(resolve => {
    const finish = (outcome: PageOutcome) => {
      resolve(outcome);
      pick.hide();
    };
    pick.onDidAccept(() => {
      const [selected] = pick.selectedItems;
      if (selected) finish(selected.action);
    });
    pick.onDidChangeValue(value => {
      if (value === '') return;
      const chosen =
        page.digits && /^\d$/.test(value)
          ? page.items.filter(({ action }) => action.kind !== 'separator')[Number(value) - 1]
          : undefined;
      pick.value = '';
      if (chosen) finish(chosen.action);
      // a key that every keyboard has; the editor's own one for Back differs by system
      else if (page.back && value === '0') finish('back');
    });
    pick.onDidTriggerButton(() => finish('back'));
    pick.onDidHide(() => {
      resolve('closed');
      pick.dispose();
    });
    pick.show();
  });
}
