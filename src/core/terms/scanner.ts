import { hidden } from '../text/blanker';
import { proseOf, type MaskOptions, type Prose, type Syntax } from '../text/prose';
import { scanBlock, type BlockScan, type Candidate } from './blocks';
import { bestSense, scoreOf, type Sense, type Surroundings } from './senses';
import { contextWord, type Form, type Vocabulary } from './vocabulary';

/** A term that the document uses, in the sense it means. Offsets are UTF-16 units of the document. */
export interface TermHit {
  readonly start: number;
  readonly end: number;
  readonly id: string;
  /** The words around it that decided the sense. */
  readonly because: readonly string[];
  /** The first of its id in the document. */
  readonly first: boolean;
}

export interface ScanOptions extends MaskOptions {
  /** Ids that are not looked for (muted, or of a domain that is switched off). */
  readonly excluded?: ReadonlySet<string>;
}

/** A place where the vocabulary matches, with every sense it could have: what "Explain Selection" lists. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  readonly senses: readonly Sense[];
}

interface PlacedBlock {
  readonly offset: number;
  readonly firstSentence: number;
  readonly firstToken: number;
  readonly scan: BlockScan;
}

/** Finds terms in documents. It keeps what it knows of unchanged blocks, so scanning again after an edit is cheap. */
export interface Scanner {
  scan(text: string, syntax: Syntax, options?: ScanOptions): TermHit[];
  /** Every sense of the longest match that covers `offset`, best first, whether or not the text supports it. */
  sensesAt(text: string, syntax: Syntax, offset: number, options?: ScanOptions): Reading | undefined;
}

const keptBlocks = 20_000;

export function createScanner(vocabulary: Vocabulary): Scanner {
  let blocks = new Map<string, BlockScan>();

  const place = (prose: Prose): PlacedBlock[] => {
    const placed: PlacedBlock[] = [];
    const seen = new Map<string, BlockScan>();
    let firstSentence = 0;
    let firstToken = 0;
    for (const { offset, text } of blocksOf(prose.text)) {
      let scan = blocks.get(text) ?? seen.get(text);
      scan ??= scanBlock(text, vocabulary);
      seen.set(text, scan);
      placed.push({ offset, firstSentence, firstToken, scan });
      firstSentence += scan.sentences;
      firstToken += scan.tokens;
    }
    // what this document does not use any more is forgotten once there is too much of it
    blocks = blocks.size > keptBlocks ? seen : new Map([...blocks, ...seen]);
    return placed;
  };

  return {
    scan(text, syntax, options = {}) {
      const prose = proseOf(text, syntax, options);
      const placed = place(prose);
      const context = contextOf(prose, placed, vocabulary);
      const hits: TermHit[] = [];
      const seen = new Set<string>();
      for (const block of placed) {
        let from = 0;
        for (const candidate of block.scan.candidates) {
          if (candidate.start < from) continue;
          const sense = bestSense(sensesOf(candidate, block, context, options.excluded));
          if (!sense) continue;
          from = candidate.end;
          const { id } = sense.form.term;
          hits.push({
            start: block.offset + candidate.start,
            end: block.offset + candidate.end,
            id,
            because: sense.because,
            first: !seen.has(id),
          });
          seen.add(id);
        }
      }
      return hits;
    },
    sensesAt(text, syntax, offset, options = {}) {
      const prose = proseOf(text, syntax, options);
      const placed = place(prose);
      const context = contextOf(prose, placed, vocabulary);
      for (const block of placed) {
        const at = offset - block.offset;
        const candidate = block.scan.candidates.find(({ start, end }) => start <= at && at < end);
        if (!candidate) continue;
        const senses = [...sensesOf(candidate, block, context, options.excluded)].sort(
          (a, b) => b.score - a.score,
        );
        return { start: block.offset + candidate.start, end: block.offset + candidate.end, senses };
      }
      return undefined;
    },
  };
}

interface Place {
  readonly sentence: number;
  readonly token: number;
}

interface Context {
  /** Every place of a context word, in the order of the text. */
  readonly mentions: ReadonlyMap<string, readonly Place[]>;
  headingWords(offset: number): ReadonlySet<string>;
  topicShare(topic: string): number;
}

