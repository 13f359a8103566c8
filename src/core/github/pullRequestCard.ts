import type { Translate } from '../translate';
import { lessonLink, type LessonTitle } from '../now/lessons';
import type { Block, Card, FactLine, Rich } from '../now/page';
import { code, link, rich } from '../now/rich';
import { ago, counted, listed } from '../now/words';
import { arrivalLines, liveWords } from './arrivalWords';
import type { GitHubServer } from './address';
import { standingOf } from './standing';
import { meaningOf, nextLine, questionOf } from './nextWords';
import { blockerLines, person, someOf, stateWords, turnLine } from './standingWords';
import type { Answer, ArrivedAt, Check, Environment, MergeMethod, PullRequestStory } from './types';
import { fact, fromGitHub } from './words';

export interface PullRequestParts {
  readonly pull: Answer<PullRequestStory>;
  /** Where the pull request is: `parcel/shop`. */
  readonly where: { readonly owner: string; readonly name: string };
  readonly server: GitHubServer;
  /** Merge methods of the repository; `undefined`: not told. */
  readonly methods: readonly MergeMethod[] | undefined;
  /** Of a merged one: where it runs; `undefined` where GitHub records no deployments. */
  readonly arrived:
    { readonly found: readonly ArrivedAt[]; readonly environments: readonly Environment[] } | undefined;
  /** What GitHub says otherwise than git and the files. */
  readonly differences: readonly FactLine[];
  readonly now: Date;
}

/** The pull request as GitHub knows it: what blocks it now, whose turn it is, what is next, and what each one said. */
export function pullRequestCard(parts: PullRequestParts, t: Translate, lessons: LessonTitle): Card {
  const { pull, now } = parts;
  const story = pull.value;
  const standing = standingOf(story);
  const live = parts.arrived && liveWords(parts.arrived.found, t);
  const ask = live ? { question: live.ask } : questionOf(standing, story, t);
  return {
    key: 'github-pull-request',
    title: t('Pull request {0}', `#${story.number}`),
    icon: 'pull-request',
    layout: 'split',
    remark: fromGitHub(pull.at, now, t),
    state: live?.state.tone === 'plain' || !live ? stateWords(standing, story, t) : live.state,
    blocks: [
      { kind: 'text', text: about(parts, t) },
      ...(story.state === 'open'
        ? [
            labelled(t('What blocks it now'), blockerLines(standing, story, t)),
            labelled(t('Whose turn it is'), [turnLine(standing, story, t)]),
          ]
        : []),
      ...ended(parts, t),
      labelled(t('What happens next'), [
        live ? fact('arrow-right', 'plain', live.next) : nextLine(standing, story, t),
      ]),
      ...(parts.differences.length > 0
        ? [labelled(t('GitHub and this folder say different things'), parts.differences)]
        : []),
      said(story, now, t),
      ...details(parts, t),
    ],
    meaning: live?.meaning ?? meaningOf(standing, story, t),
    ...(ask ? { ask } : {}),
    ...lessonLink('pullRequest', lessons),
  };
}

const labelled = (label: string, items: readonly FactLine[]): Block => ({
  kind: 'facts',
  label: [label],
  items,
});

function about({ pull: { value: story }, where, server, now }: PullRequestParts, t: Translate): Rich {
  const url = `${server.web}/${where.owner}/${where.name}/pull/${story.number}`;
  const { repository } = story.from;
  const own = `${where.owner}/${where.name}`.toLowerCase();
  const fork = repository?.toLowerCase() === own ? undefined : repository;
  const sentence = rich(
    t,
    '“{0}” by {1}, opened {2}, to be merged into {3}. ',
    story.title,
    person(story.author),
    ago(t, new Date(story.opened), now),
    code(story.into),
  );
  return [
    ...sentence,
    ...(fork === undefined ? [] : [...rich(t, 'It comes from the fork {0}.', code(fork)), ' ']),
    link(t('Open at GitHub'), { do: 'openLink', url }),
  ];
}

/** How a pull request that is not open any more ended, and where it runs. */
function ended({ pull, arrived, now }: PullRequestParts, t: Translate): readonly Block[] {
  const { merged, into } = pull.value;
  if (!merged) return [];
  const main = code(into);
  const when = ago(t, new Date(merged.at), now);
  const line = fact(
    'merge',
    'good',
    merged.by === undefined
      ? rich(t, 'merged into {0} {1}', main, when)
      : rich(t, 'merged into {0} by {2}, {1}', main, when, person(merged.by)),
    merged.commit === undefined ? undefined : rich(t, 'as {0}', code(merged.commit.slice(0, 7))),
  );
  return [
    { kind: 'facts', items: [line] },
    arrived
      ? labelled(t('Where it runs'), arrivalLines(arrived.found, arrived.environments, now, t))
      : labelled(t('Where it runs'), [
          fact('eye-closed', 'plain', [
            t('GitHub records no deployments here, so it cannot say whether this runs anywhere.'),
          ]),
        ]),
  ];
}

