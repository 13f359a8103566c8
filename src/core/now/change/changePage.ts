import type { Translate } from '../../translate';
import type { TracedDeployment } from '../../repository/types';
import type { Place, ProductFacts } from '../input';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Block, Card, Destination, FactLine, Page, Rich, Span, State } from '../page';
import { isReader, whoAndWhen } from '../people';
import { code, rich, strong } from '../rich';
import { deployLine } from '../starts';
import { subjectOf } from '../subject';
import { ago, counted, listed } from '../words';
import type { ChangeStory } from './readChange';

export interface ChangePageParts {
  readonly story: ChangeStory;
  readonly place: Place;
  /** `undefined` while the files are still being read. */
  readonly product: ProductFacts | undefined;
  readonly now: Date;
  readonly destination: Destination;
}

const mostNames = 4;
const mostDeploys = 6;

/** Where a change is: merged where, in which release first, what that implies for deployments, what is not visible. */
export function changePage(parts: ChangePageParts, t: Translate, lessons: LessonTitle): Page {
  const { story, place, now, destination } = parts;
  const shown = place.current.kind === 'branch' ? place.current.name : place.into.name;
  const cards = [
    theChange(story, place, now, t),
    merged(parts, t, lessons),
    released(parts, t, lessons),
    ...deployed(parts, t, lessons),
  ];
  return {
    destination,
    subject: subjectOf(place, shown, now, t),
    heading: lead(story, place, now, t),
    headingStyle: 'lead',
    sections: [{ kind: 'story', label: t('From the commit to customers'), cards }],
    actions: [
      { label: t('Copy as Markdown'), icon: 'copy', primary: true, act: { do: 'copyPage' } },
      {
        label: t('Where Is This Change?'),
        icon: 'search',
        act: { do: 'command', command: 'whereIsThisChange' },
      },
    ],
  };
}

const isIn = ({ shipped }: ChangeStory, { into }: Place): boolean =>
  shipped.on.includes(into.shown) || (into.remote === undefined && shipped.on.includes(into.name));

/** Branches at a server that have it, without the default one, as a reader knows them. */
const elsewhere = ({ shipped }: ChangeStory, { into }: Place): readonly string[] =>
  into.remote === undefined
    ? shipped.on.filter(name => name !== into.name)
    : shipped.on
        .filter(name => name.startsWith(`${into.remote}/`) && name !== into.shown)
        .map(name => name.slice(into.remote === undefined ? 0 : into.remote.length + 1));

function lead(story: ChangeStory, place: Place, now: Date, t: Translate): Rich {
  const { commit, shipped, releasedAt } = story;
  const what: Span = strong(commit.subject);
  const main = code(place.into.name);
  if (shipped.firstTag !== undefined && releasedAt !== undefined)
    return rich(
      t,
      isIn(story, place)
        ? '{0} is in {1}, and first in {2}, tagged {3}.'
        : '{0} is not in {1}, but in {2}, tagged {3}.',
      what,
      main,
      code(shipped.firstTag),
      ago(t, new Date(releasedAt), now),
    );
  if (isIn(story, place))
    return story.hasReleases
      ? rich(t, '{0} is in {1}, and **in no release yet**.', what, main)
      : rich(t, '{0} is in {1}. No tag here says what was released.', what, main);
  if (shipped.byContent)
    return rich(t, 'What {0} changes is in {1} **already**, in another commit.', what, main);
  const others = elsewhere(story, place);
  if (others.length > 0)
    return rich(t, '{0} is **not in {1} yet**. It is on {2}.', what, main, names(others, t));
  return place.into.remote === undefined
    ? rich(t, '{0} is **not in {1} yet**.', what, main)
    : rich(t, '{0} exists **only on this computer**, as far as it last heard.', what);
}

const names = (list: readonly string[], t: Translate): Rich => [
  ...listed(
    t,
    list.slice(0, mostNames).map(name => code(name)),
  ),
  ...(list.length > mostNames ? [t(' and {0} more', list.length - mostNames)] : []),
];

