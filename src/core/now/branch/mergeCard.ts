import type { Translate } from '../../translate';
import type { BranchStory, ConflictSides, Place } from '../input';
import { forgeSetting, lessonLink, type LessonTitle } from '../lessons';
import type { Ask, Block, Card, Rich, Side, Span, State } from '../page';
import { isReader, ownerOf, whoAndWhen } from '../people';
import type { Histories, History } from '../picture';
import { code, rich } from '../rich';
import { counted, listedText } from '../words';

/** What merging would do: conflicts with both sides, and what each way to merge leaves in main. */
export function mergeCard(
  story: BranchStory,
  place: Place,
  systems: readonly string[],
  now: Date,
  t: Translate,
  lessons: LessonTitle,
): Card {
  const { prediction } = story;
  const conflicts = prediction.conflicts.length;
  const possible =
    prediction.relation !== 'alreadyMerged' && prediction.relation !== 'unrelated' && !prediction.byContent;
  return {
    key: 'merge',
    title: t('Merge'),
    icon: 'merge',
    layout: 'pair',
    state: stateOf(story, t),
    blocks: [
      ...facts(story, place, t),
      ...story.sides.slice(0, 3).flatMap(sides => conflictBlocks(sides, story, place, now, t)),
    ],
    meaning: meaning(story, place, t),
    ...(possible ? { ask: question(story, place, t) } : {}),
    ...lessonLink(conflicts > 0 ? 'conflict' : 'merging', lessons),
    after: possible ? [ways(story, place, systems, t, lessons)] : [],
  };
}

function stateOf({ prediction }: BranchStory, t: Translate): State {
  const { conflicts, confidence, relation, byContent } = prediction;
  if (relation === 'alreadyMerged') return { icon: 'pass', tone: 'good', text: t('already merged') };
  if (byContent) return { icon: 'pass-dashed', tone: 'good', text: t('already there by content') };
  if (confidence === 'unknown') return { icon: 'eye-closed', tone: 'plain', text: t('cannot be predicted') };
  if (conflicts.length > 0)
    return {
      icon: 'error',
      tone: 'conflict',
      text: counted(t, conflicts.length, '1 conflict predicted', '{0} conflicts predicted'),
    };
  return relation === 'fastForward'
    ? { icon: 'pass', tone: 'good', text: t('nothing in the way') }
    : { icon: 'pass', tone: 'good', text: t('merges cleanly') };
}

function facts({ prediction, name }: BranchStory, { into }: Place, t: Translate): readonly Block[] {
  const { relation, byContent, conflicts, confidence, undecided } = prediction;
  const main = code(into.shown);
  const text = (words: Rich): Block => ({ kind: 'text', text: words });
  const blocks: Block[] = [];
  if (relation === 'alreadyMerged')
    blocks.push(text(rich(t, 'Every commit of `{0}` is in {1} already.', name, main)));
  else if (byContent)
    blocks.push(
      text(
        rich(
          t,
          'The commits are not in {0}, but what they change is: a squash or rebase put it there. Merging would change no file.',
          main,
        ),
      ),
    );
  else if (relation === 'unrelated')
    blocks.push(
      text(rich(t, 'The two histories share no commit, so git refuses to merge them without being told to.')),
    );
  else if (confidence === 'unknown')
    blocks.push(text(rich(t, 'Whether the two collide cannot be worked out here.')));
  else if (conflicts.length === 0 && relation === 'fastForward')
    blocks.push(
      text(
        rich(
          t,
          '{0} has not moved since the branch began, so nothing can collide. Git can fast-forward: move `{1}` to the branch’s last commit.',
          main,
          into.name,
        ),
      ),
    );
  else if (conflicts.length === 0)
    blocks.push(
      text(
        rich(
          t,
          'Both sides changed since they parted, but never the same lines: git can join them by itself.',
        ),
      ),
    );
  else if (conflicts.length > 1) {
    const names = listedText(
      t,
      conflicts.slice(0, 4).map(({ file }) => file),
    );
    blocks.push(
      text(
        rich(
          t,
          'Both sides changed the same places in {0} files: {1}.',
          conflicts.length,
          conflicts.length > 4 ? names + t(' and more') : names,
        ),
      ),
    );
  }
  if (confidence === 'inferred')
    blocks.push({
      kind: 'confidence',
      confidence: 'inferred',
      text: [t('worked out file by file, because this git is older than 2.38')],
      evidence: [],
    });
  if (undecided.length > 0) {
    blocks.push({
      kind: 'confidence',
      confidence: 'unknown',
      text: rich(
        t,
        'A program that the repository names would merge `{0}`; it is not run here.',
        undecided.join(', '),
      ),
      evidence: [],
    });
  }
  return blocks;
}

