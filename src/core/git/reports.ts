import type { Git } from '../repository/ports';
import type { RepositoryEvent, Trace } from '../repository/types';
import { english } from '../translate';
import { readChanges } from './changes';
import { predictMerge } from './predict';
import { branchName, lines, optional } from './refs';
import { noteSentences } from './sentences';
import { shipped } from './shipped';
import type { Changes, MergeReport, ShippedReport } from './types';

/** Follows an event through the repository's pipelines (`core/repository`). */
export type TraceEvent = (event: RepositoryEvent) => Promise<Trace>;

/** The CLI's `merge` document: what merging `from` into `into` would do and set in motion. */
export async function mergeReport(
  git: Git,
  from: string,
  into: string,
  trace: TraceEvent,
  signal?: AbortSignal,
): Promise<MergeReport> {
  const prediction = await predictMerge(git, from, into, signal);
  const { base, ahead, relation, byContent, conflicts, undecided, confidence, notes } = prediction;
  const brings = base !== undefined && relation !== 'alreadyMerged';
  const [changes, branch] = await Promise.all([
    brings ? readChanges(git, base, prediction.from, signal) : undefined,
    intoBranch(git, into, signal),
  ]);
  return {
    base,
    commits: ahead,
    files: changes?.files.length ?? 0,
    fastForward: relation === 'fastForward',
    conflicts: conflicts.map(({ file, kind }) => ({ file, kind })),
    alreadyMerged: relation === 'alreadyMerged',
    ...(byContent ? { alreadyThereByContent: true as const } : {}),
    ...(confidence === 'stated' ? {} : { confidence }),
    ...(undecided.length > 0 ? { undecided } : {}),
    ...(notes.length > 0 ? { notes: noteSentences(notes, english) } : {}),
    trace: changes?.filesKnown
      ? await trace({ kind: 'push', branch, changed: pathsOf(changes) })
      : { runs: [], deploys: [], notRun: [] },
  };
}

/** A pipeline that watches a path watches both names of a renamed file. */
const pathsOf = ({ files }: Changes): readonly string[] => [
  ...new Set(files.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]))),
];

/** The name under which the forge knows the branch that `into` names. */
async function intoBranch(git: Git, into: string, signal?: AbortSignal): Promise<string> {
  const named = await git.run(
    ['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes'],
    optional({}, signal),
  );
  const refs = lines(named.stdout);
  const remotes = [...new Set(refs.flatMap(ref => /^refs\/remotes\/([^/]+)\//.exec(ref)?.[1] ?? []))];
  if (into === 'HEAD') {
    const head = await git.run(['symbolic-ref', '--quiet', 'HEAD'], optional({ accept: [0, 1] }, signal));
    return head.exitCode === 0 ? branchName(head.stdout.trim()) : into;
  }
  return refs.includes(`refs/heads/${into}`) ? into : branchName(into, remotes);
}

/**
 * The CLI's `shipped` document. With `trace`, the deployments that the default branch and the tags with this commit
 * set in motion: what the files imply, not what is live.
 */
export async function shippedReport(
  git: Git,
  ref: string,
  trace?: TraceEvent,
  signal?: AbortSignal,
): Promise<ShippedReport> {
  const { commit, on, tags, firstTag, byContent, into } = await shipped(git, ref, signal);
  return {
    commit,
    on,
    tags,
    ...(firstTag === undefined ? {} : { firstTag }),
    ...(byContent === undefined
      ? {}
      : { byContent: [{ branch: byContent.branch, confidence: 'inferred' as const }] }),
    deployments: trace === undefined ? [] : await deployments(),
  };

  async function deployments() {
    const events: { readonly startedBy: string; readonly event: RepositoryEvent }[] = [];
    if (into !== undefined && (on.includes(into.shown) || on.includes(into.name))) {
      const changed = await changedByCommit(git, commit, signal);
      events.push({ startedBy: into.name, event: { kind: 'push', branch: into.name, changed } });
    }
    if (firstTag !== undefined) events.push({ startedBy: firstTag, event: { kind: 'tag', tag: firstTag } });
    const traced = await Promise.all(
      events.map(async ({ startedBy, event }) =>
        ((await trace?.(event))?.deploys ?? []).map(deploy => ({ ...deploy, startedBy })),
      ),
    );
    return traced.flat();
  }
}

/** Which files a commit changes, compared with its first parent. */
export async function changedByCommit(
  git: Git,
  commit: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const { stdout } = await git.run(
    [
      'diff-tree',
      '-r',
      '-z',
      '--name-only',
      '--no-renames',
      '--no-commit-id',
      '--root',
      '-m',
      '--first-parent',
      commit,
    ],
    optional({}, signal),
  );
  return stdout.split('\0').filter(path => path !== '');
}
