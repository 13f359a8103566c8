import * as vscode from 'vscode';
import type { ReviewEntry } from '../../core/quiz/log';
import { replay } from '../../core/quiz/schedule';

/** "Next review: Tuesday, 4 due." */
export function nextReview(entries: readonly ReviewEntry[]): string | undefined {
  const now = Date.now();
  const later = [...replay(entries).values()].map(({ due }) => due).filter(due => due > now);
  if (later.length === 0) return undefined;
  const day = new Date(Math.min(...later));
  const count = later.filter(due => new Date(due).toDateString() === day.toDateString()).length;
  const name = day.toLocaleDateString(vscode.env.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return vscode.l10n.t('Next review: {0}, {1} due.', name, count);
}
