import * as vscode from 'vscode';
import { unmergedBranches, type UnmergedBranches } from '../../core/git/branches';
import { resolveCommit } from '../../core/git/refs';
import { releases as readReleases, type Releases } from '../../core/git/releases';
import { errorSentence } from '../../core/git/sentences';
import { emptyPage, type Missing } from '../../core/now/empty';
import { isOnDefault, readPlace } from '../../core/now/gather';
import { fileKind } from '../../core/now/file/kinds';
import type { BranchStory, Place } from '../../core/now/input';
import type { LessonTitle } from '../../core/now/lessons';
import { isInBetween, operationPage } from '../../core/now/operation';
import { branchPage } from '../../core/now/branch/branchPage';
import { mainPage } from '../../core/now/main/mainPage';
import type { Destination, Page } from '../../core/now/page';
import { readStory } from '../../core/now/story';
import { GitError, type Git } from '../../core/repository/ports';
import type { GitHub, ShowAbout } from '../github';
import type { Product, Products } from '../repository/products';
import type { Folder, Repositories } from '../repository/repositories';
import { goneBranch } from './goneBranch';
import { Remembered } from './remembered';

/** A page as far as it is known; `busy` says what is still being worked out, `about` what git and the files said. */
export type Show = ShowAbout;

const { t } = vscode.l10n;

/** Builds Now: asks git and the files, shows what is there already, and fills in the rest as it arrives. */
export class NowPages {
  private readonly coming = new Remembered<UnmergedBranches>(4);
  private readonly released = new Remembered<Releases>(4);
  private readonly stories = new Remembered<BranchStory>(20);
  /** The branch that was shown last, with all that is known of it. */
  private drawn: string | undefined;

  constructor(
    private readonly repositories: Repositories,
    private readonly products: Products,
    private readonly lessons: LessonTitle,
    private readonly gitHub: GitHub,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The page for `now`, `branch`, `change` or `release`. Never rejects: what failed is a page too. */
  async show(
    destination: Destination,
    show: Show,
    signal: AbortSignal,
    loaded: Promise<unknown>,
  ): Promise<void> {
    try {
      await this.tryToShow(destination, show, signal, loaded);
    } catch (error) {
      if (signal.aborted) return;
      this.log.error(error instanceof Error ? error : String(error));
      show(emptyPage(missingOf(error, this.repositories.active()), t));
    }
  }

  private async tryToShow(
    destination: Destination,
    show: Show,
    signal: AbortSignal,
    loaded: Promise<unknown>,
  ): Promise<void> {
    await this.repositories.ready;
    const folder = this.repositories.active();
    if (!folder) {
      show(emptyPage({ why: 'noFolder' }, t));
      return;
    }
    const following = this.gitHub.follow(folder, show, signal);
    await this.showIn(folder, destination, following.show, signal, loaded);
    // a page that shows nothing of the files leaves them to hovers and to what comes next
    void this.products.read(folder).catch(() => undefined);
    await following.done();
  }

  private async showIn(
    folder: Folder,
    destination: Destination,
    show: Show,
    signal: AbortSignal,
    loaded: Promise<unknown>,
  ): Promise<void> {
    if (destination.place === 'now') {
      const page = await this.filePage(folder);
      if (signal.aborted) return;
      if (page) {
        show(page);
        return;
      }
    }
    const { git } = folder;
    if (!git) {
      const why = this.repositories.noGit ?? 'noRepository';
      const virtual = folder.root.scheme === 'vscode-vfs';
      show(
        emptyPage({ why }, t),
        undefined,
        why === 'noRepository' && !virtual ? undefined : { kind: 'noGit' },
      );
      return;
    }
    const place = await readPlace(git, folder.name, uncommittedIn(folder), t, signal);
    if (signal.aborted) return;
    if ('why' in place) {
      show(emptyPage(place, t));
      return;
    }
    if (destination.place === 'change' || destination.place === 'release') {
      const { showChange, showRelease } = await import('./changePages');
      const asked = { place, folder, git, products: this.products, lessons: this.lessons, show, signal };
      return destination.place === 'change' ? showChange(destination, asked) : showRelease(asked);
    }
    const here =
      destination.place === 'now' || (destination.place === 'branch' && destination.ref === 'HEAD');
    if (here && isInBetween(place)) {
      show(operationPage(place, new Date(), t, this.lessons));
      return;
    }
    if (here && isOnDefault(place)) return this.showMain(place, folder, git, show, signal, loaded);
    return this.showBranch(branchOf(destination, place), destination, place, folder, git, show, signal);
  }

  private async showMain(
    place: Place,
    folder: Folder,
    git: Git,
    show: Show,
    signal: AbortSignal,
    loaded: Promise<unknown>,
  ): Promise<void> {
    this.drawn = undefined;
    const refs = await refsKey(git, signal);
    let [coming, releases, product] = [
      this.coming.get(refs),
      this.released.get(refs),
      this.products.latest(folder),
    ];
    let compared = coming !== undefined;
    const draw = () => {
      if (signal.aborted) return;
      const missing = !compared
        ? t('Comparing the branches…')
        : !product
          ? t('Reading the files…')
          : !releases
            ? t('Reading the releases…')
            : undefined;
      const parts = { place, coming, releases, product };
      show(mainPage({ ...parts, now: new Date() }, t, this.lessons), missing, { kind: 'main', ...parts });
    };
    draw();
    // what keeps the computer busy waits until the branches are on the screen
    let listed: () => void = () => undefined;
    const shown = Promise.all([loaded, new Promise<void>(resolve => (listed = resolve))]);
    await Promise.all([
      this.coming
        .orRead(refs, () =>
          unmergedBranches(git, place.into, {
            now: Date.now(),
            report: soFar => {
              coming = soFar;
              draw();
              listed();
            },
            shown,
            signal,
          }),
        )
        .then(found => {
          compared = true;
          coming = found;
          draw();
        })
        .finally(() => listed()),
      this.released
        .orRead(refs, () => readReleases(git, place.into.id, { limit: 40, signal }))
        .then(found => {
          releases = found;
          draw();
        }),
      shown
        .then(() => this.products.read(folder))
        .then(
          found => {
            product = found;
            draw();
          },
          () => undefined,
        ),
    ]);
  }

  private async showBranch(
    of: Branch,
    destination: Destination,
    place: Place,
    folder: Folder,
    git: Git,
    show: Show,
    signal: AbortSignal,
  ): Promise<void> {
    const reading = this.products.read(folder).catch(() => undefined);
    const [id, refs] = await Promise.all([resolveCommit(git, of.ref, signal), refsKey(git, signal)]);
    if (id === undefined) {
      show(goneBranch(of.name, destination));
      return;
    }
    const now = new Date();
    const draw = (story: BranchStory, product: Product | undefined, busy?: string) => {
      if (signal.aborted) return;
      const page = branchPage({ story, place, product, now, destination }, t, this.lessons);
      // GitHub's word stands beside what git says of the merge, so it waits for that
      if (story.trying) show(page, busy);
      else show(page, busy, { kind: 'branch', destination, story, place, product });
    };
    const here = `${folder.root.toString()} ${of.ref} ${of.name}`;
    const known = this.products.latest(folder);
    const story = await this.stories.orRead(`${id} ${place.into.id} ${of.name} ${refs}`, () =>
      readStory(git, { ...of, id }, place.into, {
        // a branch that is shown already stays as it is until all is known: parts of it must not come and go
        report: soFar => {
          if (here !== this.drawn) draw(soFar, known, t('Trying the merge…'));
        },
        signal,
      }),
    );
    draw(story, known, known ? undefined : t('Reading the files…'));
    draw(story, await reading);
    this.drawn = here;
  }

  /** The page about the open file, where it describes a piece of the product. */
  private async filePage(folder: Folder): Promise<Page | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    if (
      !document ||
      !document.uri.path.startsWith(`${folder.root.path}/`) ||
      document.uri.scheme !== folder.root.scheme
    )
      return undefined;
    const file = document.uri.path.slice(folder.root.path.length + 1);
    const kind = fileKind(file);
    if (kind === undefined) return undefined;
    const [{ pageForFile }, product] = await Promise.all([
      import('../../core/now/file/pageForFile'),
      this.products.read(folder).catch(() => undefined),
    ]);
    return (
      product &&
      pageForFile({ file, text: document.getText(), kind, product, repository: folder.name }, t, this.lessons)
    );
  }
}

