import type { Commit } from '../../git/types';
import type { Translate } from '../../translate';
import type { BranchStory, Place } from '../input';
import { ownerOf, whoAndWhen } from '../people';
import type { CommitGraph, GraphCommit, GraphGroup } from '../picture';
import { counted } from '../words';

const mostOf = { main: 4, branch: 7 } as const;

/** The commits of main and of the branch since they parted; newest at the top. */
export function commitGraph(story: BranchStory, place: Place, now: Date, t: Translate): CommitGraph {
  const { prediction, local } = story;
  const owner = ownerOf(story.begunBy, story.name, place.reader, t);
  const drawn = (commits: readonly Commit[], node: GraphCommit['node']): readonly GraphCommit[] =>
    commits.map(commit => ({
      subject: commit.subject,
      note: whoAndWhen(commit, place.reader, now, t),
      node,
    }));
  const here = story.commits.filter(({ id }) => local.has(id));
  const sent = story.commits.filter(({ id }) => !local.has(id));
  const hereShown = here.slice(0, sent.length > 0 ? 4 : mostOf.branch);
  const sentShown = sent.slice(0, Math.max(2, mostOf.branch - hereShown.length));
  const hereCount = Math.max(here.length, sent.length === 0 ? prediction.ahead : 0);
  const sentCount = prediction.ahead - hereCount;
  const group = (
    title: string,
    tone: GraphGroup['tone'],
    commits: readonly GraphCommit[],
    count: number,
  ): readonly GraphGroup[] =>
    count === 0
      ? []
      : [
          {
            title,
            tone,
            commits,
            ...(count > commits.length ? { more: t('and {0} more', count - commits.length) } : {}),
          },
        ];
  const commitsOf = (count: number) => counted(t, count, '1 commit', '{0} commits');
  const groups: GraphGroup[] = [
    ...group(
      t('{0}, {1}', place.into.shown, counted(t, prediction.behind, '1 newer commit', '{0} newer commits')),
      'main',
      drawn(story.mainCommits.slice(0, mostOf.main), 'main'),
      prediction.behind,
    ),
    ...group(
      t('only on this computer, {0}', commitsOf(hereCount)),
      'branch',
      drawn(hereShown, 'local'),
      hereCount,
    ),
    ...group(t('{0}, {1}', owner, commitsOf(sentCount)), 'branch', drawn(sentShown, 'branch'), sentCount),
    ...(story.base
      ? [{ title: t('where the two parted'), tone: 'quiet' as const, commits: drawn([story.base], 'base') }]
      : []),
  ];
  return { kind: 'commits', groups, label: graphLabel(groups, t) };
}

/** The whole picture in words: every group with its commits. */
const graphLabel = (groups: readonly GraphGroup[], t: Translate): string =>
  [
    t('Commit graph, newest first.'),
    ...groups.map(
      ({ title, commits, more }) =>
        `${title}: ${[...commits.map(({ subject, note }) => `${subject} (${note})`), ...(more === undefined ? [] : [more])].join('; ')}.`,
    ),
  ].join(' ');
