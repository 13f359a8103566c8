import type { Git } from '../repository/ports';
import { readApart } from './commits';
import { commitWithPatch } from './content';
import { defaultBranch } from './defaultBranch';
import { predictCommits } from './predict';
import { asRelease, compareVersions, readTags } from './releases';
import type { Tag } from './releases';
import { lines, optional, requireCommit, shortName } from './refs';
import type { DefaultBranch } from './types';

/** Where a commit, a branch or a tag has got to. */
export interface Shipped {
  readonly commit: string;
  /** Branches that have it, local ones and remote-tracking ones (`origin/main`). */
  readonly on: readonly string[];
  /** Tags that have it, the earliest first. */
  readonly tags: readonly string[];
  /** The first of them, releases before others. */
  readonly firstTag: string | undefined;
  readonly into: DefaultBranch | undefined;
  /** The default branch has the same change in another commit; inferred. */
  readonly byContent: { readonly branch: string; readonly commit: string | undefined } | undefined;
}

/** Which branches and tags have the commit that `ref` names; else whether the default branch has the same change. */
export async function shipped(git: Git, ref: string, signal?: AbortSignal): Promise<Shipped> {
  const commit = await requireCommit(git, ref, signal);
  const [branches, tags, into] = await Promise.all([
    listBranches(git, signal),
    readTags(git, signal),
    defaultBranch(git, signal),
  ]);
  const having = await descendants(git, commit, [...branches, ...tags], signal);
  const on = branches.filter(({ id }) => having.has(id)).map(branch => branch.ref);
  const ordered = earliestFirst(tags.filter(({ id }) => having.has(id)));
  return {
    commit,
    on: on.map(shortName),
    tags: ordered.map(({ tag }) => tag),
    firstTag: (ordered.find(tag => asRelease(tag)?.preliminary === false) ?? ordered[0])?.tag,
    into,
    byContent:
      into === undefined || on.includes(into.ref) ? undefined : await contentOf(git, commit, into, signal),
  };
}

interface Tip {
  readonly id: string;
  readonly date: string;
}

async function listBranches(
  git: Git,
  signal?: AbortSignal,
): Promise<readonly (Tip & { readonly ref: string })[]> {
  const format = '--format=%(refname)%00%(symref)%00%(objectname)%00%(committerdate:iso-strict)';
  const { stdout } = await git.run(
    ['for-each-ref', format, 'refs/heads', 'refs/remotes'],
    optional({}, signal),
  );
  return lines(stdout).flatMap(line => {
    const [name = '', symref = '', id = '', date = ''] = line.split('\0');
    return symref === '' ? [{ ref: name, id, date }] : [];
  });
}

/** Clocks differ between computers. */
const clockError = 2 * 24 * 60 * 60 * 1000;

/**
 * Which tips have `commit` in their history. One walk for all of them: `for-each-ref --contains` walks once for each,
 * which takes half a minute where there are hundreds. What is older than the commit cannot have it.
 */
async function descendants(
  git: Git,
  commit: string,
  tips: readonly Tip[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { stdout } = await git.run(['log', '-1', '--format=%ct', commit], optional({}, signal));
  const since = Number(stdout) * 1000 - clockError;
  const newer = new Set(tips.filter(({ date }) => !(Date.parse(date) < since)).map(({ id }) => id));
  newer.delete(commit);
  if (newer.size === 0) return new Set([commit]);
  const walked = await git.run(
    ['rev-list', '--ancestry-path', '--stdin'],
    optional({ input: `^${commit}\n${[...newer].join('\n')}\n` }, signal),
  );
  return new Set([commit, ...lines(walked.stdout)]);
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
  into: DefaultBranch,
  signal?: AbortSignal,
): Promise<Shipped['byContent']> {
  // a release branch is a line of its own: what it holds is not waiting to get into the main line
  const { own, others } = await readApart(git, into.id, commit, signal);
  if (own.length > 200 || others.length > 2000) return undefined;
  const { base, byContent, relation } = await predictCommits(git, commit, into.id, signal);
  if (base === undefined || relation !== 'diverged') return undefined;
  if (byContent)
    return { branch: into.shown, commit: await commitWithPatch(git, base, commit, into.id, signal) };
  const whole = await commitWithPatch(git, base, commit, into.id, signal);
  if (whole !== undefined) return { branch: into.shown, commit: whole };
  // the commit alone may have been picked while the rest of its branch was not
  const { stdout } = await git.run(['rev-list', '--parents', '-n1', commit], optional({}, signal));
  const [, parent, second] = stdout.trim().split(' ');
  if (parent === undefined || second !== undefined) return undefined;
  const picked = await commitWithPatch(git, parent, commit, into.id, signal, base);
  return picked === undefined ? undefined : { branch: into.shown, commit: picked };
}
