import * as vscode from 'vscode';

const key = 'tpmLens.muted';
type Stored = Readonly<Record<string, readonly string[]>>;
type Scope = { readonly uri: string } | 'anywhere';

/**
 * Words the reader does not want explained, in one document or anywhere. Their hovers come back with "Undo" at once, or
 * later by the list in "Explain…".
 */
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

  /** Each with where it is silent, those of this document first. */
  listed(uri: string | undefined): readonly { readonly id: string; readonly scope: Scope }[] {
    const here = uri === undefined ? [] : (this.here.get<Stored>(key, {})[uri] ?? []);
    return [
      ...here.map(id => ({ id, scope: { uri: uri ?? '' } })),
      ...this.everywhere().map(id => ({ id, scope: 'anywhere' as const })),
    ];
  }

  /** Lists the silent words; those that are picked are explained again. */
  async askAgain(uri: string | undefined, nameOf: (id: string) => string): Promise<void> {
    const picked = await vscode.window.showQuickPick(
      this.listed(uri).map(({ id, scope }) => ({
        label: nameOf(id),
        description:
          scope === 'anywhere'
            ? vscode.l10n.t('not explained anywhere')
            : vscode.l10n.t('not in this document'),
        id,
        scope,
      })),
      { canPickMany: true, placeHolder: vscode.l10n.t('Which words shall be explained again?') },
    );
    for (const { id, scope } of picked ?? []) await this.set(id, scope, false);
  }

  /** What was chosen for an untitled document ends with it: the next one gets its name. */
  async forget(uri: string): Promise<void> {
    const { [uri]: gone, ...rest } = this.here.get<Stored>(key, {});
    if (gone) await this.here.update(key, rest);
  }

  async set(id: string, scope: Scope, muted: boolean): Promise<void> {
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
