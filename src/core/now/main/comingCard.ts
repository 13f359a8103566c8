import type { RemoteBranch, UnmergedBranches } from '../../git/branches';
import type { Translate } from '../../translate';
import { areaChips, areaName } from '../areas';
import type { Place } from '../input';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Ask, Block, BranchLine, Card, Chip, Rich, State } from '../page';
import { who } from '../people';
import { code, rich } from '../rich';
import { ago, counted, listedText } from '../words';

const shownAtOnce = 6;

/** Changes that are meant to be merged: lines of their own, such as release branches, are not. */
export const onTheirWay = ({ branches }: UnmergedBranches): readonly RemoteBranch[] =>
  branches.filter(({ longLived }) => !longLived);

/** The branches at the server that are not in the default branch yet, newest first. */
export function comingCard(
  coming: UnmergedBranches,
  place: Place,
  now: Date,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const branches = onTheirWay(coming);
  const lines = branches.map(branch => branchLine(branch, place, now, t));
  const label = t('Branches not yet in {0}, newest first', place.into.name);
  const more = lines.slice(shownAtOnce);
  const blocks: Block[] = [];
  if (lines.length === 0) blocks.push({ kind: 'text', text: nothing(coming, place, t) });
  else blocks.push({ kind: 'branches', label, items: lines.slice(0, shownAtOnce) });
  if (more.length > 0) {
    blocks.push({
      kind: 'details',
      key: 'more-branches',
      summary: counted(t, more.length, '1 older branch', '{0} older branches'),
      blocks: [{ kind: 'branches', label, items: more }],
    });
  }
  blocks.push({
    kind: 'actions',
    buttons: [
      {
        label: t('Look at a Branch…'),
        icon: 'search',
        primary: true,
        act: { do: 'command', command: 'lookAtBranch' },
      },
    ],
    note: t('Explains any branch without checking it out.'),
  });
  blocks.push(...leftOut(coming, place, t));
  return {
    key: 'coming',
    title: t('What is on its way'),
    icon: 'branch',
    layout: 'pair',
    ...stateOf(branches, t),
    blocks,
    meaning: meaning(branches, place, t),
    ...(lines.length > 0 ? { ask: question(branches, place, t) } : {}),
    ...lessonLink('branch', lessons),
  };
}

function nothing({ stale }: UnmergedBranches, { into }: Place, t: Translate): Rich {
  if (into.remote === undefined)
    return rich(
      t,
      'This repository has no server, so nobody else’s work can be on its way. Branches of your own are under “Look at a Branch…”.',
    );
  return stale > 0
    ? rich(t, 'Nothing new: no branch with a commit of the last 90 days is missing in {0}.', code(into.shown))
    : rich(t, 'Nothing: every branch at the server is in {0}.', code(into.shown));
}

function stateOf(branches: readonly RemoteBranch[], t: Translate): { readonly state?: State } {
  const colliding = branches.filter(({ conflicts }) => conflicts === 'some').length;
  if (colliding > 0)
    return { state: { icon: 'error', tone: 'conflict', text: t('{0} would conflict', colliding) } };
  if (branches.length === 0) return {};
  if (branches.some(({ conflicts }) => conflicts === 'pending'))
    return { state: { icon: 'clock', tone: 'plain', text: t('comparing…') } };
  return branches.every(({ conflicts }) => conflicts === 'none')
    ? { state: { icon: 'pass', tone: 'good', text: t('all merge cleanly') } }
    : {};
}

function branchLine(branch: RemoteBranch, { reader }: Place, now: Date, t: Translate): BranchLine {
  const author = branch.author === '' ? t('unknown author') : who(branch, reader, t);
  const by = branch.bot && !/bot\b/i.test(author) ? t('{0} (a bot)', author) : author;
  const files = counted(t, branch.files, '1 file', '{0} files');
  return {
    name: branch.name,
    act: { do: 'go', to: { place: 'branch', ref: branch.ref } },
    meta: [
      [t('{0}, {1}', by, ago(t, new Date(branch.lastDate), now))],
      branch.linesKnown
        ? rich(
            t,
            '{0} · {1} {2} lines',
            files,
            { kind: 'plus', lines: branch.added },
            { kind: 'minus', lines: branch.removed },
          )
        : branch.conflicts === 'pending'
          ? []
          : [files],
    ],
    about: about(branch, t),
    chips: chips(branch, t),
  };
}

function about({ subject, touched, ahead }: RemoteBranch, t: Translate): Rich {
  const size = ahead > 1 ? t('Last of {0} commits: “{1}”', ahead, subject) : t('“{0}”', subject);
  return touched.documentsOnly ? [`${size}. ${t('Documents only.')}`] : [size];
}

