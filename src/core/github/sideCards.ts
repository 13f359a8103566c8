/** The small cards of the connection itself: the offer, no pull request, a trouble, and what is read. */
import type { Translate } from '../translate';
import type { Block, Card, Rich } from '../now/page';
import { code, rich } from '../now/rich';
import type { GitHubServer, RepositoryAddress } from './address';
import { fullName } from './address';
import type { Trouble } from './types';
import { whatIsRead } from './whatIsRead';
import { clock, fromGitHub, gitHubButton, troubleWords } from './words';

/** The offer at the end of Now; the reader decides, and can send it away. */
export const offerCard = (address: RepositoryAddress, t: Translate): Card => ({
  key: 'github-offer',
  title: t('The pull request itself'),
  icon: 'pull-request',
  layout: 'plain',
  blocks: [
    { kind: 'text', text: [whatIsRead(fullName(address), t)] },
    {
      kind: 'actions',
      buttons: [
        gitHubButton(t('Connect GitHub'), 'connect', true),
        gitHubButton(t('Do not offer this'), 'hide'),
      ],
    },
  ],
});

/** GitHub knows no pull request of this branch. */
export const noPullCard = (
  branch: string,
  { at, now }: { readonly at: number; readonly now: Date },
  t: Translate,
): Card => ({
  key: 'github-pull-request',
  title: t('No pull request yet'),
  icon: 'pull-request',
  layout: 'split',
  remark: fromGitHub(at, now, t),
  blocks: [
    {
      kind: 'text',
      text: rich(t, 'GitHub has no pull request of {0}, neither open nor closed.', code(branch)),
    },
  ],
  meaning: [
    t('Until there is one, nobody is asked to review it and no check of a pull request has run for it.'),
  ],
  ask: { question: rich(t, 'When do you expect to open a pull request for {0}?', code(branch)) },
});

export interface TroubleParts {
  readonly trouble: Trouble;
  readonly name: string;
  readonly server: GitHubServer;
  readonly asPrivate: boolean;
  readonly now: Date;
}

/** GitHub gave no answer at all. */
export function troubleCard(parts: TroubleParts, t: Translate): Card {
  const { text, buttons } = troubleWords(parts.trouble, parts, t);
  return {
    key: 'github-trouble',
    title: t('Nothing from GitHub'),
    icon: 'warning',
    layout: 'plain',
    blocks: [
      { kind: 'text', text },
      {
        kind: 'text',
        quiet: true,
        text: [t('Everything else here comes from git and the files, and stands.')],
      },
      { kind: 'actions', buttons: [...buttons, gitHubButton(t('Disconnect GitHub'), 'disconnect')] },
    ],
  };
}

export interface AboutParts {
  readonly account: string;
  readonly server: GitHubServer;
  readonly name: string;
  /** The name that was asked for, where the repository has another one now. */
  readonly formerly: string | undefined;
  readonly asPrivate: boolean;
  readonly rate: { readonly left: number; readonly of: number; readonly reset: number } | undefined;
  /** When the oldest fact on the page was true. */
  readonly at: number;
  readonly trouble: Trouble | undefined;
  readonly now: Date;
}

/** Whose sign-in, what is read, how much may still be asked, and how to end it. */
export function aboutCard(parts: AboutParts, t: Translate): Card {
  const { account, server, name, formerly, asPrivate, rate, at, trouble, now } = parts;
  const stale = trouble ? troubleWords(trouble, { ...parts }, t) : undefined;
  const low = rate !== undefined && rate.left < rate.of / 10;
  const left: Rich = rate
    ? [
        t(
          'GitHub lets this account ask {0} questions an hour; {1} are left until {2}.',
          rate.of,
          rate.left,
          clock(new Date(rate.reset)),
        ),
      ]
    : [];
  const blocks: Block[] = [
    ...(stale
      ? [
          {
            kind: 'facts' as const,
            items: [
              {
                icon: 'warning' as const,
                tone: 'caution' as const,
                text: [t('What is shown is as old as it says. '), ...stale.text],
              },
            ],
          },
        ]
      : []),
    ...(formerly === undefined
      ? []
      : [
          {
            kind: 'text' as const,
            text: rich(t, '{0} is called {1} at GitHub now.', code(formerly), code(name)),
          },
        ]),
    ...(low ? [{ kind: 'text' as const, text: left }] : []),
    {
      kind: 'details',
      key: 'github-about',
      summary: t('What is read, and as whom'),
      blocks: [
        { kind: 'text', text: [whatIsRead(name, t)] },
        {
          kind: 'text',
          text: rich(
            t,
            asPrivate
              ? 'As {0} at {1}, with the permission for private repositories.'
              : 'As {0} at {1}, with the permission for public repositories only.',
            code(account),
            code(server.host),
          ),
        },
        ...(!low && left.length > 0 ? [{ kind: 'text' as const, quiet: true, text: left }] : []),
      ],
    },
    {
      kind: 'actions',
      buttons: [
        ...(stale?.buttons.filter(({ act }) => act.do !== 'command' || act.argument !== 'refresh') ?? []),
        { ...gitHubButton(t('Ask GitHub again'), 'refresh'), icon: 'refresh' },
        gitHubButton(t('Disconnect GitHub'), 'disconnect'),
      ],
    },
  ];
  return {
    key: 'github-about',
    title: t('Connected to GitHub'),
    icon: 'globe',
    layout: 'plain',
    remark: fromGitHub(at, now, t),
    blocks,
  };
}

/** Connected, and this repository is not at a GitHub that may be asked. */
export const elsewhereCard = (hosts: readonly string[], withGit: boolean, t: Translate): Card => ({
  key: 'github-elsewhere',
  title: t('Not at GitHub'),
  icon: 'globe',
  layout: 'plain',
  blocks: [
    {
      kind: 'text',
      text:
        hosts.length === 0
          ? [
              withGit
                ? t('No remote of this repository leads to GitHub, so it cannot be asked about it.')
                : t(
                    'This window does not say which repository of GitHub the folder is, so it cannot be asked.',
                  ),
            ]
          : rich(
              t,
              'This repository’s server is {0}: neither github.com nor the GitHub Enterprise server of your settings. Only these are asked.',
              code(hosts[0] ?? ''),
            ),
    },
    ...(hosts.length === 0
      ? []
      : [
          {
            kind: 'actions' as const,
            buttons: [gitHubButton(t('Set a GitHub Enterprise server'), 'enterprise')],
          },
        ]),
  ],
});
