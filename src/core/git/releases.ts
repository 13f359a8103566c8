import type { Git } from '../repository/ports';
import { readCommits } from './commits';
import { withMergeTitles } from './mergeTitles';
import { lines, optional, shortName } from './refs';
import type { Commit } from './types';

/** A tag that reads like a release. */
export interface Release {
  readonly tag: string;
  /** The tagged commit. */
  readonly id: string;
  /** ISO 8601. */
  readonly date: string;
  /** `[1, 4, 0]` */
  readonly version: readonly number[];
  /** What comes before the version: `v`, `api/v`, `@shop/cart@`. */
  readonly series: string;
  /** A release candidate, beta and the like. */
  readonly preliminary: boolean;
}

export interface Releases {
  /** Newest first. */
  readonly all: readonly Release[];
  readonly last: Release | undefined;
  readonly previous: Release | undefined;
  /** Commits in the default branch that the last release does not have, newest first; at most `limit`. */
  readonly unreleased: readonly Commit[];
  readonly unreleasedCount: number;
  /** Commits that the last release has and the one before does not; at most `limit`. */
  readonly inLast: readonly Commit[];
  readonly inLastCount: number;
}

/** A tag of any kind, with the commit that it leads to. */
export interface Tag {
  readonly tag: string;
  readonly id: string;
  readonly date: string;
}

/** Tags on commits, oldest first. */
export async function readTags(git: Git, signal?: AbortSignal): Promise<readonly Tag[]> {
  const { stdout } = await git.run(
    [
      'for-each-ref',
      '--sort=creatordate',
      '--format=%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00%(creatordate:iso-strict)',
      'refs/tags',
    ],
    optional({}, signal),
  );
  return lines(stdout).flatMap(line => {
    const [ref = '', type, id = '', peeledType, peeledId = '', date = ''] = line.split('\0');
    if (type === 'commit') return [{ tag: shortName(ref), id, date }];
    return peeledType === 'commit' ? [{ tag: shortName(ref), id: peeledId, date }] : [];
  });
}

/** A tag that carries a version or a date; other tags are no releases. */
export function asRelease({ tag, id, date }: Tag): Release | undefined {
  const found = /^(.*?)(\d+(?:[._-]\d+)+|(?<=^r|^release[-/]|(?:^|[-/@])v)\d+)(.*)$/i.exec(tag);
  if (found === null) return undefined;
  const [, series = '', number = '', rest = ''] = found;
  if (!/^([\w.@/-]*[-/@_])?(v|r|ver|version|rel|release)?[-._/]?$/i.test(series)) return undefined;
  const preliminary =
    /^[-._]?(rc|alpha|beta|pre|preview|dev|snapshot|nightly|canary|next|a|b|m)[-._]?\d*/i.test(rest);
  if (!preliminary && !/^([-+._].*)?$/.test(rest)) return undefined;
  return { tag, id, date, version: number.split(/[._-]/).map(Number), series, preliminary };
}

/** By version, the higher one first. */
export function compareVersions(a: Release, b: Release): number {
  for (let index = 0; index < Math.max(a.version.length, b.version.length); index++) {
    const difference = (b.version[index] ?? 0) - (a.version[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(a.preliminary) - Number(b.preliminary) || Date.parse(b.date) - Date.parse(a.date);
}

const year = 365 * 24 * 60 * 60 * 1000;

/**
 * The releases by their tags, and what is merged into `into` (an id) but not in the last one. The last release is the
 * highest version in the series of the newest tag: a later fix of an older version does not count as the last one.
 */
export async function releases(
  git: Git,
  into: string,
  { limit = 100, signal }: { readonly limit?: number; readonly signal?: AbortSignal } = {},
): Promise<Releases> {
  const all = (await readTags(git, signal)).flatMap(tag => asRelease(tag) ?? []).reverse();
  const { last, previous } = lastReleases(all);
  const between = async (tip: string | undefined, without: string | undefined) => {
    if (tip === undefined || without === undefined) return { commits: [], count: 0 };
    const commits = await readCommits(git, ['--first-parent', tip, `^${without}`], signal);
    return { commits: await withMergeTitles(git, commits.slice(0, limit), signal), count: commits.length };
  };
  const [next, current] = await Promise.all([between(into, last?.id), between(last?.id, previous?.id)]);
  return {
    all,
    last,
    previous,
    unreleased: next.commits,
    unreleasedCount: next.count,
    inLast: current.commits,
    inLastCount: current.count,
  };
}

/** The last release and the one before it, among tags that are given newest first. */
export function lastReleases(all: readonly Release[]): {
  last: Release | undefined;
  previous: Release | undefined;
} {
  const final = all.filter(({ preliminary }) => !preliminary);
  const candidates = final.length > 0 ? final : all;
  const newest = candidates[0];
  if (newest === undefined) return { last: undefined, previous: undefined };
  const [last, previous] = candidates
    .filter(
      ({ series, date }) => series === newest.series && Date.parse(newest.date) - Date.parse(date) < 2 * year,
    )
    .sort(compareVersions);
  return { last, previous };
}