function chips({ touched, conflicts, conflictedFiles }: RemoteBranch, t: Translate): readonly Chip[] {
  const state: Chip =
    conflicts === 'some'
      ? {
          icon: 'error',
          text:
            conflictedFiles.length > 1
              ? [t('would conflict in {0} files', conflictedFiles.length)]
              : [t('would conflict')],
          tone: 'conflict',
        }
      : conflicts === 'none'
        ? { icon: 'pass', text: [t('merges cleanly')], tone: 'good' }
        : conflicts === 'pending'
          ? { icon: 'clock', text: [t('comparing…')], tone: 'plain' }
          : { icon: 'eye-closed', text: [t('conflicts not predictable')], tone: 'plain' };
  const untested =
    touched.tests === 'untouched' &&
    !touched.documentsOnly &&
    touched.areas.some(({ area }) => area !== 'dependencies' && area !== 'ci');
  return [
    ...areaChips(touched, t),
    ...(untested
      ? [{ icon: 'beaker' as const, text: [t('no tests changed')], tone: 'caution' as const }]
      : []),
    state,
  ];
}

function leftOut(coming: UnmergedBranches, { into }: Place, t: Translate): readonly Block[] {
  const { byContent, stale, notCompared } = coming;
  const lines = coming.branches.filter(({ longLived }) => longLived);
  const parts = [
    byContent.length > 0
      ? counted(
          t,
          byContent.length,
          '1 branch whose change {1} already has',
          '{0} branches whose changes {1} already has',
          into.name,
        )
      : '',
    lines.length > 0 ? counted(t, lines.length, '1 line of its own', '{0} lines of their own') : '',
    stale > 0 ? counted(t, stale, '1 without a commit for 90 days', '{0} without a commit for 90 days') : '',
    notCompared > 0
      ? counted(t, notCompared, '1 older one, not compared', '{0} older ones, not compared')
      : '',
  ].filter(part => part !== '');
  if (parts.length === 0) return [];
  const names = (items: readonly Rich[], icon: 'pass-dashed' | 'branch'): Block => ({
    kind: 'facts',
    items: items.slice(0, 20).map(text => ({ icon, tone: 'plain', text })),
  });
  const hidden: Block[] = [
    ...(byContent.length > 0
      ? [
          names(
            byContent.map(name => [code(name)]),
            'pass-dashed',
          ),
          {
            kind: 'confidence' as const,
            confidence: 'inferred' as const,
            text: [t('merging these would change no file, as after a squash or rebase')],
            evidence: [],
          },
        ]
      : []),
    ...(lines.length > 0
      ? [
          names(
            lines.map(({ name, ref }) => [
              { kind: 'link', text: name, mono: true, act: { do: 'go', to: { place: 'branch', ref } } },
              t(': parted long ago or has very many commits, as release branches do'),
            ]),
            'branch',
          ),
        ]
      : []),
  ];
  return [
    { kind: 'text', quiet: true, text: [t('Left out: {0}.', listedText(t, parts))] },
    ...(hidden.length > 0
      ? [{ kind: 'details' as const, key: 'left-out', summary: t('Show them'), blocks: hidden }]
      : []),
  ];
}

function meaning(branches: readonly RemoteBranch[], { into }: Place, t: Translate): Rich {
  // what is not compared yet may change the order and the conflicts
  if (branches.some(({ conflicts }) => conflicts === 'pending'))
    return [
      t('None of this reaches customers before somebody merges it. A branch is a plan, not a promise.'),
    ];
  const colliding = branches.filter(({ conflicts }) => conflicts === 'some');
  const areas = [...new Set(branches.flatMap(({ touched }) => touched.areas.map(({ area }) => area)))].filter(
    area => area !== 'dependencies' && area !== 'ci',
  );
  const shared = areas.filter(
    area => branches.filter(({ touched }) => touched.areas.some(each => each.area === area)).length > 1,
  );
  const [first] = shared;
  const order =
    first === undefined
      ? []
      : [
          t(
            '{0} branches touch the same area ({1}): the order in which they merge matters. ',
            branches.filter(({ touched }) => touched.areas.some(({ area }) => area === first)).length,
            areaName(first, t),
          ),
        ];
  if (colliding.length === 1)
    return [
      ...order,
      ...rich(t, 'Settle the conflict of {0} before its date is promised.', code(colliding[0]?.name ?? '')),
    ];
  if (colliding.length > 1)
    return [...order, t('Settle these {0} conflicts before a date is promised.', colliding.length)];
  if (order.length > 0) return order;
  return branches.length === 0
    ? rich(
        t,
        'What customers will get next is in {0} already, or not written down as a branch yet.',
        code(into.name),
      )
    : [t('None of this reaches customers before somebody merges it. A branch is a plan, not a promise.')];
}

function question(branches: readonly RemoteBranch[], { into }: Place, t: Translate): Ask {
  const colliding = branches.find(({ conflicts }) => conflicts === 'some');
  if (branches.length === 1 && branches[0])
    return { question: rich(t, 'What keeps {0} from being merged this week?', code(branches[0].name)) };
  if (colliding)
    return {
      question: rich(
        t,
        'Which goes into {0} first, {1} or what it collides with, and who resolves the conflict?',
        code(into.name),
        code(colliding.name),
      ),
    };
  return { question: [t('Which of these {0} do you expect to merge this week?', branches.length)] };
}