interface Branch {
  readonly name: string;
  /** A ref or an id. */
  readonly ref: string;
  readonly checkedOut: boolean;
}

/** The branch that a page is about. */
function branchOf(destination: Destination, { current, into }: Place): Branch {
  if (destination.place === 'branch' && destination.ref !== 'HEAD') {
    const { ref } = destination;
    const prefix = into.remote === undefined ? '' : `refs/remotes/${into.remote}/`;
    const name =
      prefix !== '' && ref.startsWith(prefix)
        ? ref.slice(prefix.length)
        : ref.replace(/^refs\/(heads|remotes|tags)\//, '');
    return {
      name,
      ref,
      checkedOut:
        current.kind === 'branch' && (ref === `refs/heads/${current.name}` || name === current.name),
    };
  }
  return current.kind === 'branch'
    ? { name: current.name, ref: current.id, checkedOut: true }
    : { name: 'HEAD', ref: 'HEAD', checkedOut: true };
}

const uncommittedIn = ({ api }: Folder): number | undefined =>
  api &&
  api.state.workingTreeChanges.length +
    api.state.indexChanges.length +
    api.state.mergeChanges.length +
    (api.state.untrackedChanges?.length ?? 0);

/** Every ref with its id: while this stays the same, what git says about branches does too. */
async function refsKey(git: Git, signal: AbortSignal): Promise<string> {
  const { stdout } = await git.run(['for-each-ref', '--format=%(objectname) %(refname)'], { signal });
  return stdout;
}

function missingOf(error: unknown, folder: Folder | undefined): Missing {
  if (!(error instanceof GitError))
    return { why: 'failed', sentence: t('Something unexpected happened. The log says what.') };
  if (error.reason === 'untrusted') return { why: 'untrustedOwner', folder: folder?.root.fsPath ?? '' };
  if (error.reason === 'missingGit') return { why: 'gitMissing' };
  if (error.reason === 'notARepository') return { why: 'noRepository' };
  return { why: 'failed', sentence: errorSentence(error, t) };
}
