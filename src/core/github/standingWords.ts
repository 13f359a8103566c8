/** The standing of a pull request in a product manager's words: what blocks it, whose turn it is, what is next. */
import type { Ask, FactLine, Rich, State } from '../now/page';
import { code, rich, strong } from '../now/rich';
import { counted, listed, listedText } from '../now/words';
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

/** What would happen next, as one line. */
export function nextLine(standing: Standing, pull: PullRequestStory, t: Translate): FactLine {
  const [first, second] = standing.blockers;
  const main = code(pull.into);
  const line = (text: Rich) => fact('arrow-right', 'plain', text);
  switch (standing.state) {
    case 'draft':
      return line([t('The author marks it ready; then reviewers look at it.')]);
    case 'conflict':
      return line(rich(t, 'The author takes in {0} and settles the conflict; the checks run again.', main));
    case 'changes':
      return first?.kind === 'changes' && first.answered
        ? line([t('They look at what changed, and approve it or ask for more.')])
        : line([t('The author changes it and asks for another look; the checks run again.')]);
    case 'failed':
      return line([t('The author finds out why and pushes a correction; the checks run again.')]);
    case 'running':
      return line(
        second?.kind === 'review'
          ? [t('When they pass, a review is still missing.')]
          : [t('When they pass, it can be merged; when one fails, it is the author’s turn.')],
      );
    case 'review':
      return line([t('A reviewer approves it, asks for changes or for an explanation.')]);
    case 'blocked':
      if (first?.kind === 'threads')
        return line([t('Author and reviewers settle the conversations one by one.')]);
      if (first?.kind === 'behind')
        return line(rich(t, 'The author updates the branch from {0}; the checks run again.', main));
      if (first?.kind === 'waiting') return line([t('Somebody with the right to lets it go on.')]);
      if (first?.kind === 'stuck') return line([t('It leaves the queue, and the author finds out why.')]);
      return line([t('That cannot be told from here.')]);
    case 'queued':
      return line(queuedNext(pull, t));
    case 'ready':
      return line(
        pull.autoMerge
          ? [t('GitHub merges it within moments.')]
          : pull.gate.queue
            ? [
                t(
                  'Somebody puts it into the merge queue, which tests it with what is ahead of it and merges it.',
                ),
              ]
            : rich(t, 'Somebody presses the button, and {0} has it.', main),
      );
    case 'merged':
      return line([t('Whatever the files show that a merge starts. GitHub does not know more.')]);
    case 'closed':
      return line([t('Nothing, unless somebody opens it again.')]);
    case 'workingOut':
      return line([t('GitHub answers within a minute.')]);
  }
}

function queuedNext({ queued, into }: PullRequestStory, t: Translate): Rich {
  const text = rich(
    t,
    'The queue tests it together with what is ahead of it, and merges it into {0}',
    code(into),
  );
  const minutes = queued?.seconds === undefined ? undefined : Math.max(1, Math.round(queued.seconds / 60));
  return [
    ...text,
    minutes === undefined
      ? '.'
      : counted(
          t,
          minutes,
          ', in about a minute by GitHub’s estimate.',
          ', in about {0} minutes by GitHub’s estimate.',
        ),
  ];
}

/** What that means for a plan or a date. */
export function meaningOf({ state, turn }: Standing, { into }: PullRequestStory, t: Translate): Rich {
  const main = code(into);
  switch (state) {
    case 'draft':
      return [t('Work in progress: its content can still change, so no date hangs on it yet.')];
    case 'conflict':
      return [
        t('Two people changed the same lines. Which wording or rule wins is sometimes a product decision.'),
      ];
    case 'changes':
      return [
        t(
          'A reviewer’s “changes requested” is an answer, not a refusal; small ones are settled within a day.',
        ),
      ];
    case 'failed':
      return [
        t(
          'A machine found something that people would find later, or the check itself is broken. Until it is green, nothing is merged.',
        ),
      ];
    case 'running':
      return [t('Nobody needs to do anything at the moment.')];
    case 'review':
      return turn === 'nobodyAsked'
        ? [
            t(
              'Work that is done and waits for a reader whom nobody has named: the most common reason for standing still.',
            ),
          ]
        : [
            t(
              'The work is done as far as its author can tell. Waiting for a reader is where changes lose most days.',
            ),
          ];
    case 'queued':
      return rich(
        t,
        'People have decided; the rest is waiting. It is not in {0} before the queue says so.',
        main,
      );
    case 'ready':
      return [
        t('Nothing stands in its way but the decision when. Merged is not yet the same as with customers.'),
      ];
    case 'merged':
      return rich(
        t,
        'It is in {0}, which everybody builds on. Whether customers have it depends on deployments.',
        main,
      );
    case 'closed':
      return rich(t, 'It was given up or replaced: none of it is in {0} by this pull request.', main);
    case 'blocked':
    case 'workingOut':
      return [t('A rule of the repository decides here, not a person’s opinion of the change.')];
  }
}

/** What to ask, and whom. */
export function questionOf(
  standing: Standing,
  { number, author, into }: PullRequestStory,
  t: Translate,
): Ask | undefined {
  const [first] = standing.blockers;
  const it = code(`#${number}`);
  switch (standing.state) {
    case 'draft':
      return {
        question: rich(t, '{0}: what is still missing in {1} before somebody can review it?', author, it),
      };
    case 'conflict':
      return {
        question: rich(
          t,
          '{0}: what does {1} conflict with, and does settling it change what customers see?',
          author,
          it,
        ),
      };
    case 'changes':
      return {
        question:
          first?.kind === 'changes' && first.answered
            ? rich(t, '{0}: when can you look at {1} again?', listedText(t, first.by), it)
            : rich(
                t,
                '{0}: do the changes asked for in {1} alter the scope, or only how it is written?',
                author,
                it,
              ),
      };
    case 'failed':
      return {
        question: rich(
          t,
          '{0}: does {1} fail because of {2}, or because the check is broken?',
          author,
          code(first?.kind === 'failed' ? (first.checks[0] ?? '') : ''),
          it,
        ),
      };
    case 'review':
      return first?.kind === 'review' && first.asked.length > 0
        ? {
            question: rich(
              t,
              '{0}: when can you review {1}, and what would make it easier?',
              listedText(t, first.asked.slice(0, most)),
              it,
            ),
          }
        : { question: rich(t, '{0}: who should review {1}?', author, it) };
    case 'blocked':
    case 'workingOut':
      return { question: rich(t, '{0}: what is {1} waiting for?', author, it) };
    case 'running':
    case 'queued':
      return {
        question: rich(t, 'Who looks after {0} if a check fails on its way into {1}?', it, code(into)),
      };
    case 'ready':
      return { question: rich(t, '{0}: is there a reason not to merge {1} today?', author, it) };
    case 'merged':
      return { question: rich(t, '{0}: who checks that {1} works once it is in production?', author, it) };
    case 'closed':
      return { question: rich(t, '{0}: is {1} replaced by another pull request, or dropped?', author, it) };
  }
}
