import type { Git } from '../repository/ports';
import { lines, optional } from './refs';

/** The commit of the reader's branch that last changed a file; `undefined` where no commit has it. */
export async function lastChangeOfFile(
  git: Git,
  path: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { stdout } = await git.run(['log', '-1', '--format=%H', 'HEAD', '--', path], optional({}, signal));
  return lines(stdout)[0];
}

/**
 * The commit that last changed a line, given as it stands in the editor (`line` counts from 1, `text` is the whole
 * document); `undefined` where the line is in no commit yet. The working file is compared here rather than by git,
 * which would run the repository's own filters on it.
 */
export async function lastChangeOfLine(
  git: Git,
  path: string,
  line: number,
  text: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const committed = await git.run(
    ['cat-file', 'blob', `HEAD:./${path}`],
    optional({ accept: [0, 128] }, signal),
  );
  if (committed.exitCode !== 0) return undefined;
  const at = committedLine(split(committed.stdout), split(text), line);
  if (at === undefined) return undefined;
  const { stdout } = await git.run(
    ['log', `-L${at},${at}:${path}`, '-s', '-1', '--format=%H', 'HEAD'],
    optional({}, signal),
  );
  return lines(stdout)[0];
}

const split = (text: string): readonly string[] => text.split(/\r?\n/);

/**
 * Where a line of the edited text stands in the committed one: in the part before the first change, in the part after
 * the last one, or between them when exactly one line there reads the same.
 */
export function committedLine(
  committed: readonly string[],
  edited: readonly string[],
  line: number,
): number | undefined {
  const index = line - 1;
  const wanted = edited[index];
  if (wanted === undefined) return undefined;
  let same = 0;
  while (same < edited.length && same < committed.length && edited[same] === committed[same]) same++;
  if (index < same) return line;
  let tail = 0;
  while (
    tail < edited.length - same &&
    tail < committed.length - same &&
    edited[edited.length - 1 - tail] === committed[committed.length - 1 - tail]
  )
    tail++;
  if (index >= edited.length - tail) return line + committed.length - edited.length;
  const between = committed
    .slice(same, committed.length - tail)
    .flatMap((each, offset) => (each === wanted ? [same + offset + 1] : []));
  return between.length === 1 ? between[0] : undefined;
}
