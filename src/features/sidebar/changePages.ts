import * as vscode from 'vscode';
import { releases } from '../../core/git/releases';
import { changePage } from '../../core/now/change/changePage';
import { readChange } from '../../core/now/change/readChange';
import { releasePage } from '../../core/now/change/releasePage';
import type { Place } from '../../core/now/input';
import type { LessonTitle } from '../../core/now/lessons';
import type { Destination, Page } from '../../core/now/page';
import type { Git } from '../../core/repository/ports';
import type { Product, Products } from '../repository/products';
import type { Folder } from '../repository/repositories';
import type { Show } from './nowPages';

const { t } = vscode.l10n;

interface Asked {
  readonly place: Place;
  readonly folder: Folder;
  readonly git: Git;
  readonly products: Products;
  readonly lessons: LessonTitle;
  readonly show: Show;
  readonly signal: AbortSignal;
}

/** Where a change is: what git says at once, deployments when the files are read. */
export async function showChange(
  destination: Extract<Destination, { readonly ref: string }>,
  { place, folder, git, products, lessons, show, signal }: Asked,
): Promise<void> {
  const reading = products.read(folder).catch(() => undefined);
  const story = await readChange(git, destination.ref, place.into, signal);
  if (!story) {
    show(goneCommit(destination));
    return;
  }
  const now = new Date();
  const draw = (product: Product | undefined, busy?: string) => {
    if (!signal.aborted)
      show(changePage({ story, place, product, now, destination }, t, lessons), busy, {
        kind: 'change',
        story,
        place,
      });
  };
  const known = products.latest(folder);
  draw(known, known ? undefined : t('Reading the files…'));
  draw(await reading);
}

/** What is merged and in no release yet. */
export async function showRelease({ place, git, lessons, show, signal }: Asked): Promise<void> {
  const found = await releases(git, place.into.id, { limit: 200, signal });
  if (!signal.aborted) show(releasePage(found, place, new Date(), t, lessons));
}

const goneCommit = (destination: Destination): Page => ({
  destination,
  heading: [t('Where Is This Change?')],
  headingStyle: 'hidden',
  sections: [
    {
      kind: 'card',
      card: {
        key: 'gone',
        title: t('This commit is not in this folder'),
        icon: 'event',
        layout: 'empty',
        blocks: [
          {
            kind: 'text',
            text: [t('Its branch may have been deleted, or it was never fetched. Fetch, then ask again.')],
          },
          {
            kind: 'actions',
            buttons: [
              { label: t('Fetch'), icon: 'refresh', primary: true, act: { do: 'fetch' } },
              { label: t('Back to Now'), act: { do: 'go', to: { place: 'now' } } },
            ],
          },
        ],
      },
    },
  ],
});
