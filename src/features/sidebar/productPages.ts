import * as vscode from 'vscode';
import { defaultBranch } from '../../core/git/defaultBranch';
import { lastFetch } from '../../core/git/state';
import type { LessonTitle } from '../../core/now/lessons';
import type { Page } from '../../core/now/page';
import { productPage } from '../../core/now/product/productPage';
import type { Folder, Repositories } from '../repository/repositories';
import type { Products } from '../repository/products';
import type { Show } from './nowPages';

const { t } = vscode.l10n;

/** Shows Product: at once what was read before, then what the files show now. */
export async function showProduct(
  repositories: Repositories,
  products: Products,
  lessons: LessonTitle,
  show: Show,
  signal: AbortSignal,
): Promise<void> {
  await repositories.ready;
  const folder = repositories.active();
  if (!folder) {
    show(noFolder());
    return;
  }
  const known = products.latest(folder);
  const fetchedAt = await lastFetched(folder, signal).catch(() => undefined);
  const pageOf = (product: NonNullable<typeof known>): Page =>
    productPage(
      { product, repository: folder.name, files: product.files, fetchedAt, now: new Date() },
      t,
      lessons,
    );
  show(known ? pageOf(known) : waiting(), known ? undefined : t('Reading the files…'));
  try {
    const product = await products.read(folder);
    if (!signal.aborted) show(pageOf(product));
  } catch {
    // the log has the reason
    if (!signal.aborted) show(unreadable());
  }
}

async function lastFetched({ git }: Folder, signal: AbortSignal): Promise<string | undefined> {
  if (!git) return undefined;
  return (await lastFetch(git, await defaultBranch(git, signal), signal)).at;
}

const waiting = (): Page => ({
  destination: { place: 'product' },
  heading: [t('Your product, as its files tell it.')],
  headingStyle: 'lead',
  sections: [],
});

const noFolder = (): Page =>
  emptyProduct(
    'no-folder',
    t('Open a folder to begin'),
    t(
      'Product answers six questions about the repository you have open: where it runs, how, what it is made of, and how a change reaches customers.',
    ),
    true,
  );

const unreadable = (): Page =>
  emptyProduct(
    'unreadable',
    t('The files could not be read'),
    t('Learn, the quiz and hovers still work. The log holds the details.'),
    false,
  );

const emptyProduct = (key: string, title: string, text: string, open: boolean): Page => ({
  destination: { place: 'product' },
  heading: [t('Product')],
  headingStyle: 'hidden',
  sections: [
    {
      kind: 'card',
      card: {
        key,
        title,
        icon: 'folder',
        layout: 'empty',
        blocks: [
          { kind: 'text', text: [text] },
          {
            kind: 'actions',
            buttons: open
              ? [
                  { label: t('Open Folder'), primary: true, act: { do: 'command', command: 'openFolder' } },
                  { label: t('Open the sample product'), act: { do: 'command', command: 'sample' } },
                ]
              : [{ label: t('Open the log'), act: { do: 'command', command: 'openLog' } }],
          },
        ],
      },
    },
  ],
});
