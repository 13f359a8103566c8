/** What would happen to a pull request next, what that means for a plan, and what to ask. */
import type { Ask, FactLine, Rich } from '../now/page';
import { code, rich } from '../now/rich';
import { counted, listedText } from '../now/words';
import type { Translate } from '../translate';
import type { Standing } from './standing';
import type { PullRequestStory } from './types';
import { fact } from './words';

const most = 4;

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
      return line([t('GitHub mostly knows within a minute: ask it again then.')]);
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
      return [t('Two changes meet in the same place. Which of them wins is sometimes a product decision.')];
    case 'changes':
      return [
        t(
          'A reviewer’s “changes requested” is an answer, not a refusal. For a plan it matters whether it touches the scope.',
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
        ? [t('Work that is done and waits for a reader whom nobody has named stands still.')]
        : [t('The work is done as far as its author can tell; how soon it goes on is up to its readers.')];
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
