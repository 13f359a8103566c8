import type { Operation, RepositoryState } from '../git/types';
import type { Translate } from '../translate';
import type { Place } from './input';
import { lessonLink, type LessonTitle } from './lessons';
import type { Card, FactLine, Page, Rich } from './page';
import { code, rich } from './rich';
import { subjectOf } from './subject';
import { capital, counted, numberWord } from './words';

/** Whether the folder is in the middle of something, or on no branch: then Now explains that first. */
export const isInBetween = ({ state, current }: Pick<Place, 'state' | 'current'>): boolean =>
  state.operation !== undefined || current.kind === 'detached';

/** A merge, rebase, ... under way, or a look at a past commit: what it is and the ways out. */
export function operationPage(place: Place, now: Date, t: Translate, lessons: LessonTitle): Page {
  const { state, current } = place;
  const shown = current.kind === 'detached' ? current.id.slice(0, 7) : current.name;
  const words =
    state.operation === undefined ? detachedWords(place, t) : operationWords(state.operation, place, t);
  const cards: Card[] = [
    {
      key: 'operation',
      title: t('What is going on'),
      icon: state.operation === undefined ? 'history' : 'merge',
      layout: 'split',
      ...(state.conflicted.length > 0
        ? {
            state: {
              icon: 'error' as const,
              tone: 'conflict' as const,
              text: counted(t, state.conflicted.length, '1 file in conflict', '{0} files in conflict'),
            },
          }
        : {}),
      blocks: [{ kind: 'text', text: words.what }, ...conflictedFiles(state, t)],
      meaning: words.meaning,
      ask: { question: words.ask },
      ...lessonLink(
        state.conflicted.length > 0 ? 'conflict' : state.operation === undefined ? 'branch' : 'merging',
        lessons,
      ),
    },
    {
      key: 'ways-out',
      title: t('The ways out'),
      icon: 'arrow-right',
      layout: 'plain',
      blocks: [{ kind: 'facts', items: words.waysOut }],
    },
  ];
  return {
    destination: { place: 'now' },
    subject: subjectOf(place, shown, now, t),
    heading: words.lead,
    headingStyle: 'lead',
    sections: cards.map(card => ({ kind: 'card', card })),
    actions: [
      { label: t('Look at a Branch…'), icon: 'search', act: { do: 'command', command: 'lookAtBranch' } },
    ],
  };
}

interface Words {
  readonly lead: Rich;
  readonly what: Rich;
  readonly meaning: Rich;
  readonly ask: Rich;
  readonly waysOut: readonly FactLine[];
}

const way = (text: Rich, note: Rich, icon: FactLine['icon'] = 'arrow-right'): FactLine => ({
  icon,
  tone: 'plain',
  text,
  note,
});

function conflictedFiles({ conflicted }: RepositoryState, t: Translate): Card['blocks'] {
  if (conflicted.length === 0) return [];
  const items = conflicted.slice(0, 12).map((file): FactLine => ({
    icon: 'error',
    tone: 'conflict',
    text: [{ kind: 'evidence', file, line: 1 }],
  }));
  const rest = conflicted.length - items.length;
  return [
    { kind: 'facts', label: [t('Files in conflict')], items },
    ...(rest > 0 ? [{ kind: 'text' as const, text: [t('and {0} more', rest)], quiet: true }] : []),
  ];
}

function detachedWords({ current, into }: Place, t: Translate): Words {
  const tag = current.kind === 'detached' ? current.tags[0] : undefined;
  const id = current.kind === 'detached' ? current.id.slice(0, 7) : '';
  const at = tag === undefined ? rich(t, 'the commit `{0}`', id) : rich(t, 'the release `{0}`', tag);
  return {
    lead: rich(t, 'This folder shows {0}, **on no branch**: a look at the past.', at),
    what: rich(
      t,
      'Git calls this a detached HEAD. The files are as they were at {0}; nothing is broken and nothing is lost.',
      at,
    ),
    meaning: [
      t(
        'Reading is safe. A commit made here belongs to no branch and is easily lost, so changes should start from a branch.',
      ),
    ],
    ask: rich(t, 'Which branch should I be on to read what customers have today?'),
    waysOut: [
      way(rich(t, 'Back to {0}: `git switch {1}`', code(into.name), into.name), [
        t('Or choose the branch at the left end of the status bar.'),
      ]),
      way(rich(t, 'Keep work made here: `git switch -c a-name`'), [t('A new branch begins at this commit.')]),
    ],
  };
}

