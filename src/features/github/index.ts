import * as vscode from 'vscode';
import { publicGitHub } from '../../core/github/address';
import { whatIsRead } from '../../core/github/whatIsRead';
import type { LessonTitle } from '../../core/now/lessons';
import { command } from '../command';
import type { Folder, Repositories } from '../repository/repositories';
import type { ShowAbout } from './about';
import { signInByVsCode, type SignIn, type Way } from './session';
import type { SidePages } from './sidePages';
import { doorOf, signInByDoor, type TestDoor } from './testDoor';

export type { About, ShowAbout } from './about';

const { t } = vscode.l10n;
const stateKey = 'github';
const offerKey = 'github.noOffer';

type Mode = 'off' | 'public' | 'private';

export interface GitHubParts {
  readonly context: vscode.ExtensionContext;
  readonly repositories: Repositories;
  readonly lessons: LessonTitle;
  readonly log: vscode.LogOutputChannel;
}

/** The connection to GitHub: off until the reader turns it on, and never in restricted mode. */
export class GitHub implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** It was connected, disconnected, or is to be asked anew. */
  readonly onDidChange = this.changed.event;
  private readonly listening: vscode.Disposable;
  private signIn: SignIn;
  private loaded: Promise<SidePages> | undefined;

  constructor(private readonly parts: GitHubParts) {
    const { context, log } = parts;
    this.signIn = this.chooseSignIn(undefined);
    void this.say();
    this.listening = vscode.Disposable.from(
      this.changed,
      ...this.forTests(),
      command('tpmLens.connectGitHub', log, () => this.connectFromPalette()),
      command('tpmLens.disconnectGitHub', log, () => this.disconnect()),
      vscode.authentication.onDidChangeSessions(({ provider }) => {
        if (/^github(-enterprise)?$/.test(provider.id) && this.mode !== 'off') this.changed.fire();
      }),
    );
    if (context.extensionMode === vscode.ExtensionMode.Test)
      void context.globalState.update(stateKey, undefined);
  }

  /** For suites alone, in a window that VS Code started for tests: their own GitHub, and the buttons of the cards. */
  private forTests(): readonly vscode.Disposable[] {
    if (this.parts.context.extensionMode !== vscode.ExtensionMode.Test) return [];
    return [
      vscode.commands.registerCommand('tpmLens.test.gitHubDoor', (door: TestDoor) => {
        this.signIn = this.chooseSignIn(door);
        this.loaded = undefined;
      }),
      vscode.commands.registerCommand('tpmLens.test.gitHub', (argument: string) => this.act(argument)),
    ];
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** Follows one page of Now; GitHub's word comes beside it where the reader wants that. */
  follow(
    folder: Folder,
    show: ShowAbout,
    signal: AbortSignal,
  ): { readonly show: ShowAbout; done(): Promise<void> } {
    // nothing is asked of a folder that is not trusted, and it is offered nothing
    if (!vscode.workspace.isTrusted || (this.mode === 'off' && !this.offers)) {
      return { show: (page, busy) => show(page, busy), done: () => Promise.resolve() };
    }
    const following = this.pages().then(pages => pages.follow(folder, show, signal));
    let last: Promise<void> = Promise.resolve();
    return {
      show: (page, busy, about) => {
        last = following.then(
          follower => follower.show(page, busy, about),
          // the page stands without this part
          () => show(page, busy),
        );
      },
      done: async () => {
        await last;
        await following.then(
          follower => follower.done(),
          () => undefined,
        );
      },
    };
  }

  /** What GitHub is asked from now on it is asked anew, whatever is known. */
  async askAnew(): Promise<void> {
    if (this.mode !== 'off') (await this.pages()).refresh();
  }

  /** What a button of the cards starts. */
  async act(argument: string | undefined): Promise<void> {
    switch (argument) {
      case 'connect':
        return this.connect('ask', this.mode === 'private');
      case 'again':
        return this.connect('anew', this.mode === 'private');
      case 'private':
        return this.connect('ask', true);
      case 'disconnect':
        return this.disconnect();
      case 'refresh':
        await this.askAnew();
        this.changed.fire();
        return;
      case 'hide':
        await this.parts.context.globalState.update(offerKey, true);
        this.changed.fire();
        return;
      case 'enterprise':
        await vscode.commands.executeCommand('workbench.action.openSettings', 'github-enterprise.uri');
        return;
    }
  }

  private get mode(): Mode {
    const kept = this.parts.context.globalState.get(stateKey);
    return kept === 'public' || kept === 'private' ? kept : 'off';
  }

  private get offers(): boolean {
    return this.parts.context.globalState.get(offerKey) !== true;
  }

  private pages(): Promise<SidePages> {
    return (this.loaded ??= import('./sidePages').then(
      ({ SidePages }) =>
        new SidePages({
          signIn: this.signIn,
          standing: () => ({
            connected: this.mode !== 'off',
            asPrivate: this.mode === 'private',
            offers: this.offers,
          }),
          lessons: this.parts.lessons,
          log: this.parts.log,
        }),
    ));
  }

  private chooseSignIn(opened: TestDoor | undefined): SignIn {
    const door = doorOf(this.parts.context.extensionMode, opened);
    return door ? signInByDoor(door) : signInByVsCode;
  }

  private async connectFromPalette(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const name = await this.repositoryName();
    const go = t('Sign In');
    const answer = await vscode.window.showInformationMessage(
      t('Connect GitHub?'),
      { modal: true, detail: whatIsRead(name, t) },
      go,
    );
    if (answer === go) await this.connect('ask', this.mode === 'private');
  }

  private async connect(way: Way, asPrivate: boolean): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const name = await this.repositoryName();
    const server = await this.server();
    try {
      const session = await this.signIn.session(server, asPrivate, way, whatIsRead(name, t));
      if (!session) return;
    } catch (error) {
      // the reader closed the window of the sign-in, or this editor has none: nothing is connected by it
      this.parts.log.info('Not connected to GitHub', error instanceof Error ? error.message : String(error));
      void vscode.window.showInformationMessage(t('GitHub is not connected: the sign-in was not finished.'));
      return;
    }
    await this.turn(asPrivate ? 'private' : 'public');
  }

  private async disconnect(): Promise<void> {
    if (this.mode === 'off') return;
    await this.turn('off');
    void vscode.window.showInformationMessage(
      t(
        'GitHub is disconnected, and everything it said is forgotten. VS Code itself stays signed in: the Accounts menu signs out.',
      ),
    );
  }

  private async turn(mode: Mode): Promise<void> {
    (await this.pages()).forget();
    await this.parts.context.globalState.update(stateKey, mode === 'off' ? undefined : mode);
    await this.say();
    this.changed.fire();
  }

  /** Tells the palette which of the two commands makes sense. */
  private async say(): Promise<void> {
    await vscode.commands.executeCommand('setContext', 'tpmLens.gitHubConnected', this.mode !== 'off');
  }

  private async address() {
    await this.parts.repositories.ready;
    const folder = this.parts.repositories.active();
    return folder && (await this.pages()).addressOf(folder);
  }

  private async repositoryName(): Promise<string> {
    const address = await this.address();
    return address ? `${address.owner}/${address.name}` : t('the repository that is open');
  }

  private async server() {
    const address = await this.address();
    const servers = this.signIn.servers();
    return servers.find(({ host }) => host === address?.host) ?? servers[0] ?? publicGitHub;
  }
}
