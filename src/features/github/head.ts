import type { RepositoryAddress } from '../../core/github/address';
import type { BranchStory, Place } from '../../core/now/input';
import type { Destination } from '../../core/now/page';

/** Where a branch is at GitHub: its name there, and whose repository holds it where a remote says so. */
export function headOf(
  story: Pick<BranchStory, 'name' | 'checkedOut'>,
  { current, into }: Pick<Place, 'current' | 'into'>,
  destination: Destination,
  remotes: ReadonlyMap<string, RepositoryAddress>,
): { readonly branch: string; readonly address: RepositoryAddress | undefined } | undefined {
  const upstream = story.checkedOut && current.kind === 'branch' ? current.upstream : undefined;
  const ref =
    destination.place === 'branch' && destination.ref.startsWith('refs/remotes/')
      ? destination.ref
      : upstream;
  const [, path] = /^refs\/remotes\/(.+)$/.exec(ref ?? '') ?? [];
  const remote = [...remotes.keys()]
    .filter(name => path?.startsWith(`${name}/`) === true)
    .sort((a, b) => b.length - a.length)[0];
  if (path !== undefined && remote !== undefined) {
    const branch = path.slice(remote.length + 1);
    // a new branch that follows the one it left is not that one
    if (branch !== into.name || story.name === into.name) return { branch, address: remotes.get(remote) };
  }
  return story.name === 'HEAD' || story.name === '' ? undefined : { branch: story.name, address: undefined };
}