function theChange({ commit, changed }: ChangeStory, place: Place, now: Date, t: Translate): Card {
  return {
    key: 'change',
    title: t('The change'),
    icon: 'event',
    layout: 'split',
    state: { tone: 'plain', text: commit.id.slice(0, 7) },
    blocks: [
      {
        kind: 'facts',
        items: [
          {
            icon: commit.parents.length > 1 ? 'merge' : 'event',
            tone: 'plain',
            text: [commit.subject],
            note: [whoAndWhen(commit, place.reader, now, t)],
          },
        ],
      },
      ...(changed.length > 0
        ? [
            {
              kind: 'details' as const,
              key: 'changed-files',
              summary: counted(t, changed.length, '1 file', '{0} files'),
              blocks: [
                {
                  kind: 'text' as const,
                  text: changed
                    .slice(0, 30)
                    .flatMap((path, index): Rich => [index === 0 ? '' : ', ', code(path)]),
                },
              ],
            },
          ]
        : []),
    ],
    meaning:
      commit.parents.length > 1
        ? [t('A merge: it joins two lines of work. What it brings is asked about as one change.')]
        : [
            isReader(commit, place.reader)
              ? t('You made this commit. A commit is one saved step; below is how far it has got.')
              : t(
                  '{0} made this commit. A commit is one saved step; below is how far it has got.',
                  commit.author,
                ),
          ],
  };
}

function merged({ story, place, now }: ChangePageParts, t: Translate, lessons: LessonTitle): Card {
  const { shipped, broughtBy, commit } = story;
  const { into } = place;
  const inMain = isIn(story, place);
  const others = elsewhere(story, place);
  const items: FactLine[] = [];
  if (inMain)
    items.push({
      icon: 'pass',
      tone: 'good',
      text:
        broughtBy === undefined || broughtBy.id === commit.id
          ? rich(t, 'in {0}', code(into.shown))
          : rich(t, 'in {0}, brought by “{1}”', code(into.shown), broughtBy.subject),
      note: broughtBy ? [whoAndWhen(broughtBy, place.reader, now, t)] : [],
    });
  else if (shipped.byContent)
    items.push({
      icon: 'pass-dashed',
      tone: 'plain',
      text: rich(t, 'in {0} by content: a squash, a rebase or a copy of it (inferred)', code(into.shown)),
      ...(shipped.byContent.commit === undefined
        ? {}
        : { note: rich(t, 'as {0}', code(shipped.byContent.commit.slice(0, 7))) }),
    });
  else items.push({ icon: 'circle-slash', tone: 'plain', text: rich(t, 'not in {0}', code(into.shown)) });
  if (others.length > 0)
    items.push({ icon: 'branch', tone: 'plain', text: rich(t, 'on {0}', names(others, t)) });
  const first = others[0];
  const state: State = inMain
    ? { icon: 'pass', tone: 'good', text: t('merged') }
    : shipped.byContent
      ? { icon: 'pass-dashed', tone: 'plain', text: t('there by content') }
      : { icon: 'circle-slash', tone: 'plain', text: t('not merged') };
  return {
    key: 'merged',
    title: t('Merged?'),
    icon: 'merge',
    layout: 'split',
    state,
    blocks: [
      { kind: 'facts', items },
      ...(!inMain && first !== undefined && into.remote !== undefined
        ? [
            {
              kind: 'actions' as const,
              buttons: [
                {
                  label: t('Look at {0}', first),
                  icon: 'branch' as const,
                  act: {
                    do: 'go' as const,
                    to: { place: 'branch' as const, ref: `refs/remotes/${into.remote}/${first}` },
                  },
                },
              ],
            },
          ]
        : []),
    ],
    meaning: inMain
      ? rich(
          t,
          'Everybody who builds on {0} has it. Merged is not yet the same as with customers.',
          code(into.name),
        )
      : shipped.byContent
        ? [t('The branch was squashed or rebased, so its own commits never arrive. Their content did.')]
        : [t('Nobody builds on it yet. Until it is merged it is a plan, not a promise.')],
    ...lessonLink('merging', lessons),
  };
}

