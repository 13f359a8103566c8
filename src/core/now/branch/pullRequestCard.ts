import type { Pipeline, Trace } from '../../repository/types';
import type { Translate } from '../../translate';
import { areaChips, areaMeaning, areaQuestion } from '../areas';
import type { BranchStory, Place } from '../input';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Ask, Block, Card, Chip, Rich } from '../page';
import { rich } from '../rich';
import { absentLines, runLines } from '../starts';
import { counted } from '../words';

/** What a pull request from this branch would hold, and which checks it would run. */
export function pullRequestCard(
  story: BranchStory,
  place: Place,
  trace: Trace | undefined,
  pipelines: readonly Pipeline[],
  t: Translate,
  lessons: LessonTitle,
): Card {
  const { touched } = story;
  const risky = touched.areas.length;
  return {
    key: 'pull-request',
    title: t('Pull request'),
    icon: 'pull-request',
    layout: 'split',
    state:
      risky > 0
        ? { icon: 'warning', tone: 'caution', text: counted(t, risky, '1 risky area', '{0} risky areas') }
        : { icon: 'pass', tone: 'good', text: t('no risky area by its paths') },
    blocks: [
      { kind: 'text', text: holds(story, t) },
      { kind: 'chips', label: t('What it touches'), items: contentChips(story, t) },
      ...filesDetails(story, t),
      ...checks(trace, pipelines, t),
    ],
    meaning: [meaning(story, t)],
    ask: question(story, place, t),
    ...lessonLink('pullRequest', lessons),
  };
}

function holds({ local, prediction }: BranchStory, t: Translate): Rich {
  if (local.size === 0) return [t('A pull request from here holds:')];
  return [
    counted(
      t,
      prediction.ahead,
      'With the 1 commit pushed, a pull request holds:',
      'With all {0} commits pushed, a pull request holds:',
    ),
  ];
}

/** Files, lines, tests and risks as chips. */
export function contentChips(
  { changes, touched }: Pick<BranchStory, 'changes' | 'touched'>,
  t: Translate,
): readonly Chip[] {
  const tests = testFiles(touched, t);
  return [
    { icon: 'file', text: [counted(t, changes.files.length, '1 file', '{0} files')], tone: 'plain' },
    ...(changes.linesKnown
      ? [
          {
            text: rich(
              t,
              '{0} {1} lines',
              { kind: 'plus', lines: changes.added },
              { kind: 'minus', lines: changes.removed },
            ),
            tone: 'plain' as const,
          },
        ]
      : []),
    ...(touched.documentsOnly
      ? [{ icon: 'book' as const, text: [t('documents only')], tone: 'plain' as const }]
      : tests),
    ...areaChips(touched, t),
  ];
}

function testFiles(touched: BranchStory['touched'], t: Translate): readonly Chip[] {
  if (touched.tests === 'untouched')
    return [{ icon: 'beaker', text: [t('no tests changed')], tone: 'caution' }];
  return [
    { icon: 'beaker', text: [touched.tests === 'only' ? t('tests only') : t('with tests')], tone: 'plain' },
  ];
}

const shownFiles = 40;

function filesDetails({ changes }: BranchStory, t: Translate): readonly Block[] {
  if (changes.files.length === 0) return [];
  const items = changes.files
    .slice(0, shownFiles)
    .map(({ path, from, status, added, removed, submodule }) => {
      const lines: Rich =
        added === undefined || removed === undefined
          ? []
          : rich(t, ' {0} {1}', { kind: 'plus', lines: added }, { kind: 'minus', lines: removed });
      const words = {
        added: rich(t, '`{0}` is new{1}', path, lines),
        modified: rich(t, '`{0}`{1}', path, lines),
        deleted: rich(t, '`{0}` is deleted{1}', path, lines),
        renamed: rich(t, '`{0}`, moved from `{2}`{1}', path, lines, from ?? ''),
        typeChanged: rich(t, '`{0}` changes its kind{1}', path, lines),
      }[status];
      const text: Rich =
        submodule === true ? [...words, t(': another repository, taken in at a certain commit')] : words;
      return { icon: 'file' as const, tone: 'plain' as const, text };
    });
  const rest = changes.files.length - items.length;
  return [
    {
      kind: 'details',
      key: 'files',
      summary: counted(t, changes.files.length, 'The file', 'The {0} files'),
      blocks: [
        { kind: 'facts', items },
        ...(rest > 0 ? [{ kind: 'text' as const, text: [t('and {0} more', rest)], quiet: true }] : []),
      ],
    },
  ];
}

function checks(trace: Trace | undefined, pipelines: readonly Pipeline[], t: Translate): readonly Block[] {
  if (!trace) return [];
  const runs = runLines(trace.runs, t);
  const absent = absentLines(relevant(trace, pipelines), 'staysOut', t);
  const label: Rich = [t('Checks that would run')];
  if (runs.length === 0 && absent.length === 0) {
    return [
      {
        kind: 'facts',
        label,
        items: [
          {
            icon: 'circle-slash',
            tone: 'plain',
            text: [t('none: no file here starts a check on a pull request')],
          },
        ],
      },
    ];
  }
  return [
    {
      kind: 'facts',
      label,
      items:
        runs.length > 0
          ? [...runs, ...absent.slice(0, 6)]
          : [
              { icon: 'circle-slash', tone: 'caution', text: [t('none of the checks found')] },
              ...absent.slice(0, 6),
            ],
    },
  ];
}

/** Only what some pull request starts is a check: a deployment that stays out is no news here. */
const relevant = ({ notRun }: Trace, pipelines: readonly Pipeline[]): Pick<Trace, 'notRun'> => ({
  notRun: notRun.filter(({ pipeline }) =>
    pipelines.some(
      ({ file, triggers }) => file === pipeline && triggers.some(({ event }) => event === 'pull_request'),
    ),
  ),
});

function meaning({ changes, touched }: BranchStory, t: Translate): string {
  const lines = changes.added + changes.removed;
  const size = !changes.linesKnown
    ? undefined
    : lines <= 50
      ? t('A small change')
      : lines <= 400
        ? t('A medium change')
        : t('A large change: reviews of this size miss more and take longer');
  const parts: string[] = [];
  if (touched.documentsOnly) parts.push(t('Documents only: reading it is the whole review.'));
  else if (size !== undefined)
    parts.push(touched.tests === 'untouched' ? t('{0}, without tests.', size) : t('{0}, with tests.', size));
  const area = touched.areas[0];
  if (area) parts.push(areaMeaning(area.area, t));
  else if (!touched.documentsOnly)
    parts.push(
      t('Its paths name no area that is known to be risky; only a reviewer can say that it is safe.'),
    );
  return parts.join(' ');
}

function question({ touched, changes }: BranchStory, { into }: Place, t: Translate): Ask {
  const area = touched.areas[0];
  if (area) return { question: areaQuestion(area.area, t) };
  if (touched.documentsOnly) return { question: [t('Who must agree with this text before it counts?')] };
  if (touched.tests === 'untouched')
    return { question: [t('Which test would fail if this change broke something customers use?')] };
  if (changes.added + changes.removed > 400)
    return { question: [t('Can this be merged in two or three parts that are each useful alone?')] };
  return {
    question: rich(t, 'What do customers notice once this is in `{0}`, and who has tried it?', into.name),
  };
}
