import type { BankQuestion } from '../../src/core/content/library';
import { difficultyOf, estimate } from '../../src/core/quiz/ability';
import { nextOfCheck } from '../../src/core/quiz/adaptive';
import type { Random } from '../../src/core/quiz/item';

/** Mulberry32: the same people on every computer. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** 17 topics of 39 questions, a third of each level. */
export const simulatedBank: readonly BankQuestion[] = Array.from({ length: 17 * 39 }, (_, index) => ({
  id: `q${index}`,
  topic: `t${index % 17}`,
  level: (1 + (Math.floor(index / 17) % 3)) as 1 | 2 | 3,
  terms: [],
  kind: 'situation',
  stem: '',
  options: [],
  source: '',
}));

/** The standard normal, by Box and Muller. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export interface Answered {
  readonly item: string;
  readonly topic: string;
  readonly level: number;
  readonly correct: boolean;
}

/**
 * One person takes "Check my level". The true difficulty of each question lies up to a logit off its level; who does
 * not know guesses among three or four options, or says so; who knows slips now and then.
 */
export function checkOnce(ability: number, random: Random): readonly Answered[] {
  const truth = new Map(
    simulatedBank.map(({ id, level }) => [id, difficultyOf(level) + (random() * 2 - 1)] as const),
  );
  const asked: Answered[] = [];
  for (;;) {
    const next = nextOfCheck(simulatedBank, asked, new Set(), random);
    if (!next) return asked;
    const knows = random() < 1 / (1 + Math.exp(-(ability - (truth.get(next.id) ?? 0))));
    const guesses = random() < 0.75;
    const options = random() < 0.5 ? 3 : 4;
    const correct = knows ? random() >= 0.05 : guesses && random() < 1 / options;
    asked.push({ item: next.id, topic: next.topic, level: next.level, correct });
  }
}

/** How often the 90 % range held the truth, over people drawn from the prior. */
export function coverage(
  random: Random,
  people: number,
): {
  readonly covered: number;
  readonly people: number;
  readonly questions: number;
  readonly reliability: number;
} {
  let [covered, questions] = [0, 0];
  const pairs: (readonly [truth: number, estimated: number])[] = [];
  for (let person = 0; person < people; person++) {
    const ability = normal(random) * 1.5;
    const asked = checkOnce(ability, random);
    const { range, mean } = estimate(asked);
    if (range[0] <= ability && ability <= range[1]) covered++;
    questions += asked.length;
    pairs.push([ability, mean]);
  }
  return { covered, people, questions: questions / people, reliability: correlation(pairs) ** 2 };
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (of: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + of(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum(x => x * x) * sum((_, y) => y * y));
}