/** Reviewers and what each said, and who is asked and silent. */
function said({ reviews, asked, threads }: PullRequestStory, now: Date, t: Translate): Block {
  const lines = reviews.map(({ by, said: word, at, old }): FactLine => {
    const who = person(by);
    const note = [
      ...(at === undefined ? [] : [ago(t, new Date(at), now)]),
      ...(old ? [t('about an earlier state')] : []),
      ...(asked.includes(by) ? [t('asked to look again')] : []),
    ].join(', ');
    const quiet = note === '' ? undefined : [note];
    switch (word) {
      case 'approved':
        return fact('pass', 'good', rich(t, '{0} approved it', who), quiet);
      case 'changes':
        return fact('comment', 'caution', rich(t, '{0} asked for changes', who), quiet);
      case 'commented':
        return fact('comment', 'plain', rich(t, '{0} commented', who), quiet);
      case 'dismissed':
        return fact('circle-slash', 'plain', rich(t, '{0}: the review does not count any more', who), quiet);
    }
  });
  const silent = asked
    .filter(name => !reviews.some(({ by }) => by === name))
    .map(name => fact('clock', 'plain', rich(t, '{0} is asked and has said nothing yet', person(name))));
  const open = threads
    ? [
        fact('comment', threads.open > 0 ? 'caution' : 'plain', [
          threads.open === 0
            ? t('no conversation is open')
            : threads.more
              ? t('at least {0} conversations are not resolved', threads.open)
              : counted(
                  t,
                  threads.open,
                  '1 conversation is not resolved',
                  '{0} conversations are not resolved',
                ),
        ]),
      ]
    : [fact('eye-closed', 'plain', [t('whether conversations are open is not told')])];
  const nobody =
    lines.length + silent.length === 0
      ? [fact('circle-slash', 'plain', [t('nobody has reviewed it, and nobody is asked to')])]
      : [];
  return labelled(t('Reviewers'), [...lines, ...silent, ...nobody, ...open]);
}

function details(parts: PullRequestParts, t: Translate): readonly Block[] {
  const story = parts.pull.value;
  const { checks } = story;
  const passed = checks.filter(({ result }) => result === 'passed').length;
  const summary =
    checks.length === 0
      ? t('Checks: none ran')
      : t('Checks: {0} of {1} passed', passed, checks.filter(({ result }) => result !== 'skipped').length);
  return [
    ...(checks.length === 0
      ? [labelled(t('Checks'), [fact('circle-slash', 'plain', [t('none ran and none is required')])])]
      : [
          {
            kind: 'details' as const,
            key: 'github-checks',
            summary,
            blocks: [
              { kind: 'facts' as const, items: checks.slice(0, 60).map(check => checkLine(check, t)) },
            ],
          },
        ]),
    {
      kind: 'details',
      key: 'github-rules',
      summary: t('What {0} demands, and how it is merged', story.into),
      blocks: [{ kind: 'facts', items: ruleLines(parts, t) }],
    },
  ];
}

function checkLine({ name, result, required }: Check, t: Translate): FactLine {
  const shown = code(name);
  const note = required ? [t('required')] : undefined;
  switch (result) {
    case 'passed':
      return fact('pass', 'good', rich(t, '{0} passed', shown), note);
    case 'failed':
      return fact('error', 'conflict', rich(t, '{0} failed', shown), note);
    case 'running':
      return fact('clock', 'plain', rich(t, '{0} is running', shown), note);
    case 'waiting':
      return fact('clock', 'caution', rich(t, '{0} waits for somebody', shown), note);
    case 'skipped':
      return fact('circle-slash', 'plain', rich(t, '{0} was skipped', shown), note);
    case 'missing':
      return fact('clock', 'plain', rich(t, '{0} has not reported yet', shown), note);
  }
}

/** Conflicts as GitHub sees them, the branch's rules and the ways to merge. */
function ruleLines({ pull: { value: story }, methods }: PullRequestParts, t: Translate): readonly FactLine[] {
  const { gate, mergeable, into } = story;
  const main = code(into);
  const lines: FactLine[] = [];
  if (story.state === 'open')
    lines.push(
      mergeable === undefined
        ? fact('clock', 'plain', [t('conflicts: GitHub is still working that out')])
        : mergeable
          ? fact('pass', 'good', rich(t, 'no conflict with {0}, as GitHub sees it', main))
          : fact('error', 'conflict', rich(t, 'conflicts with {0}, as GitHub sees it', main)),
    );
  if (!gate.guarded) lines.push(fact('circle-slash', 'caution', rich(t, 'no rule guards {0}', main)));
  if (gate.approvals !== undefined && gate.approvals > 0)
    lines.push(
      fact('lock', 'plain', [
        counted(t, gate.approvals, '1 approval is required', '{0} approvals are required'),
        ...(gate.owners ? [t(', from the owners of the code')] : []),
      ]),
    );
  if (gate.checks.length > 0)
    lines.push(fact('lock', 'plain', rich(t, 'required checks: {0}', someOf(gate.checks, t))));
  if (gate.conversations) lines.push(fact('lock', 'plain', [t('every conversation must be resolved')]));
  if (gate.upToDate) lines.push(fact('lock', 'plain', rich(t, 'the branch must have all of {0}', main)));
  if (gate.queue) lines.push(fact('lock', 'plain', [t('merged through a merge queue')]));
  if (gate.partly)
    lines.push(
      fact('eye-closed', 'plain', [
        t('There may be more rules: only an administrator may read all of the branch protection.'),
      ]),
    );
  const allowed = gate.methods ?? methods;
  lines.push(
    allowed === undefined
      ? fact('eye-closed', 'plain', [t('which ways of merging are allowed is not told to this sign-in')])
      : fact('merge', 'plain', rich(t, 'allowed ways of merging: {0}', methodNames(allowed, t))),
  );
  return lines;
}

const methodNames = (methods: readonly MergeMethod[], t: Translate): Rich =>
  listed(
    t,
    methods.map(method => ({ merge: t('merge commit'), squash: t('squash'), rebase: t('rebase') })[method]),
  );
