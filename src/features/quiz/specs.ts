import * as vscode from 'vscode';
import type { SpecTerms } from '../../core/quiz/learnNext';
import type { Terms } from '../terms';

const key = 'tpmLens.specTerms';
const mostSpecs = 12;
const mostTerms = 60;
/** Fewer terms say nothing about what the reader works on. */
const fewestTerms = 3;

interface Remembered extends SpecTerms {
  readonly uri: string;
}

/** Which terms stand in the documents that the reader had open lately: ids only, for this workspace, on this computer. */
export class ReadersSpecs implements vscode.Disposable {
  private readonly listening: vscode.Disposable;
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly terms: Terms,
    private readonly memory: vscode.Memento,
  ) {
    const later = () => {
      clearTimeout(this.soon);
      // after the hovers have read it: then the terms are there already
      this.soon = setTimeout(() => void this.remember(), 2000);
    };
    this.listening = vscode.window.onDidChangeActiveTextEditor(later);
    later();
  }

  /** The latest first; the open one as it is now. */
  async list(): Promise<readonly SpecTerms[]> {
    await this.remember();
    return this.memory.get<readonly Remembered[]>(key, []);
  }

  /** The terms of the open document, and its name; `undefined` where none is open or it has none. */
  open(): SpecTerms | undefined {
    const document = vscode.window.activeTextEditor?.document;
    const hits = document && this.terms.hits(document);
    if (!document || !hits || hits.length === 0) return undefined;
    const name = document.uri.path.split('/').at(-1) ?? document.uri.path;
    return { name, terms: [...new Set(hits.map(({ id }) => id))] };
  }

  private async remember(): Promise<void> {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const spec = this.open();
    if (uri === undefined || !spec || spec.terms.length < fewestTerms) return;
    const known = this.memory.get<readonly Remembered[]>(key, []);
    const [first] = known;
    if (first?.uri === uri && first.terms.join() === spec.terms.slice(0, mostTerms).join()) return;
    await this.memory.update(
      key,
      [
        { uri, name: spec.name, terms: spec.terms.slice(0, mostTerms) },
        ...known.filter(each => each.uri !== uri),
      ].slice(0, mostSpecs),
    );
  }

  dispose(): void {
    clearTimeout(this.soon);
    this.listening.dispose();
  }
}
