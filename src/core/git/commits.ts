import type { Git } from '../repository/ports';
import { optional } from './refs';
import type { Commit } from './types';

const format = '--format=%H%x00%P%x00%an%x00%ae%x00%cI%x00%s';
const fieldCount = 6;

/** The commits that `git log` with `selection` (ids and constant options) names, in its order. */
export async function readCommits(
  git: Git,
  selection: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Commit[]> {
  const { stdout } = await git.run(
    ['log', '-z', '--no-decorate', format, ...selection],
    optional({}, signal),
  );
  return parseCommits(stdout);
}

/** Records of six fields, each field and each record ended by NUL. */
export function parseCommits(text: string): readonly Commit[] {
  const fields = text.split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + fieldCount <= fields.length; at += fieldCount) {
    const [id = '', parents = '', author = '', authorEmail = '', date = '', subject = ''] = fields.slice(
      at,
      at + fieldCount,
    );
    if (id === '') break;
    commits.push({ id, parents: parents.split(' ').filter(Boolean), author, authorEmail, date, subject });
  }
  return commits;
}

/** Commits that only `a` and only `b` has, counted. */
export async function countApart(
  git: Git,
  a: string,
  b: string,
  signal?: AbortSignal,
): Promise<{ readonly onlyA: number; readonly onlyB: number }> {
  const { stdout } = await git.run(
    ['rev-list', '--left-right', '--count', `${a}...${b}`],
    optional({}, signal),
  );
  const [onlyA = 0, onlyB = 0] = stdout.trim().split('\t').map(Number);
  return { onlyA, onlyB };
}

/** A program rather than a person: their accounts say so, or are known. */
export const isBot = ({ author, authorEmail }: Pick<Commit, 'author' | 'authorEmail'>): boolean =>
  /\[bot\]/i.test(author + authorEmail) ||
  /^(dependabot|renovate|greenkeeper|github-actions|snyk-bot|pre-commit-ci|imgbot|allcontributors|weblate|crowdin|mergify|bors|semantic-release-bot|release-please|whitesource|mend|depfu|pyup-bot|scala-steward|k8s-ci-robot|homu|copybara)\b/i.test(
    author,
  );
