import { broughtBy } from '../../git/broughtBy';
import { commitsById } from '../../git/commits';
import { withMergeTitles } from '../../git/mergeTitles';
import { resolveCommit } from '../../git/refs';
import { asRelease, readTags } from '../../git/releases';
import { changedByCommit } from '../../git/reports';
import { shipped, type Shipped } from '../../git/shipped';
import type { Commit, DefaultBranch } from '../../git/types';
import type { Git } from '../../repository/ports';

/** Where one commit has got to, with what a person asks about it. */
export interface ChangeStory {
  readonly commit: Commit;
  readonly shipped: Shipped;
  /** The commit of the default branch's own line that brought it: a merge, or itself. */
  readonly broughtBy: Commit | undefined;
  /** Of the first release that has it; ISO 8601. */
  readonly releasedAt: string | undefined;
  /** Some tag of the repository reads like a release. */
  readonly hasReleases: boolean;
  /** Paths that it changes. */
  readonly changed: readonly string[];
}

/** Asks git where the commit that `ref` names has got to; `undefined` where there is no such commit. */
export async function readChange(
  git: Git,
  ref: string,
  into: DefaultBranch,
  signal?: AbortSignal,
): Promise<ChangeStory | undefined> {
  const id = await resolveCommit(git, ref, signal);
  if (id === undefined) return undefined;
  const [commits, found, tags, brought, changed] = await Promise.all([
    commitsById(git, [id], signal).then(own => withMergeTitles(git, own, signal)),
    shipped(git, id, signal),
    readTags(git, signal),
    broughtBy(git, id, into.id, signal),
    changedByCommit(git, id, signal),
  ]);
  const [commit] = commits;
  if (!commit) return undefined;
  return {
    commit,
    shipped: found,
    broughtBy: brought && (await withMergeTitles(git, [brought], signal))[0],
    releasedAt: tags.find(({ tag }) => tag === found.firstTag)?.date,
    hasReleases: tags.some(tag => asRelease(tag) !== undefined),
    changed,
  };
}
