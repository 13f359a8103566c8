// How fast spec review is, beside write-good in the same run, and how long an edit in a 300 KB document takes.
//   TPM_LENS_SPECS folder with real specs
import { createRequire } from 'node:module';
import { createReviewer } from '../../src/core/review/review';
import { readGuidance, readTermWords } from '../reviewSources';
import { specFiles } from './reviewData';

const folder = process.env['TPM_LENS_SPECS'];
const guidance = readGuidance();
const explained = readTermWords();

/** The shortest of several runs: other work on the machine only ever makes a run longer. */
function shortest(runs: number, work: () => void): number {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

if (folder === undefined) console.log('skipped: speed (TPM_LENS_SPECS names no folder)');
else {
  const texts = specFiles(folder).map(({ text }) => text);
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const rate = (milliseconds: number, characters = size) =>
    `${(characters / milliseconds / 1000).toFixed(2)} MB/s`;
  const ours = shortest(12, () => {
    // a new reviewer knows nothing yet: every block is read
    const reviewer = createReviewer(guidance);
    for (const text of texts) reviewer.review(text, 'markdown', { explained });
  });
  console.log(
    `full review of ${texts.length} specs, ${(size / 1e6).toFixed(2)} MB: ${ours.toFixed(0)} ms, ${rate(ours)}`,
  );
  let writeGood: ((text: string) => unknown) | undefined;
  try {
    writeGood = createRequire(import.meta.url)('write-good') as (text: string) => unknown;
  } catch {
    console.log('skipped: write-good is not installed');
  }
  if (writeGood) {
    const check = writeGood;
    const theirs = shortest(3, () => texts.forEach(text => check(text)));
    console.log(
      `write-good on the same: ${theirs.toFixed(0)} ms, ${rate(theirs)}; ratio ${(theirs / ours).toFixed(1)}`,
    );
  }
  const long = texts.join('\n\n').slice(0, 300_000);
  const reviewer = createReviewer(guidance);
  reviewer.review(long, 'markdown', { explained });
  const times: number[] = [];
  for (let edit = 0; edit < 60; edit++) {
    const at = long.indexOf('. ', Math.floor((long.length * edit) / 60));
    const text = `${long.slice(0, at)} and it must be fast${long.slice(at)}`;
    const began = performance.now();
    reviewer.review(text, 'markdown', { explained });
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  console.log(
    `an edit in ${(long.length / 1000).toFixed(0)} KB, reviewed again: median ${(times[30] ?? 0).toFixed(1)} ms, 95 % ${(times[57] ?? 0).toFixed(1)} ms`,
  );
}
