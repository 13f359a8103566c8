// How fast spec review is, beside write-good in the same run, and how long an edit in a 300 KB document takes.
//   TPM_LENS_SPECS folder with real specs
import { createRequire } from 'node:module';
import { createReviewer } from '../../src/core/review/review';
import { readGuidance, readTermWords } from '../reviewSources';
import { specFiles } from './reviewData';

const folder = process.env['TPM_LENS_SPECS'];
const guidance = readGuidance();
const explained = readTermWords();

/** Milliseconds of processor time: other work on the machine does not count. */
function cost(work: () => void): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

if (folder === undefined) console.log('skipped: speed (TPM_LENS_SPECS names no folder)');
else {
  const texts = specFiles(folder).map(({ text }) => text);
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const rate = (milliseconds: number, characters = size) =>
    `${(characters / milliseconds / 1000).toFixed(2)} MB/s`;
  const ours = () =>
    cost(() => {
      // a new reviewer knows nothing yet: every block is read
      const reviewer = createReviewer(guidance);
      for (const text of texts) reviewer.review(text, 'markdown', { explained });
    });
  let check: ((text: string) => unknown) | undefined;
  try {
    check = createRequire(import.meta.url)('write-good') as (text: string) => unknown;
  } catch {
    console.log('skipped: write-good is not installed');
  }
  // they take turns, so that their ratio holds on a busy machine too
  let best = Infinity;
  let theirs = Infinity;
  for (let round = 0; round < 3; round++) {
    for (let run = 0; run < 6; run++) best = Math.min(best, ours());
    const other = check;
    if (other)
      theirs = Math.min(
        theirs,
        cost(() => texts.forEach(text => other(text))),
      );
  }
  console.log(
    `full review of ${texts.length} specs, ${(size / 1e6).toFixed(2)} MB: ${best.toFixed(0)} ms, ${rate(best)}`,
  );
  if (check)
    console.log(
      `write-good on the same: ${theirs.toFixed(0)} ms, ${rate(theirs)}; ratio ${(theirs / best).toFixed(1)}`,
    );
  const long = texts.join('\n\n').slice(0, 300_000);
  const reviewer = createReviewer(guidance);
  reviewer.review(long, 'markdown', { explained });
  const times: number[] = [];
  for (let edit = 0; edit < 60; edit++) {
    const at = long.indexOf('. ', Math.floor((long.length * edit) / 60));
    const text = `${long.slice(0, at)} and it must be fast${long.slice(at)}`;
    times.push(cost(() => reviewer.review(text, 'markdown', { explained })));
  }
  times.sort((a, b) => a - b);
  console.log(
    `an edit in ${(long.length / 1000).toFixed(0)} KB, reviewed again: median ${(times[30] ?? 0).toFixed(1)} ms, 95 % ${(times[57] ?? 0).toFixed(1)} ms`,
  );
}
