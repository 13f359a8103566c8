import * as vscode from 'vscode';
import { fullName, type GitHubServer, type RepositoryAddress } from '../../core/github/address';
import { beside, type Addition } from '../../core/github/beside';
import { elsewhereCard, offerCard, troubleCard } from '../../core/github/sideCards';
import { GitHubTrouble } from '../../core/github/types';
import type { LessonTitle } from '../../core/now/lessons';
import type { Card, Page } from '../../core/now/page';
import type { Folder } from '../repository/repositories';
import type { About, ShowAbout } from './about';
import { GitHubClient } from './client';
import type { Asking } from './asking';
import { additionsFor, pageWithoutGit } from './gather';
import { locate, type Located } from './place';
import type { SignIn } from './session';

const { t } = vscode.l10n;

/** How the connection stands. */
export interface Standing {
  readonly connected: boolean;
  readonly asPrivate: boolean;
  readonly offers: boolean;
}

export interface SideParts {
  readonly signIn: SignIn;
  readonly standing: () => Standing;
  readonly lessons: LessonTitle;
  readonly log: vscode.LogOutputChannel;
}

/** What GitHub adds to a page, or a page of its own. */
type Beside = { readonly additions: readonly Addition[] } | { readonly page: Page };

const nothing: Beside = { additions: [] };

/** Puts GitHub's word beside the pages of Now. Loaded on first use. */
export class SidePages {
  private readonly clients = new Map<string, GitHubClient>();
  /** What was added last, so that a page that is drawn anew does not lose it for a moment. */
  private readonly known = new Map<string, Beside>();

  /** How often everything was forgotten: an answer from before is not kept after. */
  private forgotten = 0;

  constructor(private readonly parts: SideParts) {}

  /** Forgets everything GitHub said. */
  forget(): void {
    this.forgotten++;
    for (const client of this.clients.values()) client.forget();
    this.clients.clear();
    this.known.clear();
  }

  /** What is asked from now on is asked anew. */
  refresh(): void {
    for (const client of this.clients.values()) client.refresh();
  }

  /** The repository that the folder's remotes name at a GitHub that may be asked, `origin` before others. */
  async addressOf(folder: Folder): Promise<RepositoryAddress | undefined> {
    return this.choose(await locate(folder), undefined)?.address;
  }

  /** Follows one page: shows what `show` gets with GitHub's word beside it, at once as far as it is known. */
  follow(
    folder: Folder,
    show: ShowAbout,
    signal: AbortSignal,
  ): { readonly show: ShowAbout; done(): Promise<void> } {
    let turn = 0;
    let located: Promise<Located> | undefined;
    let working: Promise<void> = Promise.resolve();
    const work = async (page: Page, busy: string | undefined, about: About, mine: number) => {
      const key = keyOf(folder, about);
      const before = this.known.get(key);
      const { connected } = this.parts.standing();
      const waiting = connected && before === undefined ? t('Asking GitHub…') : undefined;
      show(...drawn(page, busy ?? waiting, before));
      const { forgotten } = this;
      const found = await this.find(folder, about, () => (located ??= locate(folder)));
      if (forgotten !== this.forgotten) return;
      this.known.set(key, found);
      // a later page of the same place is on its way: it draws
      if (signal.aborted || mine !== turn) return;
      const same = JSON.stringify(found) === JSON.stringify(before ?? nothing);
      if (same && waiting === undefined) return;
      show(...drawn(page, busy, found));
    };
    return {
      show: (page, busy, about) => {
        if (!about) {
          show(page, busy);
          return;
        }
        working = work(page, busy, about, ++turn);
      },
      done: () => working,
    };
  }

  private async find(folder: Folder, about: About, locateOnce: () => Promise<Located>): Promise<Beside> {
    const { log, standing } = this.parts;
    const { connected, offers } = standing();
    const onNow =
      about.kind === 'main' ||
      about.kind === 'noGit' ||
      (about.kind === 'branch' && about.destination.place === 'now');
    try {
      const located = await locateOnce();
      const remote = about.kind === 'noGit' ? undefined : about.place.into.remote;
      const chosen = this.choose(located, remote);
      if (!connected) return chosen && offers && onNow ? atEnd(offerCard(chosen.address, t)) : nothing;
      if (!chosen)
        return onNow
          ? atEnd(
              elsewhereCard(
                [...located.remotes.values()].map(({ host }) => host),
                folder.git !== undefined,
                t,
              ),
            )
          : nothing;
      return await this.ask(folder, about, located, chosen);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      return nothing;
    }
  }

  private async ask(
    folder: Folder,
    about: About,
    located: Located,
    { server, address }: { readonly server: GitHubServer; readonly address: RepositoryAddress },
  ): Promise<Beside> {
    const { asPrivate } = this.parts.standing();
    const name = fullName(address);
    try {
      const session = await this.session(server, asPrivate);
      if (!session) throw new GitHubTrouble({ kind: 'signedOut' });
      const asking: Asking = {
        client: this.clientOf(server),
        server,
        address,
        located,
        git: folder.git,
        account: session.account,
        asPrivate,
        lessons: this.parts.lessons,
      };
      return about.kind === 'noGit'
        ? { page: await pageWithoutGit(asking) }
        : { additions: await additionsFor(about, asking) };
    } catch (error) {
      if (!(error instanceof GitHubTrouble)) throw error;
      return atEnd(troubleCard({ trouble: error.trouble, name, server, asPrivate, now: new Date() }, t));
    }
  }

  private session(server: GitHubServer, asPrivate: boolean) {
    return this.parts.signIn.session(server, asPrivate, 'silent', '').then(
      session => session,
      // the provider is missing or failed: for the reader that is the same as signed out
      () => undefined,
    );
  }

  private clientOf(server: GitHubServer): GitHubClient {
    const known = this.clients.get(server.api);
    if (known) return known;
    const client = new GitHubClient({
      server,
      token: async () => (await this.session(server, this.parts.standing().asPrivate))?.token,
      log: line => this.parts.log.warn(`GitHub: ${line}`),
    });
    this.clients.set(server.api, client);
    return client;
  }

  private choose(
    { remotes }: Located,
    first: string | undefined,
  ): { readonly server: GitHubServer; readonly address: RepositoryAddress } | undefined {
    const servers = this.parts.signIn.servers();
    const order = [first, 'origin', 'upstream', ...remotes.keys()];
    for (const name of order) {
      const address = name === undefined ? undefined : remotes.get(name);
      const server = address && servers.find(({ host }) => host === address.host);
      if (address && server) return { server, address };
    }
    return undefined;
  }
}

const atEnd = (card: Card): Beside => ({ additions: [{ cards: [{ after: '', card }] }] });

const drawn = (
  page: Page,
  busy: string | undefined,
  found: Beside | undefined,
): [Page, string | undefined] => [
  found === undefined ? page : 'page' in found ? found.page : beside(page, found.additions),
  busy,
];

function keyOf({ root }: Folder, about: About): string {
  const subject =
    about.kind === 'branch' ? about.story.name : about.kind === 'change' ? about.story.commit.id : '';
  return `${root.toString()} ${about.kind} ${subject}`;
}
