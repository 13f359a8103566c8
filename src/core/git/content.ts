import { GitError } from '../repository/ports';
import type { Git } from '../repository/ports';
import { answerOrNothing, lines, optional } from './refs';

/** How far back the same change is searched for; beyond that nobody would recognise it either. */
const searchedCommits = 2000;
const searchedPaths = 100;
const candidateLimit = 20;

/**
 * Whether the combined change from `base` to `tip` is in `into` already, in other commits: squash merged in one
 * commit, or rebased one by one. For branches whose merge would conflict because the lines were changed again since.
 */
export async function patchIsIn(
  git: Git,
  {
    base,
    tip,
    into,
    ahead,
    behind,
  }: { base: string; tip: string; into: string; ahead: number; behind: number },
  signal?: AbortSignal,
): Promise<boolean> {
  if (behind === 0 || behind > searchedCommits) return false;
  if ((await commitWithPatch(git, base, tip, into, signal)) !== undefined) return true;
  // a single commit was just looked for; of many nobody would say that they are all there
  if (ahead === 1 || ahead > 50) return false;
  const left = await answerOrNothing(
    git.run(
      ['rev-list', '--count', '--cherry-pick', '--right-only', '--no-merges', `${into}...${tip}`],
      optional({}, signal),
    ),
  );
  return left === '0';
}

/**
 * The commit on `into`'s main line since `since` (the common ancestor) whose patch, in the same files, is that from
 * `base` to `tip`.
 */
export async function commitWithPatch(
  git: Git,
  base: string,
  tip: string,
  into: string,
  signal?: AbortSignal,
  since = base,
): Promise<string | undefined> {
  try {
    return await findPatch(git, { base, tip, into, since }, signal);
  } catch (error) {
    // contents that are missing, or too much of them: then it is not found
    if (error instanceof GitError && ['missingObject', 'tooLarge', 'timeout'].includes(error.reason))
      return undefined;
    throw error;
  }
}

async function findPatch(
  git: Git,
  { base, tip, into, since }: { base: string; tip: string; into: string; since: string },
  signal?: AbortSignal,
): Promise<string | undefined> {
  const changed = await git.run(
    ['diff-tree', '-r', '-z', '--name-only', '--no-renames', base, tip],
    optional({}, signal),
  );
  const paths = changed.stdout.split('\0').filter(path => path !== '');
  const [rarest] = paths;
  if (rarest === undefined || paths.length > searchedPaths) return undefined;
  // any one of the files leads to the commits that can be it
  const found = await git.run(
    ['rev-list', '--first-parent', '--no-merges', `-n${candidateLimit}`, into, `^${since}`, '--', rarest],
    optional({}, signal),
  );
  const candidates = lines(found.stdout);
  if (candidates.length === 0) return undefined;
  const [own, others] = await Promise.all([
    git.run(['diff-tree', '-r', '-p', '--no-renames', base, tip], optional({}, signal)),
    git.run(
      [
        'log',
        '--no-walk=unsorted',
        '-p',
        '--no-renames',
        '--format=commit %H',
        ...candidates,
        '--',
        ...paths,
      ],
      optional({}, signal),
    ),
  ]);
  const [wanted] = await patchIds(git, own.stdout, signal);
  if (wanted === undefined) return undefined;
  return (await patchIds(git, others.stdout, signal)).find(({ patch }) => patch === wanted.patch)?.commit;
}

async function patchIds(git: Git, patches: string, signal?: AbortSignal) {
  if (!/^[+-](?![+-]{2} )/m.test(patches)) return [];
  const { stdout } = await git.run(['patch-id', '--stable'], optional({ input: patches }, signal));
  return lines(stdout).map(line => {
    const [patch = '', commit = ''] = line.split(' ');
    return { patch, commit };
  });
}
