import type { Person, Sample, SampleCommit } from './types';

/** Which repository is made: the reader's folder, or the `origin` that it was cloned from. */
export type Side = 'folder' | 'origin';

/** Ends a text in the stream; a line of its own that no file of the sample has. */
const end = 'END OF TEXT, NOT PART OF ANY FILE';
const data = (text: string): string => `data <<${end}\n${text.endsWith('\n') ? text : `${text}\n`}${end}\n`;

/**
 * The history as a stream for `git fast-import`, which makes all of it in one process. Both sides get the same commits
 * with the same ids; only the names of the branches differ. `now` is in milliseconds.
 */
export function toFastImport(sample: Sample, side: Side, now: number): string {
  const by = ({ name, email }: Person, daysAgo: number) =>
    `${name} <${email}> ${Math.round(now / 1000 - daysAgo * 86_400)} +0000`;
  const shared = side === 'folder' ? 'refs/remotes/origin' : 'refs/heads';
  /** The newest commit of each branch, as a mark. */
  const tips = new Map<string, number>();
  const out: string[] = [];
  let mark = 0;

  const commit = (step: SampleCommit) => {
    const parent = tips.get(step.from ?? step.branch);
    const merged = step.merges === undefined ? undefined : tips.get(step.merges);
    mark += 1;
    tips.set(step.branch, mark);
    const who = by(step.author, step.daysAgo);
    out.push(`commit ${step.local ? 'refs/heads' : shared}/${step.branch}\nmark :${mark}\n`);
    out.push(`author ${who}\ncommitter ${who}\n${data(step.message)}`);
    if (parent !== undefined) out.push(`from :${parent}\n`);
    if (merged !== undefined) out.push(`merge :${merged}\n`);
    for (const path of step.remove) out.push(`D ${path}\n`);
    for (const { path, text } of step.write) out.push(`M 100644 inline ${path}\n${data(text)}`);
    out.push('\n');
  };

  for (const step of sample.steps) {
    if (step.kind === 'commit') {
      if (side === 'folder' || !step.local) commit(step);
    } else {
      const { name, branch, author, daysAgo } = step;
      out.push(`tag ${name}\nfrom :${tips.get(branch) ?? 0}\ntagger ${by(author, daysAgo)}\n${data(name)}\n`);
    }
  }
  if (side === 'folder') {
    for (const branch of sample.localBranches)
      out.push(`reset refs/heads/${branch}\nfrom :${tips.get(branch) ?? 0}\n\n`);
  }
  return out.join('');
}

/** What `.git/config` says beyond the defaults: where `origin` is, what the branches follow, who the reader is. */
export function sampleConfig(sample: Sample, originPath: string): string {
  const tracking = sample.localBranches.map(
    name => `[branch "${name}"]\n\tremote = origin\n\tmerge = refs/heads/${name}\n`,
  );
  return [
    `[user]\n\tname = ${sample.reader.name}\n\temail = ${sample.reader.email}\n`,
    `[remote "origin"]\n\turl = ${originPath}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`,
    ...tracking,
  ].join('');
}
