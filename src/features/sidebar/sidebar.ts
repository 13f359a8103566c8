import * as vscode from 'vscode';
import type { Destination, Page } from '../../core/now/page';
import type { FromView } from '../../protocol';
import type { Folder } from '../repository/repositories';
import { watchFolder } from '../repository/watch';
import { fetchRemote, runButton } from './acts';
import { LearnPages } from './learnPages';
import { pickBranch } from './lookAtBranch';
import { NowPages, type Show } from './nowPages';
import { openEvidence } from './openEvidence';
import { showProduct } from './productPages';
import type { SidebarServices } from './services';
import { SidebarView } from './view';
import { pickChange } from './whereIsThisChange';

const { t } = vscode.l10n;
const recommendedOnLearn = 3;

/** What the sidebar does once it is needed: it is built on first use, so that activation stays small. */
export interface Sidebar {
  readonly view: SidebarView;
  lookAtBranch(): Promise<void>;
  whereIsThisChange(): Promise<void>;
  /** Reads the files of the active folder anew. */
  readAgain(): Promise<void>;
  dispose(): void;
}

/** Builds the pages and what keeps them true. */
export function createSidebar(services: SidebarServices): Sidebar {
  const { context, library, log, repositories, products, progress, review, gitHub } = services;
  const lessons = (id: string) => library.lesson(id)?.title;
  const now = new NowPages(repositories, products, lessons, gitHub, log);
  const learn = new LearnPages(library, repositories, products, context.globalState, () =>
    progress.next(recommendedOnLearn),
  );

  const build = async (
    to: Destination,
    show: Show,
    signal: AbortSignal,
    loaded: Promise<unknown>,
  ): Promise<void> => {
    switch (to.place) {
      case 'now':
      case 'branch':
      case 'change':
      case 'release':
        return now.show(to, show, signal, loaded);
      case 'product':
        return showProduct(repositories, products, lessons, show, signal);
      case 'progress': {
        show(await progress.page());
        return;
      }
      case 'review': {
        show(await review.page());
        return;
      }
      default: {
        show((await learn.page(to)) ?? missingPage(to));
        return;
      }
    }
  };

  const act = async (message: FromView): Promise<void> => {
    switch (message.type) {
      case 'openEvidence':
        return openEvidence(repositories.active(), message.file, message.line);
      case 'openLink':
        await vscode.env.openExternal(vscode.Uri.parse(message.url, true));
        return;
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'copyPage': {
        const text = view.markdown();
        if (text !== undefined) await vscode.env.clipboard.writeText(text);
        return;
      }
      case 'fetch':
        view.say(await fetchRemote(repositories.active()));
        await gitHub.askAnew();
        return view.refresh();
      case 'answerCheck':
        await learn.answered(message.lesson);
        return progress.answered(message.question, message.option, message.lesson);
      case 'command':
        return runButton(message.command, message.argument, log, gitHub);
      default:
        return;
    }
  };

  const view = new SidebarView({
    extensionUri: context.extensionUri,
    log,
    build,
    due: () => progress.due(),
    act,
  });
  const following = new Following(services, view);

  return {
    view,
    async lookAtBranch() {
      await repositories.ready;
      const git = repositories.active()?.git;
      if (!git) return view.open({ place: 'now' });
      const ref = await pickBranch(git);
      if (ref !== undefined) await view.open({ place: 'branch', ref });
    },
    async whereIsThisChange() {
      await repositories.ready;
      const folder = repositories.active();
      if (!folder?.git) return view.open({ place: 'now' });
      const to = await pickChange(folder, folder.git);
      if (to !== undefined) await view.open(to);
    },
    async readAgain() {
      const folder = repositories.active();
      if (folder) products.forget(folder);
      await gitHub.askAnew();
      await view.refresh();
    },
    dispose() {
      following.dispose();
      view.dispose();
    },
  };
}

/** Keeps the view true: follows the active folder, its git, its files, the editor and the reader's progress. */
class Following implements vscode.Disposable {
  private watched: { readonly root: string; readonly watcher: Promise<vscode.Disposable> } | undefined;
  private readonly listening: vscode.Disposable;
  private soon: NodeJS.Timeout | undefined;

  constructor(
    private readonly services: SidebarServices,
    private readonly view: SidebarView,
  ) {
    const { repositories, progress, review, gitHub } = services;
    const follow = () => this.follow();
    const refreshNow = () => {
      if (view.at.place === 'now' || view.at.place === 'review') void view.refresh();
    };
    const refreshReview = () => {
      if (view.at.place === 'review') void view.refresh();
    };
    const refreshSoon = () => {
      if (view.at.place !== 'review') return;
      clearTimeout(this.soon);
      this.soon = setTimeout(refreshReview, 800);
    };
    this.listening = vscode.Disposable.from(
      repositories.onDidChange(follow),
      vscode.window.onDidChangeActiveTextEditor(refreshNow),
      vscode.workspace.onDidChangeTextDocument(refreshSoon),
      review.onDidChange(refreshReview),
      gitHub.onDidChange(() => void view.refresh()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void view.refresh()),
      progress.onDidChange(() => void view.refresh()),
    );
    void repositories.ready.then(follow);
  }

  dispose(): void {
    clearTimeout(this.soon);
    this.listening.dispose();
    this.unwatch();
  }

  private follow(): void {
    const folder = this.services.repositories.active();
    const key = folder && `${folder.root.toString()} ${String(folder.git !== undefined)}`;
    if (key !== this.watched?.root) {
      this.unwatch();
      if (folder && key !== undefined) this.watched = { root: key, watcher: this.watch(folder) };
    }
    void this.view.refresh();
  }

  private watch(folder: Folder): Promise<vscode.Disposable> {
    const { products, log } = this.services;
    const changed = {
      git: () => {
        // the branch is a fact too; nothing else is read again
        products.forget(folder, [], true);
        void this.view.refresh();
      },
      product: (edited: readonly string[] | undefined) => {
        products.forget(folder, edited);
        void this.view.refresh();
      },
    };
    return watchFolder(folder, changed).catch((error: unknown) => {
      log.warn('The folder is not watched', error instanceof Error ? error.message : String(error));
      return new vscode.Disposable(() => undefined);
    });
  }

  private unwatch(): void {
    void this.watched?.watcher.then(watcher => void watcher.dispose());
    this.watched = undefined;
  }
}

const missingPage = (destination: Destination): Page => ({
  destination,
  heading: [t('The library has no such page')],
  headingStyle: 'title',
  under: t('It may have been renamed. The search finds what there is.'),
  sections: [
    {
      kind: 'blocks',
      blocks: [
        {
          kind: 'actions',
          buttons: [{ label: t('Go to Learn'), primary: true, act: { do: 'go', to: { place: 'learn' } } }],
        },
      ],
    },
  ],
});