function conflictBlocks(
  sides: ConflictSides,
  story: BranchStory,
  place: Place,
  now: Date,
  t: Translate,
): readonly Block[] {
  const owner = ownerOf(story.begunBy, story.name, place.reader, t);
  const { lines, intoCommit, fromCommit } = sides;
  const note = (commit: ConflictSides['intoCommit']): Rich | undefined =>
    commit && rich(t, '“{0}”, {1}', commit.subject, whoAndWhen(commit, place.reader, now, t));
  const spot: Span =
    lines === undefined ? code(sides.file) : { kind: 'evidence', file: sides.file, line: lines.at };
  const where =
    sides.kind === 'contents' && lines
      ? rich(t, 'Both sides changed the same lines, {0}', spot)
      : rich(t, 'In {0}', spot);
  const before: Rich =
    lines && lines.base.trim() !== '' && oneLine(lines.base)
      ? rich(t, '. Before, it said `{0}`', lines.base.trim())
      : [];
  const kind: Rich = sides.kind === 'contents' ? [] : [': ', conflictKind(sides.kind, t)];
  const side = (
    of: 'main' | 'branch',
    name: string,
    text: string,
    commit: ConflictSides['intoCommit'],
  ): Side => {
    const written = note(commit);
    return {
      of,
      title: text === '' ? rich(t, '{0} deletes these lines', name) : rich(t, '{0} says', name),
      code: text,
      ...(written ? { note: written } : {}),
    };
  };
  const head: Block = { kind: 'text', text: [...where, ...kind, ...before, '.'] };
  if (lines)
    return [
      head,
      {
        kind: 'sides',
        main: side('main', place.into.shown, lines.into, intoCommit),
        branch: side('branch', owner, lines.from, fromCommit),
      },
    ];
  const items = [
    { name: place.into.shown, text: note(intoCommit) },
    { name: owner, text: note(fromCommit) },
  ].flatMap(({ name, text }) =>
    text
      ? [{ icon: 'merge' as const, tone: 'plain' as const, text: rich(t, '**{0}**: {1}', name, text) }]
      : [],
  );
  return items.length > 0 ? [head, { kind: 'facts', items }] : [head];
}

const oneLine = (text: string): boolean => !text.trim().includes('\n') && text.length <= 80;

/** Git's name for a conflict in the words of somebody who has to decide. */
export function conflictKind(kind: string, t: Translate): string {
  if (kind === 'contents') return t('the same lines changed');
  if (kind === 'modify/delete') return t('one side changed it, the other deleted it');
  if (kind.startsWith('rename')) return t('the two sides moved it differently');
  if (kind === 'add/add') return t('both sides added it');
  if (kind === 'binary') return t('a binary file: git cannot join two versions');
  return kind;
}

