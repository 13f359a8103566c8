import type { Git } from '../repository/ports';
import { lines, optional } from './refs';
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

/** The commits with these ids, in this order. Nothing is walked, so this is quick. */
export async function commitsById(
  git: Git,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Commit[]> {
  if (ids.length === 0) return [];
  const args = ['log', '-z', '--no-decorate', format, '--no-walk=unsorted', '--stdin'];
  const { stdout } = await git.run(args, optional({ input: `${ids.join('\n')}\n` }, signal));
  return parseCommits(stdout);
}

/** How far two commits have grown apart: ids, newest first. */
export interface Apart {
  /** What `from` has and `into` does not. */
  readonly own: readonly string[];
  /** What `into` has and `from` does not. */
  readonly others: readonly string[];
}

/** What each of two commits has that the other does not, in one walk over the history. */
export async function readApart(git: Git, into: string, from: string, signal?: AbortSignal): Promise<Apart> {
  const { stdout } = await git.run(['rev-list', '--left-right', `${into}...${from}`], optional({}, signal));
  const all = lines(stdout);
  const ofSide = (mark: string) => all.filter(line => line.startsWith(mark)).map(line => line.slice(1));
  return { own: ofSide('>'), others: ofSide('<') };
}

/** A program rather than a person: their accounts say so, or are known. */
export const isBot = ({ author, authorEmail }: Pick<Commit, 'author' | 'authorEmail'>): boolean =>
  /\[bot\]/i.test(author + authorEmail) ||
  /^(dependabot|renovate|greenkeeper|github-actions|snyk-bot|pre-commit-ci|imgbot|allcontributors|weblate|crowdin|mergify|bors|semantic-release-bot|release-please|whitesource|mend|depfu|pyup-bot|scala-steward|k8s-ci-robot|homu|copybara)\b/i.test(
    author,
  );
