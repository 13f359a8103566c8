// `npm run bench:terms`: how fast terms are found, against tools that read prose and against the least one can do with
// a text. The documents are those of the folder TPM_LENS_SPECS, joined. Bundled by esbuild, as what ships is.
// Times are processor time, the best of several rounds; the scan and the bare loop take turns, so that their ratio holds
// on a busy machine too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AhoCorasick } from '@monyone/aho-corasick';
import { retext } from 'retext';
import retextPassive from 'retext-passive';
import retextRepeatedWords from 'retext-repeated-words';
import retextSimplify from 'retext-simplify';
import type * as vscode from 'vscode';
import writeGood from 'write-good';
import { openLibrary } from '../../src/core/content/library';
import type { LibraryIndex } from '../../src/core/content/types';
import { termHover } from '../../src/core/terms/hover';
import { inflectionsOf } from '../../src/core/terms/inflection';
import { createScanner } from '../../src/core/terms/scanner';
import { tokensOf } from '../../src/core/terms/tokens';
import { buildVocabulary } from '../../src/core/terms/vocabulary';
import { english } from '../../src/core/translate';
import { createDocumentTerms } from '../../src/features/terms/documents';

const content = join(process.cwd(), 'dist', 'content');
const read = (path: string): Promise<unknown> =>
  Promise.resolve(JSON.parse(readFileSync(join(content, path), 'utf8')));

function specs(): string {
  const folder = process.env['TPM_LENS_SPECS'];
  if (folder === undefined) throw new Error('TPM_LENS_SPECS must name a folder with Markdown documents.');
  const files = readdirSync(folder, { recursive: true }).map(String);
  return files
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n\n');
}

/** Milliseconds of processor time. */
function cost(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const best = (rounds: number, work: () => unknown): number =>
  Math.min(...Array.from({ length: rounds }, () => cost(work)));

/** As many characters of a text as wanted, cut at a line; what is said again is said in other words. */
function ofLength(text: string, length: number): string {
  const times = Math.ceil(length / text.length);
  const long = Array.from({ length: times }, (_, copy) => text.replaceAll(' the ', ` the${copy} `)).join('');
  return long.slice(0, Math.max(1, long.lastIndexOf('\n', length)));
}

/** The exponent with which cost grows with length: 1 is linear. */
function slopeOf(points: readonly (readonly [length: number, cost: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (of: 0 | 1) => logs.reduce((sum, log) => sum + log[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return (
    logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0) /
    logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0)
  );
}

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const line = (name: string, figure: string, goal = '') =>
  console.log(`| ${name.padEnd(62)} | ${figure.padStart(12)} | ${goal.padEnd(18)} |`);
const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

async function run(): Promise<void> {
  const text = specs();
  const index = (await read('index.json')) as LibraryIndex;
  const forms = index.terms.flatMap(({ term, aliases }) => [term, ...aliases]);
  const spellings = forms
    .map(form => tokensOf(form).reduce((count, { folded }) => count * inflectionsOf(folded).length, 1))
    .reduce((sum, count) => sum + count, 0);

  const before = heap();
  const vocabulary = buildVocabulary(index.terms);
  const memory = heap() - before;
  const build = best(10, () => buildVocabulary(index.terms));

  const automaton = new AhoCorasick([...new Set(forms.map(form => form.toLowerCase()))]);
  const folded = text.toLowerCase();
  const prose = retext().use(retextPassive).use(retextRepeatedWords).use(retextSimplify);
  const loop = () => {
    let letters = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) letters += match[0].length;
    return letters;
  };
  let [bare, scan] = [Infinity, Infinity];
  // the first rounds warm the compiler up, which takes its time on a busy machine
  for (let round = 0; round < 25; round++) {
    bare = Math.min(bare, cost(loop));
    scan = Math.min(
      scan,
      cost(() => createScanner(vocabulary).scan(text, 'markdown')),
    );
  }
  const corasick = best(10, () => automaton.matchInText(folded));
  const good = best(1, () => writeGood(text));
  const retexted = best(1, () => prose.processSync(text));

  console.log(`${text.length} characters of documents, ${index.terms.length} terms, ${forms.length} forms\n`);
  line('', 'measured', 'goal');
  line('-'.repeat(62), '-'.repeat(12), '-'.repeat(18));
  line('a bare loop over the words', milliseconds(bare));
  line('the scan: prose, terms and senses', milliseconds(scan));
  line('@monyone/aho-corasick: forms alone, no words, no senses', milliseconds(corasick));
  line('write-good', milliseconds(good));
  line('retext with passive, repeated-words and simplify', milliseconds(retexted));
  line('the scan, in bare loops', (scan / bare).toFixed(1), 'at most 5');
  line('write-good, in scans', (good / scan).toFixed(0), 'at least 40');
  line('retext, in scans', (retexted / scan).toFixed(0));
  line('@monyone/aho-corasick, in scans', (corasick / scan).toFixed(1));
  line(`building the index of ${spellings} spellings`, milliseconds(build), 'at most 50 ms');
  line('memory of the index', `${(memory / 1e6).toFixed(1)} MB`);

  const points = [10_000, 100_000, 1_000_000, 10_000_000].map(length => {
    const part = ofLength(text, length);
    return [
      length,
      best(length < 1e6 ? 20 : 3, () => createScanner(vocabulary).scan(part, 'markdown')),
    ] as const;
  });
  for (const [length, time] of points) line(`the scan of ${length / 1000} KB`, milliseconds(time));
  line('slope from 10 KB to 10 MB', slopeOf(points).toFixed(2), '1 is linear');
  await hovers(ofLength(text, 1_000_000), index);
}

/** Stands in for a place of VS Code: the offset is its character. */
const positionAt = (character: number): vscode.Position =>
  ({ line: 0, character }) as unknown as vscode.Position;

/** How long a hover takes in a document of 1 MB that was scanned before, and the scan after one key. */
async function hovers(text: string, index: LibraryIndex): Promise<void> {
  const library = openLibrary(index, read);
  const terms = createDocumentTerms(
    library,
    () => new Set(),
    () => false,
  );
  const document = {
    uri: { path: '/long.md', toString: () => 'file:///long.md' },
    languageId: 'markdown',
    version: 1,
    getText: () => text,
    offsetAt: ({ character }: vscode.Position) => character,
  } as unknown as vscode.TextDocument;
  const hits = terms.hits(document) ?? [];
  const times: number[] = [];
  for (let round = 0; round < 3; round++)
    for (let at = 0; at < hits.length; at += 7) {
      const start = performance.now();
      const found = terms.hitAt(document, positionAt(hits[at]?.start ?? 0));
      const entry = found && library.term(found.hit.id);
      if (!entry) throw new Error('A hit has no term.');
      const place = { uri: 'file:///long.md', line: 0, character: 0 };
      await termHover(library, { entry, because: found.hit.because, fact: undefined, place }, english);
      // the first round loads the bodies of the terms, as a reader's first hovers do
      if (round > 1) times.push(performance.now() - start);
    }
  times.sort((a, b) => a - b);
  line(
    'a hover in 1 MB, 99th percentile (by the clock)',
    milliseconds(times[Math.floor(times.length * 0.99)] ?? 0),
    'at most 1 ms',
  );
  const scanner = terms.scanner();
  let keys = 0;
  const edited = () => `${text.slice(0, 500_000)}${'x'.repeat(++keys)}${text.slice(500_000)}`;
  scanner.scan(text, 'markdown');
  line('scanning 1 MB again after a key', milliseconds(best(5, () => scanner.scan(edited(), 'markdown'))));
}

void run();
