import type { Git } from '../repository/ports';
import { optional } from './refs';

/** What a clone lacks. */
export interface CloneLimits {
  /** The history is cut off at some depth. */
  readonly shallow: boolean;
  /** Contents stay at the remote until somebody asks for them. */
  readonly partial: boolean;
}

/** Whether history or contents are missing on this computer. */
export async function cloneLimits(git: Git, signal?: AbortSignal): Promise<CloneLimits> {
  const [shallow, promisor] = await Promise.all([
    git.run(['rev-parse', '--is-shallow-repository'], optional({}, signal)),
    git.run(
      ['config', '-z', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'],
      optional({ accept: [0, 1] }, signal),
    ),
  ]);
  return { shallow: shallow.stdout.trim() === 'true', partial: promisor.stdout !== '' };
}
