// Measures spec review on labelled requirements and on real specs, which lie outside the project:
//   TPM_LENS_DATA  folder with weak-words-dev.jsonl and requirement-smells-dev.jsonl
//   TPM_LENS_SPECS folder with real specs
// `--errors` lists what was judged wrongly, `--findings` every finding on the specs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { hash } from '../../src/core/review/key';
import { createReviewer, type Reviewer } from '../../src/core/review/review';
import type { Finding } from '../../src/core/review/types';
import { readGuidance, readTermWords } from '../reviewSources';

const flags = new Set(process.argv.slice(2));
const lines = <Row>(file: string): Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Row);

interface Counts {
  hit: number;
  wrong: number;
  missed: number;
}
const figures = ({ hit, wrong, missed }: Counts): string => {
  const precision = hit / (hit + wrong || 1);
  const recall = hit / (hit + missed || 1);
  const f1 = (2 * hit) / (2 * hit + wrong + missed || 1);
  return `precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}  (${hit} hit, ${wrong} wrong, ${missed} missed)`;
};

interface Weak {
  readonly id: string;
  readonly text: string;
  readonly label: 'defect' | 'ok';
  readonly weak_word: string;
}

/** Does a finding speak about the candidate word, in any of its forms? */
const about = (finding: Finding, word: string): boolean =>
  finding.text
    .toLowerCase()
    .split(/[^a-z]+/)
    .some(part => part.startsWith(word.slice(0, 5)) || part === word) ||
  (word === 'bad' && /\bwors/i.test(finding.text));

/**
 * What the rules say by themselves, and the same by cross-validation over requirement texts: in each of ten folds a
 * word is only asked about when the rules were right about it often enough on the other nine.
 */
function weakWords(reviewer: Reviewer, file: string): void {
  const rows = lines<Weak>(file);
  const speaking = rows.map(
    ({ text, weak_word }) =>
      new Set(
        reviewer
          .requirement(text)
          .filter(finding => about(finding, weak_word))
          .map(({ rule }) => rule),
      ),
  );
  const flagged = speaking.map(({ size }) => size > 0);
  const total: Counts = { hit: 0, wrong: 0, missed: 0 };
  const add = (counts: Counts, index: number, said: boolean) => {
    const defect = rows[index]?.label === 'defect';
    if (said && defect) counts.hit++;
    else if (said) counts.wrong++;
    else if (defect) counts.missed++;
  };
  const byWord = new Map<string, Counts>();
  const byRule = new Map<string, Counts>();
  rows.forEach((row, index) => {
    add(total, index, flagged[index] === true);
    const counts = byWord.get(row.weak_word) ?? { hit: 0, wrong: 0, missed: 0 };
    byWord.set(row.weak_word, counts);
    add(counts, index, flagged[index] === true);
    for (const rule of speaking[index] ?? []) {
      const own = byRule.get(rule) ?? { hit: 0, wrong: 0, missed: 0 };
      byRule.set(rule, own);
      add(own, index, true);
    }
    if (flags.has('--errors') && (flagged[index] === true) !== (row.label === 'defect'))
      console.log(flagged[index] ? 'WRONG ' : 'MISSED', row.weak_word, '|', row.text.slice(0, 220));
  });
  console.log(`\nweak words, ${rows.length} requirements, the rules as they are:\n  ${figures(total)}`);
  const folds = 10;
  const foldOf = (text: string) => parseInt(hash(text), 16) % folds;
  const crossed: Counts = { hit: 0, wrong: 0, missed: 0 };
  for (let fold = 0; fold < folds; fold++) {
    const training = new Map<string, Counts>();
    rows.forEach((row, index) => {
      if (foldOf(row.text) === fold) return;
      const counts = training.get(row.weak_word) ?? { hit: 0, wrong: 0, missed: 0 };
      training.set(row.weak_word, counts);
      add(counts, index, flagged[index] === true);
    });
    rows.forEach((row, index) => {
      if (foldOf(row.text) !== fold) return;
      const known = training.get(row.weak_word);
      const trusted = !known || known.hit + known.wrong < 5 || known.hit / (known.hit + known.wrong) >= 0.5;
      add(crossed, index, flagged[index] === true && trusted);
    });
  }
  console.log(`  cross-validated over texts: ${figures(crossed)}`);
  for (const [word, counts] of [...byWord].sort((a, b) => b[1].hit + b[1].missed - a[1].hit - a[1].missed))
    console.log(`    ${word.padEnd(12)} ${figures(counts)}`);
  for (const [rule, { hit, wrong }] of byRule)
    console.log(`    ${rule.padEnd(20)} ${hit} of ${hit + wrong} about defects`);
}

interface Smelly {
  readonly id: number;
  readonly text: string;
  readonly gold: Readonly<Record<string, readonly string[]>>;
}
const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];

function smells(reviewer: Reviewer, file: string): void {
  const rows = lines<Smelly>(file);
  const total: Counts = { hit: 0, wrong: 0, missed: 0 };
  const byRule = new Map<string, Counts>();
  for (const { text, gold } of rows) {
    const wanted = new Set(Object.values(gold).flat().flatMap(wordsIn));
    const said = new Map<string, string>();
    for (const finding of reviewer.requirement(text))
      for (const word of wordsIn(finding.text)) said.set(word, finding.rule);
    for (const [word, rule] of said) {
      const counts = byRule.get(rule) ?? { hit: 0, wrong: 0, missed: 0 };
      byRule.set(rule, counts);
      const kind = wanted.has(word) ? 'hit' : 'wrong';
      total[kind]++;
      counts[kind]++;
      if (flags.has('--errors') && kind === 'wrong')
        console.log('SMELL?', rule, word, '|', text.slice(0, 150));
    }
    for (const word of wanted) if (!said.has(word)) total.missed++;
  }
  console.log(`\nrequirement smells, ${rows.length} requirements, words: ${figures(total)}`);
  for (const [rule, counts] of byRule)
    console.log(`    ${rule.padEnd(20)} ${counts.hit} hit, ${counts.wrong} wrong`);
}

