import * as vscode from 'vscode';
import type { Flow } from '../../core/content/guidanceSchema';
import type { Answers } from '../../core/review/guided';

const { t } = vscode.l10n;
const draftsKey = 'tpmLens.review.drafts';

/** Answers that were not finished, with the step that the reader left. */
interface Draft {
  readonly answers: Answers;
  readonly step: number;
}
type Drafts = Readonly<Record<string, Draft>>;

/** How many questions of a flow a reader has answered before leaving it. */
export const answeredBefore = (memory: vscode.Memento, { id }: Flow): number =>
  Object.values(draftOf(memory, id)?.answers ?? {}).filter(answer => answer !== '').length;

const draftOf = (memory: vscode.Memento, id: string): Draft | undefined =>
  memory.get<Drafts>(draftsKey, {})[id];

/** Keeps the draft of a flow, or forgets it. */
export async function keepDraft(memory: vscode.Memento, id: string, draft?: Draft): Promise<void> {
  const { [id]: _, ...others } = memory.get<Drafts>(draftsKey, {});
  await memory.update(draftsKey, draft ? { ...others, [id]: draft } : others);
}

/**
 * One question after the other, with a way back. An empty answer is a place to fill in later. Escape ends it: what was
 * typed is kept in this workspace, and the flow goes on there when it is started again.
 */
export async function askFlow(
  flow: Flow,
  memory: vscode.Memento,
  first: string,
): Promise<Answers | undefined> {
  const draft = draftOf(memory, flow.id);
  const goOn = draft && (await askToGoOn(flow, draft));
  if (draft && goOn === undefined) return undefined;
  const answers: Record<string, string> = draft && goOn ? { ...draft.answers } : {};
  const [firstStep] = flow.steps;
  if (firstStep && first !== '') answers[firstStep.id] ??= first;
  for (let step = draft && goOn ? draft.step : 0; step < flow.steps.length;) {
    const current = flow.steps[step];
    if (!current) break;
    const { value, then } = await askOne(flow, step, answers[current.id] ?? '');
    answers[current.id] = value;
    switch (then) {
      case 'leave':
        await leave(flow, memory, { answers, step });
        return undefined;
      case 'back':
        step = Math.max(0, step - 1);
        break;
      case 'next':
        step++;
    }
  }
  return answers;
}

async function askToGoOn({ id, title, steps }: Flow, { answers }: Draft): Promise<boolean | undefined> {
  const answered = Object.values(answers).filter(answer => answer !== '').length;
  const choices = [
    {
      label: `$(debug-continue) ${t('Go on where you left')}`,
      description: t('{0} of {1} answered', answered, steps.length),
      detail: answers[steps[0]?.id ?? id] ?? '',
      goOn: true,
    },
    { label: `$(clear-all) ${t('Start anew')}`, description: t('forgets those answers'), goOn: false },
  ];
  return (await vscode.window.showQuickPick(choices, { title }))?.goOn;
}

/** Says that nothing is lost, with a way to go on; does not wait for an answer. */
async function leave(flow: Flow, memory: vscode.Memento, draft: Draft): Promise<void> {
  if (Object.values(draft.answers).every(answer => answer.trim() === '')) return keepDraft(memory, flow.id);
  await keepDraft(memory, flow.id, draft);
  const again = t('Go On');
  void vscode.window
    .showInformationMessage(
      t('Your answers are kept in this workspace. "{0}" goes on there.', flow.title),
      again,
    )
    .then(picked => {
      if (picked === again) void vscode.commands.executeCommand('tpmLens.newDocument', flow.id);
    });
}

interface Answered {
  readonly value: string;
  readonly then: 'next' | 'back' | 'leave';
}

function askOne({ title, steps }: Flow, step: number, value: string): Promise<Answered> {
  const current = steps[step];
  const box = vscode.window.createInputBox();
  box.title = title;
  box.step = step + 1;
  box.totalSteps = steps.length;
  box.prompt = `${current?.ask ?? ''} ${t('(Enter alone skips it: it becomes an open question)')}`;
  box.placeholder = t('For example: {0}', current?.example ?? '');
  box.value = value;
  box.ignoreFocusOut = true;
  box.buttons = step > 0 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise(resolve => {
    const listening = vscode.Disposable.from(
      box.onDidAccept(() => finish('next')),
      box.onDidTriggerButton(() => finish('back')),
      box.onDidHide(() => finish('leave')),
    );
    function finish(then: Answered['then']) {
      listening.dispose();
      resolve({ value: box.value, then });
      box.dispose();
    }
    box.show();
  });
}
