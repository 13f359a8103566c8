import * as vscode from 'vscode';
import { pageAsMarkdown } from '../../core/now/markdown';
import { back, forward, go, startTrail, type Trail } from '../../core/now/history';
import type { Destination, Page } from '../../core/now/page';
import { FromView, type ToView } from '../../protocol';
import { sidebarHtml, viewRoots } from './html';
import { viewStrings } from './strings';

/**
 * Builds the page of a destination and hands it to `show`, perhaps several times while it fills. What keeps the computer
 * busy waits for `loaded`: until the view has loaded it can show nothing, and would load more slowly.
 */
export type BuildPage = (
  to: Destination,
  show: (page: Page, busy?: string) => void,
  signal: AbortSignal,
  loaded: Promise<unknown>,
) => Promise<void>;

export interface ViewParts {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly build: BuildPage;
  readonly due: () => number | undefined;
  /** Everything the view asks for that is not about where the reader is. */
  readonly act: (message: FromView) => Promise<void>;
}

/** The sidebar: where the reader is, which page that shows, and what they pressed. */
export class SidebarView implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private ready = false;
  private readonly readied = new vscode.EventEmitter<void>();
  private trail: Trail = startTrail({ place: 'now' });
  private moved = false;
  private page: Page | undefined;
  private running: AbortController | undefined;
  private pending: ToView | undefined;
  /** What was last drawn here: a view that loads, or loads again after it was hidden, has not got it. */
  private drawn: Extract<ToView, { type: 'page' }> | undefined;
  /** Where on the page the reader was sent to, until the view has shown it. */
  private paragraph: string | undefined;

  constructor(private readonly parts: ViewParts) {}

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    this.ready = false;
    const { extensionUri, log } = this.parts;
    view.webview.options = { enableScripts: true, localResourceRoots: [...viewRoots(extensionUri)] };
    view.webview.onDidReceiveMessage((raw: unknown) => {
      const message = FromView.safeParse(raw);
      if (!message.success) {
        log.warn('Ignored a malformed message of the view', message.error.message);
        return;
      }
      this.receive(message.data).catch((error: unknown) =>
        log.error(error instanceof Error ? error : String(error)),
      );
    });
    view.onDidChangeVisibility(() => {
      if (view.visible) void this.refresh();
    });
    view.onDidDispose(() => {
      this.view = undefined;
      this.ready = false;
      this.running?.abort();
    });
    view.webview.html = sidebarHtml(view.webview, extensionUri);
    // the page is worked out while the view loads
    this.draw(false).catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
  }

  /** Where the reader is, for tests and for what follows along. */
  get at(): Destination {
    return this.trail.at;
  }

  /** The page that is shown. */
  get shown(): Page | undefined {
    return this.page;
  }

  /** Goes somewhere, and opens the sidebar where it is closed. */
  async open(to: Destination, paragraph?: string): Promise<void> {
    this.trail = go(this.trail, to);
    this.paragraph = paragraph;
    this.moved = true;
    await vscode.commands.executeCommand('tpmLens.sidebar.focus');
    await this.draw(true);
  }

  async back(): Promise<void> {
    await this.move(back(this.trail));
  }

  async forward(): Promise<void> {
    await this.move(forward(this.trail));
  }

  /** Opens Learn with the cursor in its search. */
  async search(): Promise<void> {
    await this.open({ place: 'learn' });
    this.post({ type: 'focusSearch' });
  }

  /** Builds the page anew, as an update that moves nothing. */
  async refresh(): Promise<void> {
    if (this.view?.visible === true) await this.draw(false);
  }

  /** Says a sentence to a screen reader. */
  say(text: string): void {
    this.post({ type: 'said', text });
  }

  markdown(): string | undefined {
    return this.page && pageAsMarkdown(this.page, vscode.l10n.t);
  }

  dispose(): void {
    this.running?.abort();
    this.readied.dispose();
  }

  private async move(trail: Trail): Promise<void> {
    if (trail === this.trail) return;
    this.moved = true;
    this.trail = trail;
    this.paragraph = undefined;
    await this.draw(true);
  }

  private async receive(message: FromView): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.readied.fire();
        this.post({ type: 'strings', strings: viewStrings(vscode.l10n.t), language: vscode.env.language });
        if (this.pending) this.post(this.pending);
        if (!this.moved && message.at && JSON.stringify(message.at) !== JSON.stringify(this.trail.at)) {
          this.trail = startTrail(message.at);
          this.moved = true;
          return this.draw(false);
        }
        this.moved = true;
        if (this.drawn) this.post(this.drawn);
        return;
      case 'navigate':
        return this.move(go(this.trail, message.to));
      case 'search':
        this.trail = go(
          this.trail,
          message.query.trim() === '' ? { place: 'learn' } : { place: 'search', query: message.query },
        );
        return this.draw(false);
      case 'back':
        return this.back();
      case 'forward':
        return this.forward();
      case 'cancel':
        this.running?.abort();
        return;
      default:
        return this.parts.act(message);
    }
  }

  /** One page at a time: what is asked for later withdraws what is still being worked out. */
  private async draw(arrived: boolean): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.drawn = undefined;
    const { at } = this.trail;
    void vscode.commands.executeCommand('setContext', 'tpmLens.canGoBack', this.trail.before.length > 0);
    void vscode.commands.executeCommand('setContext', 'tpmLens.canGoForward', this.trail.after.length > 0);
    let first = arrived;
    const post = gathering(() => {
      if (running.signal.aborted || !this.drawn) return;
      this.post(this.drawn);
      if (this.ready) this.paragraph = undefined;
    });
    await this.parts.build(
      at,
      (page, busy) => {
        if (running.signal.aborted) return;
        this.page = page;
        const due = this.parts.due();
        this.drawn = {
          type: 'page',
          page,
          arrived: first,
          ...(busy === undefined ? {} : { busy }),
          ...(due === undefined ? {} : { due }),
          ...(this.paragraph === undefined ? {} : { paragraph: this.paragraph }),
        };
        post.soon();
        first = false;
      },
      running.signal,
      this.loaded(),
    );
    post.now();
  }

  private async loaded(): Promise<void> {
    if (!this.ready) await new Promise<void>(resolve => once(this.readied.event, resolve));
  }

  private post(message: ToView): void {
    if (this.ready && this.view) {
      this.pending = undefined;
      void this.view.webview.postMessage(message);
    } else if (message.type === 'focusSearch') this.pending = message;
  }
}

/** Milliseconds between two drawings of a page that fills. */
const betweenDrawings = 100;

/** Does something at once, and what is asked for soon after that once for all; `now` does what still waits. */
function gathering(act: () => void): { soon(): void; now(): void } {
  let resting: NodeJS.Timeout | undefined;
  let wanted = false;
  const now = () => {
    if (!wanted) return;
    wanted = false;
    clearTimeout(resting);
    resting = setTimeout(() => {
      resting = undefined;
      now();
    }, betweenDrawings);
    act();
  };
  return {
    soon() {
      wanted = true;
      if (resting === undefined) now();
    },
    now,
  };
}

/** Listens to the next event alone. */
function once(event: vscode.Event<void>, listener: () => void): void {
  const listening = event(() => {
    listening.dispose();
    listener();
  });
}
