import * as vscode from 'vscode';

const key = 'tpmLens.muted';
type Stored = Readonly<Record<string, readonly string[]>>;

/** Words the reader does not want explained, in one document or anywhere. Hovers come back with "Undo" or "Explain again". */
export class MutedTerms implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly here: vscode.Memento,
    private readonly anywhere: vscode.Memento,
  ) {}

  in(uri: string): ReadonlySet<string> {
    return new Set([...this.everywhere(), ...(this.here.get<Stored>(key, {})[uri] ?? [])]);
  }

  everywhere(): readonly string[] {
    return this.anywhere.get<readonly string[]>(key, []);
  }

  async set(id: string, scope: { readonly uri: string } | 'anywhere', muted: boolean): Promise<void> {
    const changedList = (list: readonly string[]) => [
      ...list.filter(other => other !== id),
      ...(muted ? [id] : []),
    ];
    if (scope === 'anywhere') await this.anywhere.update(key, changedList(this.everywhere()));
    else {
      const stored = this.here.get<Stored>(key, {});
      await this.here.update(key, { ...stored, [scope.uri]: changedList(stored[scope.uri] ?? []) });
    }
    this.changed.fire();
  }

  /** Asks where the word should stay quiet, and offers to take it back. */
  async ask(id: string, word: string, uri: string): Promise<void> {
    const choices = [
      { label: vscode.l10n.t("Don't explain it in this document"), scope: { uri } },
      { label: vscode.l10n.t("Don't explain it anywhere"), scope: 'anywhere' as const },
    ];
    const picked = await vscode.window.showQuickPick(choices, {
      placeHolder: vscode.l10n.t('Where should "{0}" stay quiet?', word),
    });
    if (!picked) return;
    await this.set(id, picked.scope, true);
    const undo = vscode.l10n.t('Undo');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('"{0}" is not explained any more.', word),
      undo,
    );
    if (answer === undo) await this.set(id, picked.scope, false);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
