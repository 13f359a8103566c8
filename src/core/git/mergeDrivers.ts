import type { Git } from '../repository/ports';
import { optional } from './refs';

/**
 * Which of the files in conflict a program named by the configuration would merge. That program is not run (a failing
 * one stands in, hence the conflict), so nobody knows what it would make of them.
 */
export async function undecidedPaths(
  git: Git,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const configured = await git.run(
    ['config', '-z', '--name-only', '--get-regexp', '^merge\\..*\\.driver$'],
    optional({ accept: [0, 1] }, signal),
  );
  const drivers = new Set(
    configured.stdout.split('\0').flatMap(key => /^merge\.([^]*)\.driver$/i.exec(key)?.[1] ?? []),
  );
  if (drivers.size === 0) return [];
  const [fallback, attributes] = await Promise.all([
    git.run(['config', '--get', 'merge.default'], optional({ accept: [0, 1] }, signal)),
    git.run(
      ['check-attr', '-z', '--stdin', 'merge'],
      optional({ input: paths.map(path => `${path}\0`).join('') }, signal),
    ),
  ]);
  const fields = attributes.stdout.split('\0');
  return paths.filter((_path, index) => {
    const value = fields[index * 3 + 2] ?? '';
    return drivers.has(value === 'unspecified' ? fallback.stdout.trim() : value);
  });
}
