import type { Git } from '../repository/ports';
import { lines, optional, shortName } from './refs';
import type { DefaultBranch } from './types';

/** What teams call the branch that others are merged into, most common first. */
const commonNames = ['main', 'master', 'trunk', 'develop', 'development', 'devel', 'mainline'];

interface Branch {
  readonly ref: string;
  readonly symref: string;
  readonly id: string;
  readonly time: number;
}

/**
 * The branch that others are merged into, at the remote where there is one. The remote's own word (`origin/HEAD`)
 * decides; else a common name, of several the one with the newest commit; else the only branch there is.
 */
export async function defaultBranch(git: Git, signal?: AbortSignal): Promise<DefaultBranch | undefined> {
  const { stdout } = await git.run(
    [
      'for-each-ref',
      '--format=%(refname)%00%(symref)%00%(objectname)%00%(committerdate:unix)',
      'refs/remotes',
      'refs/heads',
    ],
    optional({}, signal),
  );
  const all = lines(stdout).map((line): Branch => {
    const [ref = '', symref = '', id = '', time = ''] = line.split('\0');
    return { ref, symref, id, time: Number(time) };
  });
  const remotes = remoteNames(all);
  for (const remote of remotes) {
    const found = choose(all, `refs/remotes/${remote}/`, remote);
    if (found !== undefined) return found;
  }
  return choose(all, 'refs/heads/', undefined);
}

/** `origin` first. A remote's name may contain slashes, but then its `HEAD` tells where the name ends. */
function remoteNames(all: readonly Branch[]): readonly string[] {
  const withHead = all
    .filter(({ symref }) => symref !== '')
    .map(({ ref }) => shortName(ref).replace(/\/HEAD$/, ''));
  const first = all
    .filter(({ ref }) => ref.startsWith('refs/remotes/'))
    .map(({ ref }) => shortName(ref).split('/')[0] ?? '');
  const names = [...new Set([...withHead, ...first])];
  return [...names.filter(name => name === 'origin'), ...names.filter(name => name !== 'origin')];
}

function choose(
  all: readonly Branch[],
  prefix: string,
  remote: string | undefined,
): DefaultBranch | undefined {
  const below = all.filter(({ ref }) => ref.startsWith(prefix));
  const branches = below.filter(({ symref }) => symref === '');
  const chosen = (branch: Branch, how: DefaultBranch['how']): DefaultBranch => {
    const name = branch.ref.slice(prefix.length);
    return { name, ref: branch.ref, shown: shortName(branch.ref), id: branch.id, remote, how };
  };
  const head = below.find(({ ref }) => ref === `${prefix}HEAD`);
  const named = branches.find(({ ref }) => ref === head?.symref);
  if (named !== undefined) return chosen(named, 'remoteHead');
  const common = branches
    .filter(({ ref }) => commonNames.includes(ref.slice(prefix.length)))
    .sort(
      (a, b) =>
        b.time - a.time ||
        commonNames.indexOf(a.ref.slice(prefix.length)) - commonNames.indexOf(b.ref.slice(prefix.length)),
    );
  if (common[0] !== undefined)
    return chosen(common[0], common.length === 1 ? 'commonName' : 'newestCommonName');
  return branches.length === 1 && branches[0] !== undefined ? chosen(branches[0], 'onlyBranch') : undefined;
}
