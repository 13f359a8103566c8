import type { Translate } from '../translate';
import type { RemoteBranch } from '../git/branches';
import type { Block, BranchLine, Chip, Rich } from '../now/page';
import { code, rich } from '../now/rich';
import { ago, counted, listedText } from '../now/words';
import type { GitHubServer } from './address';
import type { Answer, PullRequest } from './types';
import { fact, fromGitHub } from './words';

export interface OpenPulls {
  readonly pulls: Answer<{ readonly items: readonly PullRequest[]; readonly more: boolean }>;
  readonly where: { readonly owner: string; readonly name: string };
  readonly server: GitHubServer;
  /** Branches that this folder knows to be on their way; `undefined` where there is no git to ask. */
  readonly branches: readonly RemoteBranch[] | undefined;
  readonly now: Date;
}

const shownAtOnce = 6;
const most = 100;

/** Open pull requests, for "What is on its way". */
export function openPullBlocks(parts: OpenPulls, t: Translate): readonly Block[] {
  const { pulls, now } = parts;
  const { items, more } = pulls.value;
  const label = t('Open pull requests, {0}', fromGitHub(pulls.at, now, t));
  if (items.length === 0)
    return [
      {
        kind: 'group',
        label,
        icon: 'pull-request',
        blocks: [{ kind: 'text', text: [t('No pull request is open.')] }, ...apart(parts, t)],
      },
    ];
  const lines = items.slice(0, most).map(pull => pullLine(pull, parts, t));
  const rest = lines.slice(shownAtOnce);
  const hidden = items.length - lines.length;
  return [
    {
      kind: 'group',
      label,
      icon: 'pull-request',
      blocks: [
        { kind: 'branches', label, items: lines.slice(0, shownAtOnce) },
        ...(rest.length > 0
          ? [
              {
                kind: 'details' as const,
                key: 'github-more-pulls',
                summary: counted(t, rest.length, '1 more', '{0} more'),
                blocks: [
                  { kind: 'branches' as const, label, items: rest },
                  ...(hidden > 0 || more
                    ? [
                        {
                          kind: 'text' as const,
                          quiet: true,
                          text: [
                            more ? t('and others: the list is longer than 300') : t('and {0} more', hidden),
                          ],
                        },
                      ]
                    : []),
                ],
              },
            ]
          : []),
        ...apart(parts, t),
      ],
    },
  ];
}

function pullLine(pull: PullRequest, { where, server, branches, now }: OpenPulls, t: Translate): BranchLine {
  const own = pull.from.repository?.toLowerCase() === `${where.owner}/${where.name}`.toLowerCase();
  const known = own ? branches?.find(({ name }) => name === pull.from.branch) : undefined;
  return {
    name: `#${pull.number} ${pull.title}`,
    act: known
      ? { do: 'go', to: { place: 'branch', ref: known.ref } }
      : { do: 'openLink', url: `${server.web}/${where.owner}/${where.name}/pull/${pull.number}` },
    meta: [
      [t('{0}, {1}', pull.author, ago(t, new Date(pull.updated), now))],
      own
        ? rich(t, '{0} into {1}', code(pull.from.branch), code(pull.into))
        : rich(t, '{0} of a fork, into {1}', code(pull.from.branch), code(pull.into)),
    ],
    chips: chips(pull, t),
  };
}

function chips({ draft, asked, autoMerge }: PullRequest, t: Translate): readonly Chip[] {
  if (draft) return [{ icon: 'pass-dashed', text: [t('draft')], tone: 'plain' }];
  return [
    asked.length > 0
      ? { icon: 'clock', text: [t('review asked of {0}', listedText(t, asked.slice(0, 3)))], tone: 'plain' }
      : { icon: 'comment', text: [t('no review is being waited for')], tone: 'plain' },
    ...(autoMerge
      ? [{ icon: 'merge' as const, text: [t('merges by itself when all is green')], tone: 'good' as const }]
      : []),
  ];
}

/** Where GitHub's list and the branches of this folder differ. */
function apart({ pulls, branches, where }: OpenPulls, t: Translate): readonly Block[] {
  if (!branches || pulls.value.more) return [];
  const own = pulls.value.items.filter(
    ({ from }) => from.repository?.toLowerCase() === `${where.owner}/${where.name}`.toLowerCase(),
  );
  const without = branches.filter(({ name }) => !own.some(({ from }) => from.branch === name));
  const unseen = own.filter(({ from }) => !branches.some(({ name }) => name === from.branch));
  const lines: Rich[] = [
    ...(without.length > 0
      ? [
          [
            counted(
              t,
              without.length,
              '1 branch above has no open pull request: ',
              '{0} branches above have no open pull request: ',
            ),
            ...names(
              without.map(({ name }) => name),
              t,
            ),
          ],
        ]
      : []),
    ...(unseen.length > 0
      ? [
          [
            counted(
              t,
              unseen.length,
              '1 pull request has a branch that is not above: ',
              '{0} pull requests have branches that are not above: ',
            ),
            ...names(
              unseen.map(({ from }) => from.branch),
              t,
            ),
            t('. A fetch may bring it.'),
          ],
        ]
      : []),
  ];
  return lines.length === 0
    ? []
    : [{ kind: 'facts', items: lines.map(text => fact('warning', 'plain', text)) }];
}

const names = (all: readonly string[], t: Translate): Rich => [
  ...all.slice(0, 4).flatMap((name, index): Rich => [index === 0 ? '' : ', ', code(name)]),
  ...(all.length > 4 ? [t(' and {0} more', all.length - 4)] : []),
];
