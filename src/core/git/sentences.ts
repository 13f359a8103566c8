import type { GitError } from '../repository/ports';
import type { Translate } from '../translate';
import type { DefaultBranch, LastFetch, MergeNote } from './types';

/** What limits a prediction, in sentences. */
export function noteSentences(notes: readonly MergeNote[], t: Translate): readonly string[] {
  const sentences: Readonly<Record<MergeNote, string>> = {
    shallow: t(
      'This copy holds only the newest part of the history (a shallow clone), so the point where the branches parted may be out of sight and this answer wrong.',
    ),
    partialClone: t(
      'This copy leaves file contents at the remote until they are needed (a partial clone), and nothing is fetched here, so lines and conflicts may be missing.',
    ),
    oldGit: t(
      'Git on this computer is older than 2.38 and cannot try a merge, so the conflicts were worked out file by file.',
    ),
    mergeDriver: t(
      'Some files are merged by a program that the repository’s settings name. It is not run here, so nobody knows yet whether those files would conflict.',
    ),
    submodule: t(
      'One of the conflicts is about a submodule: which version of another repository is used. Engineers choose one; there are no lines to compare.',
    ),
    unrelated: t('The two have no commit in common, so git would refuse to merge them.'),
    severalBases: t(
      'The two have been merged into each other before, so there is more than one point where they parted.',
    ),
    failed: t('Git could not try this merge, so whether it would conflict is not known.'),
  };
  return notes.map(note => sentences[note]);
}

/** What a failure of git means for the reader, and what to do about it. */
export function errorSentence({ reason, message }: GitError, t: Translate): string {
  switch (reason) {
    case 'notARepository':
      return t('This folder is not in a git repository, so there is no history to look at.');
    case 'untrusted':
      return t(
        'This folder belongs to another user of this computer, and git refuses to read it. Whoever looks after the computer can mark it as safe.',
      );
    case 'missingGit':
      return t('Git was not found on this computer. Install it, or set its place in the setting git.path.');
    case 'timeout':
      return t('Git took too long to answer. The repository may be very large, or the computer busy.');
    case 'tooLarge':
      return t('The answer is too large to be shown here.');
    case 'missingObject':
      return t(
        'Part of the history is not on this computer (a partial or shallow clone). Fetching it makes this visible.',
      );
    case 'aborted':
      return t('The question was withdrawn.');
    case 'failed':
      return message;
  }
}

/** How it is known which branch is the default one. */
export function defaultBranchSentence({ shown, remote, how }: DefaultBranch, t: Translate): string {
  switch (how) {
    case 'remoteHead':
      return t('{0} names {1} as its default branch.', remote ?? '', shown);
    case 'onlyBranch':
      return t('{0} is the only branch.', shown);
    case 'commonName':
      return t('Nothing names the default branch; {0} has the usual name.', shown);
    case 'newestCommonName':
      return t(
        'Nothing names the default branch; of the branches with a usual name, {0} has the newest commit.',
        shown,
      );
  }
}

/** How old the knowledge about the remote is. `now` in milliseconds since 1970. */
export function lastFetchSentence({ at, how }: LastFetch, now: number, t: Translate): string {
  if (how === 'noRemote') return t('This repository has no remote: everything is on this computer only.');
  if (at === undefined) return t('It is not known when the remote was last fetched.');
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 2) return t('as of just now');
  if (minutes < 120) return t('as of {0} minutes ago', minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t('as of {0} hours ago', hours) : t('as of {0} days ago', Math.floor(hours / 24));
}
