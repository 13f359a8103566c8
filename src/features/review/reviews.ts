import * as vscode from 'vscode';
import { findingKey } from '../../core/review/key';
import { knownWords } from '../../core/review/knownWords';
import type { Reviewer } from '../../core/review/review';
import type { Finding, Review, ReviewOptions, RuleChoice } from '../../core/review/types';
import { isTeamTerm } from '../../core/team/types';
import { syntaxOf } from '../../core/text/prose';
import { loadGuidance } from '../content/load';
import type { Team } from '../team';
import { wholeDocumentLimit } from '../terms/documents';

const ignoredKey = 'tpmLens.review.ignored';
const switchedKey = 'tpmLens.review.switched';
/** What is explained elsewhere, and what is not flagged because the team defines it. */
type Words = Required<Pick<ReviewOptions, 'explained' | 'vocabulary'>>;
type Ignored = Readonly<Record<string, readonly string[]>>;
type Switched = Readonly<Record<string, boolean>>;

/** The reviews of open documents, once a version, as the reader's settings leave them. Shared by all that shows them. */
export class Reviews implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri | undefined>();
  /** Fires when a document is reviewed otherwise than before; without a document: all. */
  readonly onDidChange = this.changed.event;
  private reviewer: Reviewer | undefined;
  private loading: Promise<Reviewer> | undefined;
  // by document, not by name: the next untitled document bears the name and version of the one just closed
  private readonly known = new WeakMap<
    vscode.TextDocument,
    { version: number; settings: string; words: Words; review: Review }
  >();
  private words: Words;
  private everyday: ReadonlySet<string> = new Set();
  private readonly listening: vscode.Disposable;

  constructor(
    private readonly team: Pick<Team, 'library' | 'onDidChange'>,
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.words = this.wordsNow();
    this.listening = vscode.Disposable.from(
      team.onDidChange(() => this.learnWords()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('tpmLens.review')) this.changed.fire(undefined);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === 'untitled') void this.forget(uri.toString());
      }),
    );
  }

  /** The reviewer; it is loaded on first use. */
  ready(): Promise<Reviewer> {
    this.loading ??= (async () => {
      const { extensionUri } = this.context;
      const [{ createReviewer }, guidance] = await Promise.all([
        import('../../core/review/review'),
        loadGuidance(extensionUri),
      ]);
      this.reviewer = createReviewer(guidance);
      this.changed.fire(undefined);
      // no review waits for the other documents
      void this.readEveryday();
      return this.reviewer;
    })();
    return this.loading;
  }

  /** Whether the document holds prose that can be read as a whole. */
  canReview(document: vscode.TextDocument): boolean {
    return syntaxOf(document.languageId, document.uri.path) !== undefined && !this.isTooLong(document);
  }

  isTooLong(document: vscode.TextDocument): boolean {
    return document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > wholeDocumentLimit;
  }

  /** The review of a document that is reviewed as it is written; `undefined`: it is not, or not yet. */
  shown(document: vscode.TextDocument): Review | undefined {
    if (!this.reviewer) {
      // what is asked for here is drawn again when the reviewer is there
      if (this.canReview(document)) void this.ready();
      return undefined;
    }
    const review = this.read(document, this.reviewer);
    return review && this.isOn(document, review) ? review : undefined;
  }

  /** The review of any document of prose, whether it is switched on or not. */
  async review(document: vscode.TextDocument): Promise<Review | undefined> {
    return this.read(document, await this.ready());
  }

  isOn({ uri }: vscode.TextDocument, review: Review): boolean {
    const settings = vscode.workspace.getConfiguration('tpmLens', uri);
    const chosen = this.context.workspaceState.get<Switched>(switchedKey, {})[uri.toString()];
    return chosen ?? (settings.get<string>('review.documents', 'specs') === 'specs' && review.looksLikeSpec);
  }

  async switch({ uri }: vscode.TextDocument, on: boolean): Promise<void> {
    const all = this.context.workspaceState.get<Switched>(switchedKey, {});
    await this.context.workspaceState.update(switchedKey, { ...all, [uri.toString()]: on });
    this.changed.fire(uri);
  }

  /** The finding of a rule at a place, as the document stands now. */
  async findingAt(document: vscode.TextDocument, rule: string, start: number): Promise<Finding | undefined> {
    const review = await this.review(document);
    return review?.findings.find(finding => finding.rule === rule && finding.start === start);
  }

  /** Does not show this finding any more, on this computer. */
  async ignore(document: vscode.TextDocument, finding: Finding): Promise<void> {
    const uri = document.uri.toString();
    const all = this.context.workspaceState.get<Ignored>(ignoredKey, {});
    const key = findingKey(finding, document.getText());
    await this.context.workspaceState.update(ignoredKey, { ...all, [uri]: [...(all[uri] ?? []), key] });
    this.changed.fire(document.uri);
  }

  /** Does not use a rule any more, in any document. */
  async switchOff(rule: string): Promise<void> {
    const settings = vscode.workspace.getConfiguration('tpmLens');
    const own = settings.inspect<Record<string, RuleChoice>>('review.rules')?.globalValue ?? {};
    await settings.update('review.rules', { ...own, [rule]: 'off' }, vscode.ConfigurationTarget.Global);
  }

  private learnWords(): void {
    this.words = this.wordsNow();
    this.changed.fire(undefined);
  }

  private wordsNow(): Words {
    const { terms } = this.team.library.index;
    return {
      explained: new Set([...knownWords({ terms }), ...this.everyday]),
      vocabulary: knownWords({ terms: terms.filter(isTeamTerm) }),
    };
  }

  private async readEveryday(): Promise<void> {
    try {
      const { everydayWords } = await import('./everydayWords');
      this.everyday = await everydayWords();
      if (this.everyday.size > 0) this.learnWords();
    } catch (error) {
      this.log.warn('The words of the project could not be read', String(error));
    }
  }

  /** What was chosen for an untitled document ends with it: the next one gets its name. */
  private async forget(uri: string): Promise<void> {
    const { workspaceState } = this.context;
    for (const key of [ignoredKey, switchedKey]) {
      const { [uri]: gone, ...rest } = workspaceState.get<Readonly<Record<string, unknown>>>(key, {});
      if (gone !== undefined) await workspaceState.update(key, rest);
    }
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  private read(document: vscode.TextDocument, reviewer: Reviewer): Review | undefined {
    const syntax = syntaxOf(document.languageId, document.uri.path);
    if (!syntax || this.isTooLong(document)) return undefined;
    const rules = vscode.workspace
      .getConfiguration('tpmLens', document.uri)
      .get<Record<string, RuleChoice>>('review.rules', {});
    const ignored = this.context.workspaceState.get<Ignored>(ignoredKey, {})[document.uri.toString()] ?? [];
    const settings = JSON.stringify([rules, ignored]);
    const cached = this.known.get(document);
    const { words } = this;
    if (cached?.version === document.version && cached.settings === settings && cached.words === words)
      return cached.review;
    const review = reviewer.review(document.getText(), syntax, {
      rules,
      ...words,
      ignored: new Set(ignored),
      path: document.uri.path,
    });
    this.known.set(document, { version: document.version, settings, words, review });
    return review;
  }
}