function operationWords(operation: Operation, place: Place, t: Translate): Words {
  const { state, current } = place;
  const here = current.kind === 'detached' ? (state.branch ?? current.id.slice(0, 7)) : current.name;
  const other =
    state.other === undefined
      ? t('another commit')
      : /^[0-9a-f]{40,}$/.test(state.other)
        ? state.other.slice(0, 7)
        : state.other;
  const files = state.conflicted.length;
  const inConflict: Rich =
    files === 0
      ? []
      : files === 1
        ? rich(t, ' **One file** is in conflict.')
        : rich(t, ' {0} are in conflict.', {
            kind: 'strong',
            text: capital(t('{0} files', numberWord(t, files))),
          });
  const settle = (command: string): FactLine =>
    way(
      rich(t, 'Finish it: settle each file, then `{0}`', command),
      [
        files > 0
          ? t(
              'Each file shows both sides between lines of < and >. Someone who knows what is right chooses, and deletes those lines.',
            )
          : t('Nothing is in conflict any more: this only records the result.'),
      ],
      'pass',
    );
  const abort = (command: string): FactLine =>
    way(
      rich(t, 'Give it up: `{0}`', command),
      [t('Everything is as it was before it began. Work that was not committed before may be lost.')],
      'circle-slash',
    );
  switch (operation) {
    case 'merge':
      return {
        lead: rich(
          t,
          'A **merge is under way**: {0} is coming into {1}.{2}',
          code(other),
          code(here),
          inConflict,
        ),
        what: rich(
          t,
          'Git has put the two together as far as it could. {0} moves only when the result is committed.',
          code(here),
        ),
        meaning:
          files > 0
            ? [
                t(
                  'Git will not choose between the two sides. If the lines express a product decision, it is yours to ask for.',
                ),
              ]
            : [t('All that is missing is the commit that records the merge.')],
        ask:
          files > 0
            ? rich(t, 'Which side should win in {0}, and who knows?', code(state.conflicted[0] ?? ''))
            : [t('Is this merge meant to be finished, and by whom?')],
        waysOut: [settle('git commit'), abort('git merge --abort')],
      };
    case 'rebase': {
      const step =
        state.step !== undefined && state.steps !== undefined
          ? rich(t, ' Step {0} of {1}.', state.step, state.steps)
          : [];
      return {
        lead: rich(
          t,
          'A **rebase is under way**: the commits of {0} are being copied onto {1}.{2}',
          code(here),
          code(other),
          inConflict,
        ),
        what: [...rich(t, 'Git copies the commits one by one and stops where one does not fit.'), ...step],
        meaning: [t('The copies replace the old commits: whoever built on the old ones has to move over.')],
        ask: rich(t, 'Does anybody else work on {0}, and do they know that its history changes?', code(here)),
        waysOut: [
          settle('git rebase --continue'),
          way(rich(t, 'Leave this commit out: `git rebase --skip`'), [
            t('Its change is then gone from the branch.'),
          ]),
          abort('git rebase --abort'),
        ],
      };
    }
    case 'cherryPick':
      return {
        lead: rich(
          t,
          'A **cherry-pick is under way**: one commit ({0}) is being copied to {1}.{2}',
          code(other),
          code(here),
          inConflict,
        ),
        what: [t('Git copies a single change from elsewhere, without the rest of its branch.')],
        meaning: [
          t(
            'The same change then exists twice. Fixes reach a release this way; forgetting one of the two places is the usual mistake.',
          ),
        ],
        ask: [t('Is the change also on its way to the other branches that need it?')],
        waysOut: [settle('git cherry-pick --continue'), abort('git cherry-pick --abort')],
      };
    case 'revert':
      return {
        lead: rich(
          t,
          'A **revert is under way**: the change of {0} is being undone on {1}.{2}',
          code(other),
          code(here),
          inConflict,
        ),
        what: [t('Git makes a new commit that undoes an earlier one. The history keeps both.')],
        meaning: [
          t('Code goes back, data does not: what customers did while the change was live stays as it is.'),
        ],
        ask: [t('What happens to data that was written while the change was live?')],
        waysOut: [settle('git revert --continue'), abort('git revert --abort')],
      };
    case 'applyPatches':
      return {
        lead: rich(t, '**Patches are being applied** to {0}.{1}', code(here), inConflict),
        what: [t('Git takes in changes that came as files or mail, one by one.')],
        meaning: [t('Until it ends, the branch holds only part of them.')],
        ask: [t('Where do these patches come from, and who has read them?')],
        waysOut: [settle('git am --continue'), abort('git am --abort')],
      };
    case 'bisect':
      return {
        lead: rich(t, 'A **search for the commit that broke something** is under way (git bisect).'),
        what: rich(
          t,
          'Git checks out commits in the middle until the first bad one is found. It began on {0}.',
          code(state.branch ?? place.into.name),
        ),
        meaning: [t('The files here are old on purpose. Do not read them as the product of today.')],
        ask: [t('What is being searched for, and since when was it broken for customers?')],
        waysOut: [
          way(rich(t, 'Stop and go back: `git bisect reset`'), [
            t('The folder returns to where the search began.'),
          ]),
        ],
      };
  }
}
