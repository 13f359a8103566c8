import type { Translate } from '../translate';
import type { Card, Page, Rich } from '../now/page';
import { code, rich, strong } from '../now/rich';
import { capital, numberWord } from '../now/words';
import { openPullBlocks, type OpenPulls } from './openPulls';
import { standingOf } from './standing';
import { stateWords } from './standingWords';
import type { PullRequestStory } from './types';

export interface WebPageParts {
  /** `parcel/shop` */
  readonly name: string;
  /** The branch that is open; `undefined` where the workbench does not say. */
  readonly branch: string | undefined;
  readonly defaultBranch: string;
  readonly pull: PullRequestStory | undefined;
  readonly open: OpenPulls | undefined;
  /** The card of the pull request, or that there is none. */
  readonly pullCard: Card | undefined;
  readonly others: readonly Card[];
}

/** Now where there is no git: the branch and its pull request, from GitHub alone. */
export function webPage(parts: WebPageParts, t: Translate): Page {
  const { name, branch, defaultBranch, pullCard, open, others } = parts;
  const cards = [
    ...(pullCard ? [pullCard] : []),
    ...(open
      ? [
          {
            key: 'github-open',
            title: t('What is on its way'),
            icon: 'branch' as const,
            layout: 'plain' as const,
            blocks: openPullBlocks(open, t),
          },
        ]
      : []),
    ...others,
  ];
  return {
    destination: { place: 'now' },
    subject: {
      icon: 'repo',
      lines: [
        branch === undefined ? [name] : rich(t, '{0} · `{1}`', name, branch),
        branch === undefined
          ? [t('From GitHub alone: there is no git here, and this window does not say which branch is open.')]
          : branch === defaultBranch
            ? [t('From GitHub alone: there is no git here.')]
            : rich(t, 'From GitHub alone: there is no git here. Compared with {0}.', code(defaultBranch)),
      ],
    },
    heading: heading(parts, t),
    headingStyle: 'lead',
    sections: cards.map(card => ({ kind: 'card', card })),
    actions: [{ label: t('Copy as Markdown'), icon: 'copy', act: { do: 'copyPage' } }],
  };
}

function heading({ branch, defaultBranch, pull, open }: WebPageParts, t: Translate): Rich {
  if (pull)
    return rich(
      t,
      '{0}: {1}.',
      strong(`#${pull.number} ${pull.title}`),
      stateWords(standingOf(pull), pull, t).text,
    );
  if (branch !== undefined && branch !== defaultBranch)
    return rich(t, '{0} has **no pull request** yet.', code(branch));
  const count = open?.pulls.value.items.length;
  if (count === undefined) return rich(t, 'You are on {0}, which everybody builds on.', code(defaultBranch));
  if (count === 0) return rich(t, 'No pull request is open.');
  return count === 1
    ? rich(t, '**One pull request** is open.')
    : rich(t, '{0} are open.', strong(t('{0} pull requests', capital(numberWord(t, count)))));
}
