import type * as vscode from 'vscode';
import type { Library } from '../../core/content/library';
import type { ProductQuiz } from './product';
import type { ProgressStore } from './progressStore';
import type { ReadersSpecs } from './specs';

/** What quizzes are made from. */
export interface QuizParts {
  readonly library: Library;
  readonly progress: ProgressStore;
  readonly product: ProductQuiz;
  readonly specs: ReadersSpecs;
  /** Kept for this reader, on this computer. */
  readonly memory: vscode.Memento;
}
