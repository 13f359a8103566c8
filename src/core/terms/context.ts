import type { Prose } from '../text/prose';
import type { BlockScan, Candidate } from './blocks';
import type { Nearby, Surroundings } from './senses';
import { tokensOf } from './tokens';
import type { Vocabulary } from './vocabulary';

/** A block and where it stands in its document. */
export interface PlacedBlock {
  readonly offset: number;
  readonly firstSentence: number;
  readonly firstWord: number;
  readonly scan: BlockScan;
}

/** What a document says about any place in it: the words around, the headings above, and what it is about. */
export interface DocumentContext {
  around(candidate: Candidate, block: PlacedBlock): Surroundings;
}

/** A handful of terms says nothing about what a document is about. */
const enoughTerms = 10;
const adjacentWords = 3;
const nobody: readonly Nearby[] = [];
const noWords: ReadonlySet<number> = new Set();

export function contextOf(
  prose: Prose,
  placed: readonly PlacedBlock[],
  vocabulary: Vocabulary,
): DocumentContext {
  const mentions = new Mentions(placed, vocabulary.contextWords.length);
  const headingWords = headingIndex(prose, vocabulary);
  const shares = topicShares(placed);
  const topicShare = (topic: string) => shares.get(topic) ?? 0;
  const count = (word: number) => mentions.counts[word] ?? 0;
  const plain: Surroundings = { nearby: nobody, headings: noWords, count, topicShare };
  return {
    around: (candidate, block) =>
      candidate.forms.some(({ near, notNear }) => near ?? notNear)
        ? {
            nearby: mentions.near(candidate, block),
            headings: headingWords(block.offset + candidate.first.start),
            count,
            topicShare,
          }
        : plain,
  };
}

/** Every context word of a document in the order of the text, as columns: there are many, and they are read in runs. */
class Mentions {
  readonly counts: Uint32Array;
  private readonly words: number[] = [];
  private readonly sentences: number[] = [];
  private readonly indices: number[] = [];
  /** For each sentence, where its mentions begin. */
  private readonly begins: number[] = [];

  constructor(placed: readonly PlacedBlock[], contextWords: number) {
    this.counts = new Uint32Array(contextWords);
    for (const { scan, firstSentence, firstWord } of placed) {
      for (const { known, sentence, index } of scan.mentions) {
        while (this.begins.length <= firstSentence + sentence) this.begins.push(this.words.length);
        for (const word of known.context) {
          this.words.push(word);
          this.sentences.push(firstSentence + sentence);
          this.indices.push(firstWord + index);
          this.counts[word] = (this.counts[word] ?? 0) + 1;
        }
      }
    }
  }

  /** The context words in the sentence of a match and in the two beside it, the match left out. */
  near({ first, last }: Candidate, { firstSentence, firstWord }: PlacedBlock): Nearby[] {
    const here = firstSentence + first.sentence;
    const from = firstWord + first.index;
    const to = firstWord + last.index;
    const nearby: Nearby[] = [];
    const end = this.begins[here + 2] ?? this.words.length;
    for (let at = this.begins[Math.max(0, here - 1)] ?? end; at < end; at++) {
      const index = this.indices[at] ?? 0;
      if (index >= from && index <= to) continue;
      nearby.push({
        word: this.words[at] ?? 0,
        sameSentence: this.sentences[at] === here,
        adjacent: index >= from - adjacentWords && index <= to + adjacentWords,
      });
    }
    return nearby;
  }
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

/** For an offset, the context words in the headings above it, down to the title. */
function headingIndex({ headings }: Prose, { words }: Vocabulary): (offset: number) => ReadonlySet<number> {
  const path: { level: number; words: readonly number[] }[] = [];
  const steps = headings.map(({ offset, level, text }) => {
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    path.push({ level, words: tokensOf(text).flatMap(({ folded }) => words.get(folded)?.context ?? []) });
    return { offset, words: new Set(path.flatMap(step => step.words)) };
  });
  return offset => {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.offset ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return steps[low - 1]?.words ?? noWords;
  };
}
