import type { Git } from '../repository/ports';
import { lines, optional } from './refs';
import type { Commit } from './types';

/** What GitHub, GitLab, Bitbucket and Azure DevOps write as the subject of a merge: a branch's name, not what it does. */
const forgeMerge =
  /^(Merge pull request #(\d+) (from|in) |Merge branch '.+' into |Merged in .+ \(pull request #(\d+)\)|Merged PR (\d+): )/;

/**
 * Commits with the title of the pull request in place of "Merge pull request #12 from ...", where the forge wrote it
 * into the first line of the body.
 */
export async function withMergeTitles(
  git: Git,
  commits: readonly Commit[],
  signal?: AbortSignal,
): Promise<readonly Commit[]> {
  const merges = commits.filter(({ parents, subject }) => parents.length > 1 && forgeMerge.test(subject));
  if (merges.length === 0) return commits;
  const { stdout } = await git.run(
    ['log', '-z', '--no-walk=unsorted', '--no-decorate', '--format=%H%n%b', '--stdin'],
    optional({ input: `${merges.map(({ id }) => id).join('\n')}\n` }, signal),
  );
  const titles = new Map(
    stdout.split('\0').flatMap(record => {
      const [id, ...body] = lines(record);
      const title = body.map(line => line.trim()).find(line => line !== '');
      return id !== undefined && title !== undefined ? [[id, title] as const] : [];
    }),
  );
  return commits.map(commit => {
    const title = titles.get(commit.id);
    if (title === undefined || /^(See merge request|Co-authored-by:|Signed-off-by:)/i.test(title))
      return commit;
    const number = /#(\d+)/.exec(forgeMerge.exec(commit.subject)?.[0] ?? '')?.[1];
    return { ...commit, subject: number === undefined ? title : `${title} (#${number})` };
  });
}
