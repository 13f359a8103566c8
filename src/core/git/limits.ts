import type { Git } from '../repository/ports';
import { lines, optional } from './refs';

/** What a clone lacks. */
export interface CloneLimits {
  /** The history is cut off at some depth. */
  readonly shallow: boolean;
  /** Contents stay at the remote until somebody asks for them. */
  readonly partial: boolean;
}

/** Whether history or contents are missing on this computer; with the trees of `commits`, in the same two questions. */
export async function cloneLimits(
  git: Git,
  commits: readonly string[],
  signal?: AbortSignal,
): Promise<CloneLimits & { readonly trees: readonly string[] }> {
  const [parsed, promisor] = await Promise.all([
    git.run(
      ['rev-parse', '--is-shallow-repository', ...commits.map(id => `${id}^{tree}`)],
      optional({}, signal),
    ),
    git.run(
      ['config', '-z', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'],
      optional({ accept: [0, 1] }, signal),
    ),
  ]);
  const [shallow, ...trees] = lines(parsed.stdout);
  return { shallow: shallow === 'true', partial: promisor.stdout !== '', trees };
}
