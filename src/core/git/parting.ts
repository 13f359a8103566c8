import type { Git } from '../repository/ports';
import { readApart, type Apart } from './commits';
import { lines, optional } from './refs';

/** How two commits have grown apart, on its way: asked once for all that builds on it. */
export interface Parting {
  readonly apart: Promise<Apart>;
  /** Their best common ancestors; none for unrelated histories. */
  readonly bases: Promise<readonly string[]>;
}

/** Begins to ask how two commits have grown apart. Whoever asks awaits both answers. */
export const readParting = (git: Git, source: string, target: string, signal?: AbortSignal): Parting => ({
  apart: readApart(git, target, source, signal),
  bases: git
    .run(['merge-base', '--all', target, source], optional({ accept: [0, 1] }, signal))
    .then(({ stdout }) => lines(stdout)),
});
