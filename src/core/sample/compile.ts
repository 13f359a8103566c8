import { checked, readYaml } from '../content/frontMatter';
import type { Problem, SourceFile } from '../content/types';
import { History, type HistoryCommit } from './schema';
import type { Person, Sample, SampleCommit, SampleStep, WrittenFile } from './types';

const historyFile = 'sample/history.yaml';
type Tree = ReadonlyMap<string, string>;

/** What one commit makes of the files, or what is wrong with it. */
function applied(
  commit: HistoryCommit,
  before: Tree,
  merged: Tree | undefined,
  fork: Tree | undefined,
  steps: ReadonlyMap<string, WrittenFile[]>,
) {
  const tree = new Map(before);
  const wrong: string[] = [];
  if (merged && fork) {
    for (const [path, text] of merged) {
      if (fork.get(path) === text) continue;
      if (before.get(path) !== fork.get(path))
        wrong.push(`merging "${commit.merges ?? ''}" would conflict in ${path}`);
      tree.set(path, text);
    }
  }
  if (commit.files !== undefined) {
    const files = steps.get(commit.files);
    if (!files) wrong.push(`there is no folder steps/${commit.files}`);
    for (const { path, text } of files ?? []) tree.set(path, text);
  }
  for (const { file, find, put } of commit.edit) {
    const parts = tree.get(file)?.split(find);
    if (parts?.length === 2) tree.set(file, parts.join(put));
    else wrong.push(`${file} has "${find}" ${parts ? parts.length - 1 : 0} times, not once`);
  }
  for (const path of commit.remove) {
    if (!tree.delete(path)) wrong.push(`there is no file ${path} to remove`);
  }
  return { tree, wrong };
}

/** The files of each folder below `sample/steps/`, by the folder's name. */
function stepFolders(sources: readonly SourceFile[]): Map<string, WrittenFile[]> {
  const folders = new Map<string, WrittenFile[]>();
  for (const { path, text } of sources) {
    const [, folder, file] = /^sample\/steps\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (folder === undefined || file === undefined) continue;
    folders.set(folder, [
      ...(folders.get(folder) ?? []),
      { path: file, text: text.replaceAll('\r\n', '\n') },
    ]);
  }
  return folders;
}

/** Plays the history of `content/sample/` and checks that every step is possible. */
export function compileSample(sources: readonly SourceFile[]): {
  sample?: Sample;
  problems: readonly Problem[];
} {
  const source = sources.find(({ path }) => path === historyFile);
  if (!source) return { problems: [] };
  const located = readYaml(historyFile, source.text);
  const { value: history, problems: shape } = checked(historyFile, located, History);
  const problems: Problem[] = [...located.problems, ...(located.problems.length > 0 ? [] : shape)];
  if (!history) return { problems };

  const folders = stepFolders(sources);
  const trees = new Map<string, Tree>();
  const forks = new Map<string, Tree>();
  const steps: SampleStep[] = [];
  const report = (index: number, message: string) =>
    problems.push({ file: historyFile, ...located.at(['steps', index]), message });
  const person = (key: string, index: number): Person => {
    const found = history.people[key];
    if (!found) report(index, `"${key}" is not one of the people`);
    return found ?? { name: key, email: key };
  };

  history.steps.forEach((step, index) => {
    if ('tag' in step) {
      if (!trees.has(step.on)) report(index, `there is no branch "${step.on}" yet`);
      const { tag, on, by, daysAgo } = step;
      return void steps.push({ kind: 'tag', name: tag, branch: on, author: person(by, index), daysAgo });
    }
    const parent = step.from ?? step.on;
    const before = trees.get(parent) ?? new Map<string, string>();
    if (!trees.has(parent) && steps.length > 0) report(index, `there is no branch "${parent}" yet`);
    if (step.from !== undefined) forks.set(step.on, before);
    const merged = step.merges === undefined ? undefined : trees.get(step.merges);
    if (step.merges !== undefined && !merged) report(index, `there is no branch "${step.merges}" yet`);
    const { tree, wrong } = applied(step, before, merged, forks.get(step.merges ?? ''), folders);
    for (const message of wrong) report(index, message);
    trees.set(step.on, tree);
    steps.push(commitOf(step, person(step.by, index), before, tree));
  });

  const files = [...(trees.get(history.defaultBranch) ?? [])].map(([path, text]) => ({ path, text }));
  const { name, fetchedDaysAgo, defaultBranch, localBranches } = history;
  const reader = history.people[history.reader];
  if (!reader)
    problems.push({
      file: historyFile,
      ...located.at(['reader']),
      message: `"${history.reader}" is not one of the people`,
    });
  if (problems.length > 0 || !reader) return { problems };
  return { sample: { name, reader, fetchedDaysAgo, defaultBranch, localBranches, steps, files }, problems };
}

function commitOf(step: HistoryCommit, author: Person, before: Tree, after: Tree): SampleCommit {
  const { commit: message, on: branch, daysAgo, local, from, merges } = step;
  return {
    kind: 'commit',
    branch,
    message,
    author,
    daysAgo,
    local,
    ...(from === undefined ? {} : { from }),
    ...(merges === undefined ? {} : { merges }),
    write: [...after]
      .filter(([path, text]) => before.get(path) !== text)
      .map(([path, text]) => ({ path, text })),
    remove: [...before.keys()].filter(path => !after.has(path)),
  };
}
