import type { Prose } from '../text/prose';
import type { BlockScan, Candidate } from './blocks';
import type { Surroundings } from './senses';
import { tokensOf } from './tokens';
import type { Vocabulary } from './vocabulary';

/** A block, where it stands in its document, and its neighbours. */
export interface PlacedBlock {
  readonly offset: number;
  readonly firstWord: number;
  readonly scan: BlockScan;
  readonly previous: PlacedBlock | undefined;
  next: PlacedBlock | undefined;
}

/** What a document says about any place in it: the words around, the headings above, and what it is about. */
export interface DocumentContext {
  around(candidate: Candidate, block: PlacedBlock): Surroundings;
}

/** A handful of terms says nothing about what a document is about. */
const enoughTerms = 10;
const adjacentWords = 3;
const nobody = () => undefined;
const noWords: ReadonlySet<number> = new Set();

export function contextOf(
  prose: Prose,
  placed: readonly PlacedBlock[],
  vocabulary: Vocabulary,
): DocumentContext {
  const counts = countsOf(placed, vocabulary.contextWords.length);
  const headingWords = headingIndex(prose, vocabulary);
  const shares = topicShares(placed);
  const topicShare = (topic: string) => shares.get(topic) ?? 0;
  const count = (word: number) => counts[word] ?? 0;
  const plain: Surroundings = { eachNearby: nobody, headings: noWords, count, topicShare };
  return {
    around: (candidate, block) =>
      candidate.forms.some(({ near, notNear }) => near ?? notNear)
        ? {
            eachNearby: visit => {
              eachNearby(candidate, block, visit);
            },
            get headings() {
              return headingWords(block.offset + candidate.first.start);
            },
            count,
            topicShare,
          }
        : plain,
  };
}

/** How often a document uses each context word. */
function countsOf(placed: readonly PlacedBlock[], contextWords: number): Uint32Array {
  const counts = new Uint32Array(contextWords);
  for (const { scan } of placed)
    for (const word of scan.mentions.words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Goes through the context words of three sentences, over the edges of a block, the match left out. */
function eachNearby(
  { first, last }: Candidate,
  block: PlacedBlock,
  visit: (word: number, sameSentence: boolean, adjacent: boolean) => void,
): void {
  const from = block.firstWord + first.index;
  const to = block.firstWord + last.index;
  const through = (of: PlacedBlock | undefined, sentence: number, same: boolean) => {
    if (!of) return;
    const { words, indices, begins } = of.scan.mentions;
    const end = begins[sentence + 1] ?? words.length;
    for (let mention = begins[sentence] ?? end; mention < end; mention++) {
      const index = of.firstWord + (indices[mention] ?? 0);
      if (index >= from && index <= to) continue;
      visit(words[mention] ?? 0, same, index >= from - adjacentWords && index <= to + adjacentWords);
    }
  };
  const { previous, next, scan } = block;
  const { sentence } = first;
  if (sentence > 0) through(block, sentence - 1, false);
  else through(previous, (previous?.scan.sentences ?? 0) - 1, false);
  through(block, sentence, true);
  if (sentence + 1 < scan.sentences) through(block, sentence + 1, false);
  else through(next, 0, false);
}

/** Which share of the terms that can mean only one thing belongs to each topic. */
function topicShares(placed: readonly PlacedBlock[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let all = 0;
  for (const { scan } of placed) {
    for (const { forms } of scan.candidates) {
      const only = forms.length === 1 ? forms[0] : undefined;
      if (!only || only.near) continue;
      all++;
      counts.set(only.term.topic, (counts.get(only.term.topic) ?? 0) + 1);
    }
  }
  return all < enoughTerms ? new Map() : new Map([...counts].map(([topic, number]) => [topic, number / all]));
}

interface HeadingStep {
  readonly offset: number;
  readonly level: number;
  readonly text: string;
  readonly above: HeadingStep | undefined;
  /** Its context words and those above it; worked out when they are asked for. */
  words: ReadonlySet<number> | undefined;
}

/** For an offset, the context words in the headings above it, down to the title. */
function headingIndex(
  { headings }: Prose,
  { words: known }: Vocabulary,
): (offset: number) => ReadonlySet<number> {
  const path: HeadingStep[] = [];
  const steps = headings.map(({ offset, level, text }) => {
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    const step: HeadingStep = { offset, level, text, above: path.at(-1), words: undefined };
    path.push(step);
    return step;
  });
  const wordsOf = (step: HeadingStep): ReadonlySet<number> =>
    (step.words ??= new Set([
      ...(step.above ? wordsOf(step.above) : noWords),
      ...tokensOf(step.text).flatMap(({ folded }) => known.get(folded)?.context ?? []),
    ]));
  return offset => {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const step = steps[low - 1];
    return step ? wordsOf(step) : noWords;
  };
}
