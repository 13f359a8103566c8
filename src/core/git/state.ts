import type { Git, GitStateFile } from '../repository/ports';
import { answerOrNothing, lines, optional, shortName } from './refs';
import type { CurrentBranch, DefaultBranch, LastFetch, Operation, RepositoryState } from './types';

/** Which branch the working folder is on. */
export async function currentBranch(git: Git, signal?: AbortSignal): Promise<CurrentBranch> {
  const [symbolic, id] = await Promise.all([
    git.run(['symbolic-ref', '--quiet', 'HEAD'], optional({ accept: [0, 1] }, signal)),
    git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], optional({ accept: [0, 1] }, signal)),
  ]);
  const ref = symbolic.stdout.trim();
  const commit = id.stdout.trim();
  if (symbolic.exitCode === 0) {
    const name = shortName(ref);
    if (id.exitCode !== 0) return { kind: 'unborn', name };
    const upstream = await git.run(['for-each-ref', '--format=%(upstream)', ref], optional({}, signal));
    return { kind: 'branch', name, id: commit, upstream: lines(upstream.stdout)[0] };
  }
  const tags = await git.run(
    ['for-each-ref', `--points-at=${commit}`, '--count=5', '--format=%(refname)', 'refs/tags'],
    optional({}, signal),
  );
  return { kind: 'detached', id: commit, tags: lines(tags.stdout).map(shortName) };
}

/** When the remote was last heard of: the last fetch, or the last time a remote-tracking branch moved. */
export async function lastFetch(
  git: Git,
  into: DefaultBranch | undefined,
  signal?: AbortSignal,
): Promise<LastFetch> {
  if (into?.remote === undefined) return { at: undefined, how: 'noRemote' };
  const updated = async (ref: string) => {
    const said = await answerOrNothing(
      git.run(['log', '-g', '-1', '--format=%gd', '--date=unix', ref, '--'], optional({}, signal)),
    );
    return Number(/@\{(\d+)\}$/.exec(said ?? '')?.[1] ?? 0) * 1000;
  };
  const [file, ...moves] = await Promise.all([
    git.stateFile('FETCH_HEAD'),
    updated(into.ref),
    // all that a fresh clone leaves
    updated(`refs/remotes/${into.remote}/HEAD`),
  ]);
  const moved = Math.max(...moves);
  const fetched = file?.modified ?? 0;
  if (moved === 0 && fetched === 0) return { at: undefined, how: 'unknown' };
  return { at: new Date(Math.max(moved, fetched)).toISOString(), how: fetched >= moved ? 'fetch' : 'update' };
}

/** What is under way in the working folder: a merge, a rebase, ..., and which files are still in conflict. */
export async function repositoryState(git: Git, signal?: AbortSignal): Promise<RepositoryState> {
  const names = [
    'rebase-merge',
    'rebase-apply',
    'rebase-apply/applying',
    'MERGE_HEAD',
    'CHERRY_PICK_HEAD',
    'REVERT_HEAD',
    'BISECT_LOG',
  ] as const;
  const [unmerged, ...found] = await Promise.all([
    answerOrNothing(git.run(['ls-files', '--unmerged', '-z', '--full-name'], optional({}, signal))),
    ...names.map(name => git.stateFile(name)),
  ]);
  const there = new Map(names.map((name, index) => [name, found[index]] as const));
  const conflicted = [
    ...new Set((unmerged ?? '').split('\0').map(entry => entry.slice(entry.indexOf('\t') + 1))),
  ];
  return {
    ...(await operation(git, there)),
    conflicted: conflicted.filter(path => path !== ''),
  };
}

async function operation(
  git: Git,
  there: ReadonlyMap<string, GitStateFile | undefined>,
): Promise<Omit<RepositoryState, 'conflicted'>> {
  const line = (file: GitStateFile | undefined) => file?.text?.split('\n')[0]?.trim();
  const withOther = (kind: Operation, name: string) => {
    const other = line(there.get(name));
    return { operation: kind, ...(other ? { other } : {}) };
  };
  if (there.get('rebase-apply/applying')) return { operation: 'applyPatches' };
  const folder = there.get('rebase-merge')
    ? 'rebase-merge'
    : there.get('rebase-apply')
      ? 'rebase-apply'
      : undefined;
  if (folder !== undefined) {
    const progress = folder === 'rebase-merge' ? ['msgnum', 'end'] : ['next', 'last'];
    const texts = await Promise.all(
      ['head-name', 'onto', ...progress].map(async name => line(await git.stateFile(`${folder}/${name}`))),
    );
    const [head, onto, at, of] = texts;
    return {
      operation: 'rebase',
      ...(head?.startsWith('refs/') ? { branch: shortName(head) } : {}),
      ...(onto ? { other: onto } : {}),
      ...(at ? { step: Number(at) } : {}),
      ...(of ? { steps: Number(of) } : {}),
    };
  }
  if (there.get('MERGE_HEAD')) return withOther('merge', 'MERGE_HEAD');
  if (there.get('CHERRY_PICK_HEAD')) return withOther('cherryPick', 'CHERRY_PICK_HEAD');
  if (there.get('REVERT_HEAD')) return withOther('revert', 'REVERT_HEAD');
  if (there.get('BISECT_LOG')) {
    const start = line(await git.stateFile('BISECT_START'));
    return { operation: 'bisect', ...(start ? { branch: start } : {}) };
  }
  return { operation: undefined };
}