function released({ story, place, now }: ChangePageParts, t: Translate, lessons: LessonTitle): Card {
  const { shipped, releasedAt, hasReleases } = story;
  const { firstTag, tags } = shipped;
  const later = tags.filter(tag => tag !== firstTag);
  const items: FactLine[] = [];
  if (firstTag === undefined)
    items.push({
      icon: 'circle-slash',
      tone: 'plain',
      text: [
        hasReleases
          ? t('in no release: no tag has this commit')
          : t('no tag here carries a version, so the repository does not say'),
      ],
    });
  else
    items.push({
      icon: 'package',
      tone: 'good',
      text: rich(t, 'first in {0}', code(firstTag)),
      ...(releasedAt === undefined ? {} : { note: [t('tagged {0}', ago(t, new Date(releasedAt), now))] }),
    });
  if (later.length > 0)
    items.push({ icon: 'history', tone: 'plain', text: rich(t, 'also in {0}', names(later, t)) });
  const waits = firstTag === undefined && hasReleases && isIn(story, place);
  return {
    key: 'released',
    title: t('Released?'),
    icon: 'package',
    layout: 'split',
    state:
      firstTag === undefined
        ? { icon: 'circle-slash', tone: 'plain', text: hasReleases ? t('not yet') : t('not visible') }
        : { icon: 'pass', tone: 'good', text: firstTag },
    blocks: [
      { kind: 'facts', items },
      ...(waits
        ? [
            {
              kind: 'actions' as const,
              buttons: [
                {
                  label: t('What is in the next release?'),
                  icon: 'package' as const,
                  act: { do: 'go' as const, to: { place: 'release' as const } },
                },
              ],
            },
          ]
        : []),
    ],
    meaning:
      firstTag !== undefined
        ? rich(t, 'Whoever has {0} or later has this change.', code(firstTag))
        : hasReleases
          ? [t('A tag names what is released. This change waits for the next one.')]
          : [t('Without tags, “which version has it?” has no answer in the repository.')],
    ...(waits
      ? { ask: { question: [t('Is this change meant for the next release, and when is that?')] } }
      : {}),
    ...lessonLink('release', lessons),
  };
}

function deployed(
  { story, place, product }: ChangePageParts,
  t: Translate,
  lessons: LessonTitle,
): readonly Card[] {
  if (!product) return [];
  const { shipped, changed } = story;
  const { into } = place;
  const byMerge =
    isIn(story, place) || shipped.byContent
      ? product.trace({ kind: 'push', branch: into.name, changed: [...changed] }).deploys
      : [];
  const byTag =
    shipped.firstTag === undefined ? [] : product.trace({ kind: 'tag', tag: shipped.firstTag }).deploys;
  const list = (label: Rich, deploys: readonly TracedDeployment[]): readonly Block[] =>
    deploys.length === 0
      ? []
      : [{ kind: 'facts', label, items: deploys.slice(0, mostDeploys).map(each => deployLine(each, t)) }];
  const blocks: Block[] = [
    ...list(rich(t, 'Its way into {0} starts', code(into.name)), byMerge),
    ...list(rich(t, 'The tag {0} starts', code(shipped.firstTag ?? '')), byTag),
  ];
  if (blocks.length === 0)
    blocks.push({
      kind: 'facts',
      items: [
        {
          icon: 'circle-slash',
          tone: 'plain',
          text: [
            isIn(story, place) || shipped.firstTag !== undefined
              ? t('nothing in the files deploys it')
              : t('nothing: it is neither merged nor tagged'),
          ],
        },
      ],
    });
  return [
    {
      key: 'deployed',
      title: t('With customers?'),
      icon: 'rocket',
      layout: 'split',
      state: { icon: 'eye-closed', tone: 'plain', text: t('not visible here') },
      blocks: [
        ...blocks,
        {
          kind: 'confidence',
          confidence: 'unknown',
          text: [
            t(
              'Whether these ran, and which commit customers use now: not visible in the repository. Read from today’s pipelines, which may have been different then.',
            ),
          ],
          evidence: [],
        },
      ],
      meaning: [t('The files say what would carry it to customers, not that it arrived.')],
      ask: {
        question: rich(
          t,
          'Which commit runs in production now, and does it have {0}?',
          code(story.commit.id.slice(0, 7)),
        ),
      },
      ...lessonLink('live', lessons),
    },
  ];
}
