import type { Releases } from '../../git/releases';
import type { Translate } from '../../translate';
import type { Place } from '../input';
import { lessonLink, type LessonTitle } from '../lessons';
import type { Block, Page, Rich } from '../page';
import { code, rich } from '../rich';
import { subjectOf } from '../subject';
import { counted } from '../words';
import { noteOf, type Note, type NoteKind } from './releaseNotes';

const order: readonly NoteKind[] = ['new', 'fixed', 'changed', 'dependencies', 'inside'];

/** What is merged and in no release yet, filed so that a person can make release notes of it. */
export function releasePage(
  releases: Releases,
  place: Place,
  now: Date,
  t: Translate,
  lessons: LessonTitle,
): Page {
  const notes = releases.unreleased.map(noteOf);
  const breaking = notes.filter(note => note.breaking);
  const left = releases.unreleasedCount - notes.length;
  const blocks: Block[] = [
    ...(breaking.length > 0 ? [group(t('Breaking: what depends on us must change'), breaking)] : []),
    ...order.flatMap(kind => {
      const own = notes.filter(note => note.kind === kind && !note.breaking);
      return own.length > 0 ? [group(titleOf(kind, t), own)] : [];
    }),
    ...(left > 0
      ? [{ kind: 'text' as const, quiet: true, text: [t('{0} older changes are not listed.', left)] }]
      : []),
  ];
  return {
    destination: { place: 'release' },
    subject: subjectOf(place, place.into.name, now, t),
    heading: lead(releases, place, t),
    headingStyle: 'lead',
    sections: [
      {
        kind: 'card',
        card: {
          key: 'next-release',
          title: t('In the next release'),
          icon: 'package',
          layout: 'split',
          state: { tone: 'plain', text: counted(t, releases.unreleasedCount, '1 change', '{0} changes') },
          blocks:
            blocks.length > 0
              ? blocks
              : [{ kind: 'text', text: [t('Nothing is merged that waits for one.')] }],
          meaning: [
            t(
              'These are filed by the first word of each commit, so check them before you publish. Written for engineers: say what a customer gains.',
            ),
          ],
          ask: {
            question: [
              t('Which of these may a customer notice, and is any of them behind a switch that is off?'),
            ],
          },
          ...lessonLink('release', lessons),
        },
      },
    ],
    actions: [{ label: t('Copy as Markdown'), icon: 'copy', primary: true, act: { do: 'copyPage' } }],
  };

  function group(title: string, own: readonly Note[]): Block {
    return {
      kind: 'facts',
      label: [title],
      items: own.map(({ text, kind, commit }) => ({
        icon: iconOf[kind],
        tone: 'plain',
        text: [
          {
            kind: 'link',
            text,
            act: { do: 'go', to: { place: 'change', ref: commit.id } },
          },
        ],
      })),
    };
  }
}

const iconOf = {
  new: 'rocket',
  fixed: 'pass',
  changed: 'merge',
  dependencies: 'package',
  inside: 'folder',
} as const;

function titleOf(kind: NoteKind, t: Translate): string {
  switch (kind) {
    case 'new':
      return t('New');
    case 'fixed':
      return t('Fixed');
    case 'changed':
      return t('Changed');
    case 'dependencies':
      return t('Dependencies');
    case 'inside':
      return t('Behind the scenes');
  }
}

function lead({ last, unreleasedCount }: Releases, { into }: Place, t: Translate): Rich {
  const main = code(into.name);
  if (!last)
    return rich(
      t,
      'No tag here carries a version, so **what is released is not visible** in the repository.',
    );
  const changes = counted(t, unreleasedCount, '1 change', '{0} changes');
  return unreleasedCount === 0
    ? rich(t, 'Everything in {0} is in {1} already.', main, code(last.tag))
    : rich(t, '**{0}** in {1} came after {2}.', changes, main, code(last.tag));
}
