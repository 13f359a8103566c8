import type { Git } from '../repository/ports';
import { commitWithPatch } from './content';
import { defaultBranch } from './defaultBranch';
import { predictMerge } from './predict';
import { asRelease, compareVersions, readTags } from './releases';
import type { Tag } from './releases';
import { lines, optional, requireCommit, shortName } from './refs';

/** Where a commit, a branch or a tag has got to. */
export interface Shipped {
  readonly commit: string;
  /** Branches that have it, local ones and remote-tracking ones (`origin/main`). */
  readonly on: readonly string[];
  /** Tags that have it, the earliest first. */
  readonly tags: readonly string[];
  /** The first of them, releases before others. */
  readonly firstTag: string | undefined;
  /** The default branch has the same change in another commit; inferred. */
  readonly byContent: { readonly branch: string; readonly commit: string | undefined } | undefined;
}

/** Which branches and tags have the commit that `ref` names; else whether the default branch has the same change. */
export async function shipped(git: Git, ref: string, signal?: AbortSignal): Promise<Shipped> {
  const commit = await requireCommit(git, ref, signal);
  const [branches, tags] = await Promise.all([
    git.run(
      [
        'for-each-ref',
        '--format=%(refname)%00%(symref)',
        `--contains=${commit}`,
        'refs/heads',
        'refs/remotes',
      ],
      optional({}, signal),
    ),
    readTags(git, commit, signal),
  ]);
  const refs = lines(branches.stdout).flatMap(line => {
    const [name = '', symref = ''] = line.split('\0');
    return symref === '' ? [name] : [];
  });
  const ordered = earliestFirst(tags);
  return {
    commit,
    on: refs.map(shortName),
    tags: ordered.map(({ tag }) => tag),
    firstTag: (ordered.find(tag => asRelease(tag)?.preliminary === false) ?? ordered[0])?.tag,
    byContent: await contentOf(git, commit, refs, signal),
  };
}

/** By date; tags made at the same time by version. */
const earliestFirst = (tags: readonly Tag[]): readonly Tag[] =>
  [...tags].sort((a, b) => {
    const [first, second] = [asRelease(a), asRelease(b)];
    return (
      Date.parse(a.date) - Date.parse(b.date) ||
      (first !== undefined && second !== undefined ? compareVersions(second, first) : 0)
    );
  });

async function contentOf(
  git: Git,
  commit: string,
  on: readonly string[],
  signal?: AbortSignal,
): Promise<Shipped['byContent']> {
  const into = await defaultBranch(git, signal);
  if (into === undefined || on.includes(into.ref)) return undefined;
  const { base, byContent, relation, behind } = await predictMerge(git, commit, into.id, signal);
  if (base === undefined || relation !== 'diverged') return undefined;
  if (byContent)
    return { branch: into.shown, commit: await commitWithPatch(git, base, commit, into.id, signal) };
  if (behind > 2000) return undefined;
  const whole = await commitWithPatch(git, base, commit, into.id, signal);
  if (whole !== undefined) return { branch: into.shown, commit: whole };
  // the commit alone may have been picked while the rest of its branch was not
  const { stdout } = await git.run(['rev-list', '--parents', '-n1', commit], optional({}, signal));
  const [, parent, second] = stdout.trim().split(' ');
  if (parent === undefined || second !== undefined) return undefined;
  const picked = await commitWithPatch(git, parent, commit, into.id, signal, base);
  return picked === undefined ? undefined : { branch: into.shown, commit: picked };
}