function meaning({ prediction, sides, begunBy }: BranchStory, place: Place, t: Translate): Rich {
  const { relation, byContent, conflicts, confidence } = prediction;
  if (relation === 'alreadyMerged' || byContent)
    return [
      t('There is nothing left to merge. Whether it is live is another question: merged is not deployed.'),
    ];
  if (relation === 'unrelated')
    return [
      t(
        'This is not a change to the product but another product’s history. Somebody has to say what was meant.',
      ),
    ];
  if (confidence === 'unknown') return [t('Plan as if there were a conflict until somebody has tried.')];
  if (conflicts.length > 0) {
    const people = [sides[0]?.fromCommit ?? begunBy, sides[0]?.intoCommit].flatMap(person =>
      person && !isReader(person, place.reader) ? [person.author] : [],
    );
    const names = [...new Set(people)];
    return names.length > 0
      ? [
          t(
            'Git will not choose. If the lines express a product decision, settle it with {0} before someone picks a side.',
            listedText(t, names),
          ),
        ]
      : [
          t(
            'Git will not choose. If the lines express a product decision, make it before someone picks a side.',
          ),
        ];
  }
  return relation === 'fastForward'
    ? [t('Merging costs nobody extra work. The later it happens, the likelier a collision becomes.')]
    : rich(
        t,
        'The text fits together. That both changes also make sense together only tests and people can tell.',
      );
}

function question({ prediction, sides }: BranchStory, { into }: Place, t: Translate): Ask {
  const first = sides[0];
  if (prediction.conflicts.length > 0) {
    const [mine, theirs] = [first?.lines?.into.trim() ?? '', first?.lines?.from.trim() ?? ''];
    if (mine !== '' && theirs !== '' && oneLine(mine) && oneLine(theirs)) {
      return {
        question: rich(t, 'Which is right, `{0}` or `{1}`, and what else relies on it?', mine, theirs),
      };
    }
    return {
      question: rich(
        t,
        'Who resolves the conflict in `{0}`, and which behaviour should win?',
        prediction.conflicts[0]?.file ?? '',
      ),
    };
  }
  return { question: rich(t, 'What still keeps this from being merged into `{0}`?', into.name) };
}

function ways(
  story: BranchStory,
  { into }: Place,
  systems: readonly string[],
  t: Translate,
  lessons: LessonTitle,
): Block {
  const { ahead, behind } = story.prediction;
  const main = into.name;
  const all = counted(t, ahead, 'the 1 commit', 'all {0} commits');
  const histories: History[] = [
    {
      way: 'merge',
      title: t('Merge commit'),
      text: t('{0} new commits. Every step stays visible.', ahead + 1),
      label: t(
        'Merge commit: {0} keeps {1} on a side line and gains one new commit that joins them',
        main,
        all,
      ),
    },
    {
      way: 'squash',
      title: t('Squash'),
      text: ahead === 1 ? t('1 new commit.') : t('1 new commit. The steps are folded into it.'),
      label: t(
        'Squash: {0} gains one new commit that holds the whole change; {1} of the branch stay behind',
        main,
        all,
      ),
    },
    {
      way: 'rebase',
      title: t('Rebase'),
      text: counted(
        t,
        ahead,
        '1 new commit, copied. No trace of the branch.',
        '{0} new commits, copied. No trace of the branch.',
      ),
      label: t(
        'Rebase: {0} copied, one by one, to the end of {1}',
        counted(t, ahead, 'the 1 commit is', 'all {0} commits are'),
        main,
      ),
    },
  ];
  const picture: Histories = {
    kind: 'histories',
    label: t('What each way to merge would leave in {0}', main),
    mainCommits: behind,
    branchCommits: ahead,
    ways: histories,
  };
  const learn = lessonLink('ways', lessons);
  return {
    kind: 'details',
    key: 'ways',
    summary: t('What each way to merge would leave in {0}', main),
    open: true,
    blocks: [
      { kind: 'picture', picture },
      ...(ahead > 5 || behind > 3
        ? [
            {
              kind: 'text' as const,
              text: [
                t(
                  'The pictures show at most 5 commits of the branch and 3 of the other side; the numbers are exact.',
                ),
              ],
              quiet: true,
            },
          ]
        : []),
      {
        kind: 'confidence',
        confidence: 'unknown',
        text: rich(
          t,
          'Which ways are allowed is {0}: not visible in the repository.',
          forgeSetting(systems, t),
        ),
        evidence: [],
      },
      ...('learn' in learn
        ? [{ kind: 'learn' as const, lesson: learn.learn.lesson, title: learn.learn.title }]
        : []),
    ],
  };
}
