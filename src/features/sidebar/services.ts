import type * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import type { Page } from '../../core/now/page';
import type { Recommendation } from '../../core/quiz/learnNext';
import type { GitHub } from '../github';
import type { Products } from '../repository/products';
import type { Repositories } from '../repository/repositories';
import type { ReviewPages } from '../review';

/** What the quiz tells the sidebar. */
export interface ProgressPages {
  page(): Promise<Page>;
  /** What to learn next, and why. */
  next(count: number): Promise<readonly Recommendation[]>;
  /** How many questions spaced repetition says are due. */
  due(): number | undefined;
  readonly onDidChange: vscode.Event<unknown>;
  /** A check question of a lesson was answered; `option` -1: "I don't know". */
  answered(question: string, option: number, lesson: string): Promise<void>;
}

export interface SidebarServices {
  readonly context: vscode.ExtensionContext;
  readonly library: Library;
  readonly log: vscode.LogOutputChannel;
  readonly repositories: Repositories;
  readonly products: Products;
  readonly progress: ProgressPages;
  readonly review: ReviewPages;
  readonly gitHub: GitHub;
}
