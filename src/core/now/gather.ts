import { defaultBranch } from '../git/defaultBranch';
import { cloneLimits } from '../git/limits';
import { answerOrNothing, optional, shortName } from '../git/refs';
import { noteSentences } from '../git/sentences';
import { currentBranch, lastFetch, repositoryState } from '../git/state';
import type { CurrentBranch, RepositoryState } from '../git/types';
import type { Git } from '../repository/ports';
import type { Translate } from '../translate';
import type { Missing } from './empty';
import type { Place } from './input';

/** Where the reader is, by a few quick questions to git; or what is missing to say so. */
export async function readPlace(
  git: Git,
  name: string,
  uncommitted: number | undefined,
  t: Translate,
  signal?: AbortSignal,
): Promise<Place | Missing> {
  const [current, into, state, limits, reader] = await Promise.all([
    currentBranch(git, signal),
    defaultBranch(git, signal),
    repositoryState(git, signal),
    cloneLimits(git, signal),
    answerOrNothing(git.run(['config', '--get', 'user.email'], optional({ accept: [0, 1] }, signal))),
  ]);
  const branch = current.kind === 'detached' ? undefined : current.name;
  if (current.kind === 'unborn' && !into)
    return { why: 'emptyRepository', ...(branch === undefined ? {} : { branch }) };
  if (!into) return { why: 'noDefaultBranch', ...(branch === undefined ? {} : { branch }) };
  const onDefault = current.kind === 'branch' && current.name === into.name;
  const [fetch, apart] = await Promise.all([
    lastFetch(git, into, signal),
    onDefault && current.id !== into.id ? apartFrom(git, current.id, into.id, signal) : undefined,
  ]);
  const notes = noteSentences(
    [
      ...(limits.shallow ? (['shallow'] as const) : []),
      ...(limits.partial ? (['partialClone'] as const) : []),
    ],
    t,
  );
  return {
    name,
    current,
    into,
    fetch,
    state: await named(git, state, signal),
    reader,
    uncommitted,
    copy: apart,
    notes,
  };
}

/** On the branch that others are merged into, where most readers are. */
export const isOnDefault = ({
  current,
  into,
}: {
  readonly current: CurrentBranch;
  readonly into: Place['into'];
}): boolean => current.kind === 'branch' && current.name === into.name;

/** How many commits only this copy has, and only the server. */
async function apartFrom(
  git: Git,
  here: string,
  there: string,
  signal?: AbortSignal,
): Promise<{ readonly ahead: number; readonly behind: number }> {
  const { stdout } = await git.run(
    ['rev-list', '--left-right', '--count', `${here}...${there}`],
    optional({}, signal),
  );
  const [ahead = 0, behind = 0] = stdout.trim().split('\t').map(Number);
  return { ahead, behind };
}

/** The commit of an operation by the name of a branch that is there, which says more than an id. */
async function named(git: Git, state: RepositoryState, signal?: AbortSignal): Promise<RepositoryState> {
  if (state.other === undefined || !/^[0-9a-f]{40,64}$/.test(state.other)) return state;
  const { stdout } = await git.run(
    [
      'for-each-ref',
      `--points-at=${state.other}`,
      '--count=1',
      '--format=%(refname)',
      'refs/heads',
      'refs/remotes',
    ],
    optional({}, signal),
  );
  const ref = stdout.trim();
  return ref === '' ? state : { ...state, other: shortName(ref) };
}
