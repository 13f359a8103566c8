/** The standing of a pull request in a product manager's words: its state, what blocks it, whose turn it is. */
import type { FactLine, Rich, State } from '../now/page';
import { code, rich, strong } from '../now/rich';
import { counted, listed } from '../now/words';
import type { Translate } from '../translate';
import type { Blocker, Standing } from './standing';
import type { PullRequestStory } from './types';
import { fact } from './words';

const most = 4;

/** "`lint`, `test` and 3 more" */
export function someOf(names: readonly string[], t: Translate): Rich {
  const shown = names.slice(0, most).map(name => code(name));
  return names.length > most
    ? [...listed(t, [...shown, t('{0} more', names.length - most)])]
    : listed(t, shown);
}

export const person = (name: string) => strong(name);
const people = (names: readonly string[], t: Translate): Rich =>
  names.length > most
    ? listed(t, [...names.slice(0, most).map(person), t('{0} more', names.length - most)])
    : listed(t, names.map(person));

/** The state at the right of the card's title. */
export function stateWords(standing: Standing, pull: PullRequestStory, t: Translate): State {
  const [first] = standing.blockers;
  switch (standing.state) {
    case 'draft':
      return { icon: 'pass-dashed', tone: 'plain', text: t('draft') };
    case 'conflict':
      return { icon: 'error', tone: 'conflict', text: t('conflict') };
    case 'changes':
      return { icon: 'comment', tone: 'caution', text: t('changes requested') };
    case 'failed':
      return {
        icon: 'error',
        tone: 'conflict',
        text: counted(
          t,
          first?.kind === 'failed' ? first.checks.length : 1,
          '1 check failed',
          '{0} checks failed',
        ),
      };
    case 'running':
      return { icon: 'clock', tone: 'plain', text: t('checks running') };
    case 'review':
      return { icon: 'clock', tone: 'caution', text: t('waits for review') };
    case 'blocked':
      return { icon: 'circle-slash', tone: 'caution', text: t('blocked') };
    case 'queued':
      return { icon: 'clock', tone: 'plain', text: t('in the merge queue') };
    case 'ready':
      return {
        icon: 'pass',
        tone: 'good',
        text: pull.reviews.some(({ said }) => said === 'approved') ? t('approved') : t('ready to merge'),
      };
    case 'merged':
      return { icon: 'merge', tone: 'good', text: t('merged') };
    case 'closed':
      return { icon: 'circle-slash', tone: 'plain', text: t('closed, not merged') };
    case 'workingOut':
      return { icon: 'clock', tone: 'plain', text: t('being worked out') };
  }
}

/** What blocks it now, most telling first. */
export function blockerLines(
  { blockers }: Standing,
  pull: PullRequestStory,
  t: Translate,
): readonly FactLine[] {
  return blockers.length === 0
    ? [fact('pass', 'good', [t('nothing')])]
    : blockers.map(blocker => blockerLine(blocker, pull, t));
}

function blockerLine(blocker: Blocker, { into, author }: PullRequestStory, t: Translate): FactLine {
  switch (blocker.kind) {
    case 'draft':
      return fact('pass-dashed', 'plain', [t('It is a draft: its author says it is not ready.')]);
    case 'conflict':
      return fact('error', 'conflict', rich(t, 'It conflicts with {0}.', code(into)));
    case 'changes':
      return fact(
        'comment',
        'caution',
        blocker.answered
          ? rich(t, '{0} asked for changes, and is asked to look again.', people(blocker.by, t))
          : rich(t, '{0} asked for changes.', people(blocker.by, t)),
      );
    case 'failed':
      return fact(
        'error',
        'conflict',
        blocker.required
          ? rich(t, 'Required and failed: {0}.', someOf(blocker.checks, t))
          : rich(t, 'Failed: {0}. GitHub does not say that it must pass.', someOf(blocker.checks, t)),
      );
    case 'waiting':
      return fact(
        'clock',
        'caution',
        rich(t, 'Waits for somebody to let it go on: {0}.', someOf(blocker.checks, t)),
      );
    case 'running':
      return fact(
        'clock',
        'plain',
        blocker.missing
          ? rich(t, 'Required, and has not reported yet: {0}.', someOf(blocker.checks, t))
          : rich(t, 'Still running: {0}.', someOf(blocker.checks, t)),
      );
    case 'review':
      return fact('clock', 'caution', [
        blocker.missing === undefined
          ? t('A review is missing.')
          : counted(t, blocker.missing, '1 approval is missing.', '{0} approvals are missing.'),
        ...(blocker.asked.length > 0
          ? [' ', ...rich(t, 'Asked: {0}.', people(blocker.asked, t))]
          : [' ', t('Nobody is asked for one.')]),
      ]);
    case 'threads':
      return fact('comment', 'caution', [
        counted(
          t,
          blocker.open,
          '1 conversation is not resolved, and all must be.',
          '{0} conversations are not resolved, and all must be.',
        ),
      ]);
    case 'behind':
      return fact('history', 'caution', rich(t, 'It must first take in what is new in {0}.', code(into)));
    case 'stuck':
      return fact('error', 'conflict', [
        t('It is in the merge queue, and GitHub says it cannot be merged there.'),
      ]);
    case 'workingOut':
      return fact('clock', 'plain', [t('GitHub is still working out whether it can be merged.')]);
    case 'hidden':
      return fact(
        'eye-closed',
        'plain',
        rich(t, 'GitHub holds it back, and does not tell this sign-in why. {0} may know.', person(author)),
      );
  }
}

/** Whose turn it is. */
export function turnLine(
  { turn, blockers: [first] }: Standing,
  pull: PullRequestStory,
  t: Translate,
): FactLine {
  const { author, asked, into, queued } = pull;
  switch (turn) {
    case 'author':
      return fact('event', 'plain', rich(t, 'the author’s: {0}', person(author)));
    case 'reviewers':
      return fact(
        'event',
        'plain',
        rich(t, 'the reviewers’: {0}', people(first?.kind === 'changes' ? first.by : asked, t)),
      );
    case 'nobodyAsked':
      return fact('event', 'caution', rich(t, 'nobody’s yet: {0} must ask for a review', person(author)));
    case 'machines':
      return fact('clock', 'plain', [t('nobody’s: machines are at work')]);
    case 'approver':
      return fact('event', 'plain', [t('of whoever may let the check go on')]);
    case 'queue':
      return fact(
        'clock',
        'plain',
        queued && queued.place > 1
          ? [t('nobody’s: it is number {0} in the merge queue', queued.place)]
          : [t('nobody’s: it is first in the merge queue')],
      );
    case 'merger':
      return fact('event', 'plain', rich(t, 'of whoever may merge into {0}', code(into)));
    case 'gitHub':
      return fact('clock', 'plain', [t('GitHub’s: it is set to merge by itself')]);
    case 'unknown':
      return fact('eye-closed', 'plain', [t('not told')]);
    case 'done':
      return fact('pass', 'plain', [t('nobody’s any more')]);
  }
}
