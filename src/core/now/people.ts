import type { Commit } from '../git/types';
import type { Translate } from '../translate';
import { ago } from './words';

type Author = Pick<Commit, 'author' | 'authorEmail'>;

/** Whether the reader wrote it. Without an address in their git settings nothing is theirs. */
export const isReader = (author: Author, reader: string | undefined): boolean =>
  reader !== undefined && reader !== '' && author.authorEmail.toLowerCase() === reader.toLowerCase();

/** "you" or the author's name. */
export const who = (author: Author, reader: string | undefined, t: Translate): string =>
  isReader(author, reader) ? t('you') : author.author;

/** "Ana Ruiz, 3 days ago" */
export const whoAndWhen = (commit: Commit, reader: string | undefined, now: Date, t: Translate): string =>
  t('{0}, {1}', who(commit, reader, t), ago(t, new Date(commit.date), now));

/** "Ana Ruiz’s branch", "your branch", or the branch's name where nothing tells who began it. */
export function ownerOf(
  begunBy: Author | undefined,
  name: string,
  reader: string | undefined,
  t: Translate,
): string {
  if (!begunBy) return name;
  return isReader(begunBy, reader) ? t('your branch') : t('{0}’s branch', begunBy.author);
}
