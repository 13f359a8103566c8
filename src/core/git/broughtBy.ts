import type { Git } from '../repository/ports';
import { commitsById } from './commits';
import { lines, optional } from './refs';
import type { Commit } from './types';

/**
 * The commit of a branch's own line (its first parents) that brought `commit` into it: the merge, or the commit itself
 * where it was made there. Both are ids; `undefined` where the branch does not have it.
 */
export async function broughtBy(
  git: Git,
  commit: string,
  branch: string,
  signal?: AbortSignal,
): Promise<Commit | undefined> {
  const since = (option: string) => git.run(['rev-list', option, branch, `^${commit}`], optional({}, signal));
  const [own, after, parents] = await Promise.all([
    since('--first-parent'),
    since('--ancestry-path'),
    git.run(['rev-list', '--first-parent', '--parents', branch, `^${commit}`], optional({}, signal)),
  ]);
  const descendants = new Set(lines(after.stdout));
  const line = lines(own.stdout);
  // its child on the branch's own line has it as first parent: then it was made there
  const oldest = lines(parents.stdout).at(-1)?.split(' ');
  const direct = branch === commit || oldest?.[1] === commit;
  const id = direct ? commit : line.filter(each => descendants.has(each)).at(-1);
  return id === undefined ? undefined : (await commitsById(git, [id], signal))[0];
}
