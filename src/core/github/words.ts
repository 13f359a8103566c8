/** Moments and troubles in words. */
import type { Button, FactLine, Rich } from '../now/page';
import { code, rich } from '../now/rich';
import { ago } from '../now/words';
import type { Translate } from '../translate';
import type { GitHubServer } from './address';
import type { Trouble } from './types';

const minute = 60_000;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `14:02`, in the reader's time zone. */
export const clock = (at: Date): string => `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;

/** "from GitHub, 14:02": when it was true; an older fact says its age too. */
export function fromGitHub(at: number, now: Date, t: Translate): string {
  const then = new Date(at);
  return now.getTime() - at < 5 * minute
    ? t('from GitHub, {0}', clock(then))
    : t('from GitHub, {0} ({1})', clock(then), ago(t, then, now));
}

const midnight = (moment: Date): number =>
  new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();

/** "14:02", "yesterday", "Tuesday", "12 March", "12 March 2024": to stand after "since". */
export function day(iso: string, now: Date, t: Translate): string {
  const then = new Date(iso);
  const days = Math.round((midnight(now) - midnight(then)) / (24 * 60 * minute));
  if (days <= 0) return clock(then);
  if (days === 1) return t('yesterday');
  if (days < 7) return weekdays(t)[then.getDay()] ?? '';
  const month = months(t)[then.getMonth()] ?? '';
  return then.getFullYear() === now.getFullYear()
    ? t('{0} {1}', then.getDate(), month)
    : t('{0} {1} {2}', then.getDate(), month, String(then.getFullYear()));
}

const weekdays = (t: Translate): readonly string[] => [
  t('Sunday'),
  t('Monday'),
  t('Tuesday'),
  t('Wednesday'),
  t('Thursday'),
  t('Friday'),
  t('Saturday'),
];

const months = (t: Translate): readonly string[] => [
  t('January'),
  t('February'),
  t('March'),
  t('April'),
  t('May'),
  t('June'),
  t('July'),
  t('August'),
  t('September'),
  t('October'),
  t('November'),
  t('December'),
];

/** A button of the GitHub cards; the host knows what each starts. */
export const gitHubButton = (label: string, argument: GitHubAct, primary = false): Button => ({
  label,
  ...(primary ? { primary } : {}),
  act: { do: 'command', command: 'github', argument },
});

/** What the buttons of these cards start. */
export const gitHubActs = [
  'connect',
  'again',
  'private',
  'disconnect',
  'refresh',
  'hide',
  'enterprise',
] as const;
export type GitHubAct = (typeof gitHubActs)[number];

/** What is said where GitHub gives no answer, and what the reader can do about it. */
export function troubleWords(
  trouble: Trouble,
  {
    name,
    server,
    asPrivate,
    now,
  }: {
    readonly name: string;
    readonly server: GitHubServer;
    readonly asPrivate: boolean;
    readonly now: Date;
  },
  t: Translate,
): { readonly text: Rich; readonly buttons: readonly Button[] } {
  const again = gitHubButton(t('Try again'), 'refresh');
  const signIn = gitHubButton(t('Sign in again'), 'again', true);
  switch (trouble.kind) {
    case 'signedOut':
      return { text: [t('VS Code is not signed in to GitHub any more.')], buttons: [signIn] };
    case 'expired':
      return {
        text: [t('GitHub does not accept the sign-in any more: it expired or was withdrawn.')],
        buttons: [signIn],
      };
    case 'missing':
      return asPrivate
        ? {
            text: rich(
              t,
              'GitHub shows no {0} to this account: it is private and the account has no access, or it was deleted or renamed.',
              code(name),
            ),
            buttons: [signIn],
          }
        : {
            text: rich(
              t,
              'GitHub shows no public repository {0}. If it is private: GitHub has no permission that only reads private repositories; the one it has also allows writing. TPM Lens only reads.',
              code(name),
            ),
            buttons: [gitHubButton(t('Allow private repositories'), 'private', true)],
          };
    case 'forbidden':
      return {
        text: rich(t, 'GitHub does not let this account read {0}.', code(name)),
        buttons: asPrivate ? [signIn] : [gitHubButton(t('Allow private repositories'), 'private', true)],
      };
    case 'sso':
      return {
        text: [
          t(
            'The organisation protects its repositories by single sign-on, and this sign-in has not passed it yet.',
          ),
        ],
        buttons: [
          ...(trouble.url === undefined
            ? []
            : [
                {
                  label: t('Open the single sign-on'),
                  primary: true,
                  act: { do: 'openLink' as const, url: trouble.url },
                },
              ]),
          again,
        ],
      };
    case 'limit':
      return {
        text: [
          t(
            'GitHub answers no more questions of this account until {0}. TPM Lens asks nothing until then.',
            clock(new Date(trouble.until)),
          ),
        ],
        buttons: trouble.until <= now.getTime() ? [again] : [],
      };
    case 'offline':
      return {
        text: rich(t, '{0} cannot be reached from here.', code(server.host)),
        buttons: [again],
      };
    case 'outage':
      return {
        text: [t('GitHub has trouble of its own and did not answer.')],
        buttons: [again],
      };
    case 'moved':
      return {
        text: rich(
          t,
          'The repository {0} has another name now, and a browser cannot follow. Open it under its new name.',
          code(name),
        ),
        buttons: [],
      };
    case 'elsewhere':
      return {
        text: rich(
          t,
          'GitHub sent TPM Lens to another server than {0}, and it does not go there.',
          code(server.host),
        ),
        buttons: [],
      };
    case 'invalid':
      return {
        text: [t('GitHub’s answer is not one that TPM Lens understands, so it is not shown.')],
        buttons: [again],
      };
    case 'failed':
      return { text: [t('GitHub did not answer the question. The log says how.')], buttons: [again] };
  }
}

/** A line of a card. */
export const fact = (icon: FactLine['icon'], tone: FactLine['tone'], text: Rich, note?: Rich): FactLine => ({
  icon,
  tone,
  text,
  ...(note ? { note } : {}),
});
