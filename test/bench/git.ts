// How long the questions about branches take in a real repository: `npx tsx test/bench/git.ts PATH [BRANCH]`.
// The repository is not changed. Figures: median and worst of five, in milliseconds, after one warm-up.
import { compareBranch } from '../../src/core/git/compare';
import { conflictDetails } from '../../src/core/git/conflictDetails';
import { defaultBranch } from '../../src/core/git/defaultBranch';
import { mergeHabit } from '../../src/core/git/habit';
import { predictMerge } from '../../src/core/git/predict';
import { releases } from '../../src/core/git/releases';
import { historyShapes } from '../../src/core/git/shapes';
import { shipped } from '../../src/core/git/shipped';
import { currentBranch, lastFetch, repositoryState } from '../../src/core/git/state';
import { unmergedBranches } from '../../src/core/git/branches';
import { nodeFiles } from '../../src/platform/nodeFiles';
import { nodeGit } from '../../src/platform/nodeGit';

const [path = '.', named] = process.argv.slice(2);
const git = nodeGit(path, 'git');

async function time<T>(label: string, work: () => Promise<T>): Promise<T> {
  const answer = await work();
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const figure = (value = 0) => value.toFixed(0).padStart(6);
  console.log(`${label.padEnd(28)} median ${figure(times[2])}   worst ${figure(times[4])}`);
  return answer;
}

async function main() {
  const into = await time('defaultBranch', () => defaultBranch(git));
  if (into === undefined) throw new Error(`${path} has no default branch`);
  console.log(`  ${into.shown} (${into.how})`);
  await time('currentBranch', () => currentBranch(git));
  await time('repositoryState', () => repositoryState(git));
  await time('lastFetch', () => lastFetch(git, into));
  // as if it were the day of the newest commit: a snapshot is older than today
  const newest = (
    await git.run(['for-each-ref', '--sort=-committerdate', '--count=1', '--format=%(committerdate:unix)'])
  ).stdout;
  const now = Number(newest) * 1000;
  const unmerged = await time('unmergedBranches', () => unmergedBranches(git, into, { now }));
  const { branches, stale, byContent, notCompared } = unmerged;
  console.log(
    `  ${branches.length} compared, ${stale} stale, ${byContent.length} by content, ${notCompared} not compared`,
  );
  for (const { name, ahead, behind, files, conflicts } of branches)
    console.log(`  ${name}: +${ahead} -${behind}, ${files} files, conflicts: ${conflicts}`);
  const all = await time('unmergedBranches, all ages', () =>
    unmergedBranches(git, into, { now, staleDays: 100_000 }),
  );
  console.log(
    `  ${all.branches.length} compared, ${all.byContent.length} by content, ${all.notCompared} not compared`,
  );
  const branch = named ?? all.branches[0]?.ref;
  if (branch === undefined) throw new Error('no branch to compare with; name one');
  const comparison = await time('compareBranch', () => compareBranch(git, branch, into.ref));
  console.log(`  ${branch}: ${comparison.ahead} commits, ${comparison.changes.files.length} files`);
  const prediction = await time('predictMerge', () => predictMerge(git, branch, into.ref));
  console.log(`  ${prediction.relation}, ${prediction.conflicts.length} conflicts, ${prediction.confidence}`);
  await time('conflictDetails', () => conflictDetails(git, prediction));
  await time('historyShapes', () => historyShapes(git, prediction));
  await time('mergeHabit', () => mergeHabit(git, into.id));
  const { last, unreleasedCount } = await time('releases', () => releases(git, into.id));
  console.log(`  last ${last?.tag ?? 'none'}, ${unreleasedCount} on the main line since`);
  const old = (await git.run(['rev-list', '-n1', '--first-parent', '--skip=500', into.id])).stdout.trim();
  const where = await time('shipped', () => shipped(git, old || into.id));
  console.log(
    `  on ${where.on.length} branches, ${where.tags.length} tags, first ${where.firstTag ?? 'none'}`,
  );
  await time('list files', () => nodeFiles(path, { git }).list());
}

void main();