function sensesOf(
  candidate: Candidate,
  block: PlacedBlock,
  context: Context,
  excluded: ReadonlySet<string> | undefined,
): Sense[] {
  const sentence = block.firstSentence + candidate.sentence;
  const first = block.firstToken + candidate.firstToken;
  const last = block.firstToken + candidate.lastToken;
  const isOther = ({ token }: Place) => token < first || token > last;
  const surroundings: Surroundings = {
    distance(word) {
      const list = context.mentions.get(word) ?? [];
      let nearest: 0 | 1 | undefined;
      for (let index = firstAtOrAfter(list, sentence - 1); index < list.length; index++) {
        const mention = list[index];
        if (!mention || mention.sentence > sentence + 1) break;
        if (!isOther(mention)) continue;
        if (mention.sentence === sentence) return 0;
        nearest = 1;
      }
      return nearest;
    },
    adjacent(word) {
      const list = context.mentions.get(word) ?? [];
      for (let index = firstAtOrAfter(list, sentence - 1); index < list.length; index++) {
        const mention = list[index];
        if (!mention || mention.token > last + 3) break;
        if (mention.token >= first - 3 && isOther(mention)) return true;
      }
      return false;
    },
    inHeadings: word => context.headingWords(block.offset + candidate.start).has(word),
    count: word => context.mentions.get(word)?.length ?? 0,
    topicShare: topic => context.topicShare(topic),
  };
  return candidate.forms
    .filter(({ term }) => excluded?.has(term.id) !== true)
    .flatMap(
      form => scoreOf(form, contextWords(form, 'near'), contextWords(form, 'notNear'), surroundings) ?? [],
    );
}

/** The index of the first place in or after a sentence. */
function firstAtOrAfter(places: readonly Place[], sentence: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.sentence ?? Infinity) < sentence) low = middle + 1;
    else high = middle;
  }
  return low;
}

const known = new WeakMap<Form, { near: readonly string[]; notNear: readonly string[] }>();
function contextWords(form: Form, kind: 'near' | 'notNear'): readonly string[] {
  let words = known.get(form);
  if (!words) {
    const bases = (list: readonly string[] = []) => [...new Set(list.map(contextWord))];
    words = { near: bases(form.rule.near), notNear: bases(form.rule.notNear) };
    known.set(form, words);
  }
  return words[kind];
}

function contextOf(prose: Prose, placed: readonly PlacedBlock[], vocabulary: Vocabulary): Context {
  const mentions = new Map<string, { sentence: number; token: number }[]>();
  const topics = new Map<string, number>();
  let unambiguous = 0;
  for (const { scan, firstSentence, firstToken } of placed) {
    for (const { word, sentence, token } of scan.mentions) {
      const place = { sentence: firstSentence + sentence, token: firstToken + token };
      const list = mentions.get(word);
      if (list) list.push(place);
      else mentions.set(word, [place]);
    }
    for (const { forms } of scan.candidates) {
      const [only, ...others] = forms;
      if (!only || others.length > 0 || only.rule.near) continue;
      unambiguous++;
      topics.set(only.term.topic, (topics.get(only.term.topic) ?? 0) + 1);
    }
  }
  const headings = headingIndex(prose, vocabulary);
  return {
    mentions,
    headingWords: headings,
    // a handful of terms says nothing about what a document is about
    topicShare: topic => (unambiguous < 10 ? 0 : (topics.get(topic) ?? 0) / unambiguous),
  };
}

/** For an offset, the context words in the headings above it, down to the title. */
function headingIndex({ headings }: Prose, vocabulary: Vocabulary): (offset: number) => ReadonlySet<string> {
  const path: { level: number; words: readonly string[] }[] = [];
  const steps = headings.map(({ offset, level, text }) => {
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    path.push({
      level,
      words: text
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .flatMap(word => vocabulary.contextWords.get(word) ?? []),
    });
    return { offset, words: new Set(path.flatMap(({ words }) => words)) };
  });
  const none = new Set<string>();
  return offset => {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return steps[low - 1]?.words ?? none;
  };
}

/** Paragraphs, as far as blank lines tell. */
function* blocksOf(text: string): Generator<{ offset: number; text: string }> {
  const gap = new RegExp(`\\r?\\n(?:[ \\t${hidden}]*\\r?\\n)+`, 'g');
  let start = 0;
  for (let match = gap.exec(text); match; match = gap.exec(text)) {
    if (match.index > start) yield { offset: start, text: text.slice(start, match.index) };
    start = gap.lastIndex;
  }
  if (start < text.length) yield { offset: start, text: text.slice(start) };
}