/** The path inside its repository: the folder of specs flattens it. */
export const pathOf = (name: string): string => name.replace('+', '/').replaceAll('__', '/');

/** The real specs, by name. */
export function specFiles(folder: string): { readonly name: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(file => ({ name: relative(folder, file).split('\\').join('/'), text: readFileSync(file, 'utf8') }));
}

function specs(reviewer: Reviewer, folder: string): void {
  const rates: number[] = [];
  const byRule = new Map<string, number>();
  const kinds = new Map<string, number>();
  let all = 0;
  let reviewed = 0;
  const files = specFiles(folder);
  const explained = readTermWords();
  for (const { name, text } of files) {
    const review = reviewer.review(text, 'markdown', { path: pathOf(name), explained });
    rates.push((review.findings.length * 1000) / Math.max(1, review.words));
    kinds.set(review.kind.id, (kinds.get(review.kind.id) ?? 0) + 1);
    all += review.findings.length;
    if (review.looksLikeSpec) reviewed++;
    for (const finding of review.findings) {
      byRule.set(finding.rule, (byRule.get(finding.rule) ?? 0) + 1);
      if (flags.has('--findings'))
        console.log(
          `${finding.rule} | ${finding.text.replace(/\s+/g, ' ')} | ${text.slice(finding.sentence.start, finding.sentence.end).replace(/\s+/g, ' ').slice(0, 300)} | ${name.slice(-40)}`,
        );
    }
    if (flags.has('--kinds'))
      console.log(
        review.kind.id,
        review.looksLikeSpec,
        name,
        '| missing',
        review.missing
          .filter(({ required }) => required)
          .map(({ id }) => id)
          .join(),
      );
  }
  rates.sort((a, b) => a - b);
  const at = (share: number) => (rates[Math.floor(share * (rates.length - 1))] ?? 0).toFixed(2);
  console.log(
    `\n${files.length} specs, ${all} findings, ${reviewed} look like specs; per 1,000 words: median ${at(0.5)}, 90 % ${at(0.9)}, most ${at(1)}`,
  );
  console.log('  ', [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', '));
  console.log(
    '  ',
    [...byRule]
      .sort((a, b) => b[1] - a[1])
      .map(([rule, count]) => `${rule} ${count}`)
      .join(', '),
  );
}

interface Labelled {
  readonly file: string;
  readonly hash: string;
  readonly rule: string;
  readonly verdict: 'yes' | 'no';
}

const isSection = (rule: string): boolean => rule.startsWith('missing-') && rule !== 'missing-failure';

/** The labelled findings: how many deserve attention, and how many of those on the specs at hand are still reported. */
function labelled(reviewer: Reviewer, folder: string): void {
  const explained = readTermWords();
  for (const name of ['reviewSample', 'reviewUnseen', 'reviewRules', 'reviewRareRules']) {
    const file = join(import.meta.dirname, '..', 'fixtures', `${name}.json`);
    const labels = JSON.parse(readFileSync(file, 'utf8')) as readonly Labelled[];
    const [missing, inText] = [true, false].map(outline => {
      const own = labels.filter(({ rule }) => isSection(rule) === outline);
      const yes = own.filter(({ verdict }) => verdict === 'yes').length;
      return { yes, of: own.length };
    });
    const yes = (missing?.yes ?? 0) + (inText?.yes ?? 0);
    let still = 0;
    let here = 0;
    for (const { name: own, text } of specFiles(folder)) {
      const about = labels.filter(label => label.file === own);
      if (about.length === 0) continue;
      const review = reviewer.review(text, 'markdown', { path: pathOf(own), explained });
      here += about.length;
      still += about.filter(({ rule, hash: sentence }) =>
        isSection(rule)
          ? review.missing.some(({ id }) => `missing-${id}` === rule)
          : review.findings.some(
              finding =>
                finding.rule === rule &&
                hash(text.slice(finding.sentence.start, finding.sentence.end)) === sentence,
            ),
      ).length;
    }
    console.log(
      `${name}: ${yes} of ${labels.length} deserve attention (in the text ${inText?.yes ?? 0} of ${inText?.of ?? 0}, missing sections ${missing?.yes ?? 0} of ${missing?.of ?? 0}); ${still} of the ${here} on these specs are reported today`,
    );
  }
}

if (process.argv[1]?.includes('reviewData') === true) {
  const reviewer = createReviewer(readGuidance());
  const data = process.env['TPM_LENS_DATA'];
  const specFolder = process.env['TPM_LENS_SPECS'];
  const weak = data === undefined ? '' : join(data, 'weak-words-dev.jsonl');
  const smelly = data === undefined ? '' : join(data, 'requirement-smells-dev.jsonl');
  if (existsSync(weak)) weakWords(reviewer, weak);
  else console.log('skipped: weak words (TPM_LENS_DATA names no folder with weak-words-dev.jsonl)');
  if (existsSync(smelly)) smells(reviewer, smelly);
  else
    console.log(
      'skipped: requirement smells (TPM_LENS_DATA names no folder with requirement-smells-dev.jsonl)',
    );
  if (specFolder !== undefined && existsSync(specFolder)) {
    specs(reviewer, specFolder);
    labelled(reviewer, specFolder);
  } else console.log('skipped: real specs (TPM_LENS_SPECS names no folder)');
}
