import type { ReviewEntry } from './log';
import { productTopic } from './product/topic';
import { firstAnswers } from './interval';

/**
 * How able a reader is, on one scale for all topics, from first answers alone (what the quiz has taught since does not
 * count). A three-parameter logistic model (A. Birnbaum, 1968) whose guessing and slipping are fixed, with a normal
 * prior; the estimate is the mean of the posterior over a grid (R. D. Bock and R. J. Mislevy, "Adaptive EAP Estimation",
 * 1982). The difficulty of a question is its author's guess, so the likelihood is averaged over how wrong that may be.
 */
export interface Ability {
  /** Logits; 0 answers a question of level 2 with even odds, without guessing. */
  readonly mean: number;
  readonly deviation: number;
  /** 90 % of the posterior lies between. */
  readonly range: readonly [low: number, high: number];
  /** The share of the variance between readers that the answers have settled: 0 to 1. */
  readonly reliability: number;
  readonly answered: number;
  readonly topics: number;
}

/** What a level says of a question's difficulty, in logits. */
export const difficultyOf = (level: number): number => (level - 2) * 1.2;

const priorDeviation = 1.5;
const slip = 0.04;
/** How wrong an author's level may be, in logits. */
const offsets: readonly number[] = [-0.9, -0.45, 0, 0.45, 0.9];
/** Some who do not know say so instead of guessing. */
const guessing = 0.22;

const grid: readonly number[] = Array.from({ length: 101 }, (_, index) => -5 + index / 10);
const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** How likely a reader of this ability answers a question of this level right, guessing included. */
export function chanceRight(ability: number, level: number): number {
  const knows =
    offsets.reduce((sum, offset) => sum + logistic(ability - difficultyOf(level) - offset), 0) /
    offsets.length;
  return guessing + (1 - guessing - slip) * knows;
}

/** How likely a reader of this ability knows the answer. */
export const chanceKnown = (ability: number, level: number): number =>
  logistic(ability - difficultyOf(level));

const table = new Map(
  [1, 2, 3].map(level => [
    level,
    grid.map(ability => {
      const right = chanceRight(ability, level);
      return { right: Math.log(right), wrong: Math.log(1 - right) };
    }),
  ]),
);

type Answer = Pick<ReviewEntry, 'level' | 'correct'>;

/** The ability that a log's first answers show; to know one's own product is something else, and does not count. */
export function abilityOf(entries: readonly ReviewEntry[]): Ability {
  const first = firstAnswers(entries).filter(({ topic }) => topic !== productTopic);
  return { ...estimate(first), topics: new Set(first.map(({ topic }) => topic)).size };
}

/** The posterior over the grid, of answers that are all first ones. */
export function estimate(answers: readonly Answer[]): Omit<Ability, 'topics'> {
  // answers of one level and outcome weigh the same: they are counted first
  const counts = [...table].map(([level, likelihood]) => {
    const own = answers.filter(answer => answer.level === level);
    const right = own.filter(({ correct }) => correct).length;
    return { likelihood, right, wrong: own.length - right };
  });
  const logs = grid.map((ability, index) =>
    counts.reduce(
      (sum, { likelihood, right, wrong }) => {
        const at = likelihood[index];
        return at ? sum + right * at.right + wrong * at.wrong : sum;
      },
      -(ability ** 2) / (2 * priorDeviation ** 2),
    ),
  );
  const highest = Math.max(...logs);
  const weights = logs.map(log => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map(weight => weight / total);
  const mean = sumOver(share, ability => ability);
  const variance = sumOver(share, ability => (ability - mean) ** 2);
  return {
    mean,
    deviation: Math.sqrt(variance),
    range: [quantile(share, 0.05), quantile(share, 0.95)],
    reliability: Math.max(0, 1 - variance / priorDeviation ** 2),
    answered: answers.length,
  };
}

const sumOver = (share: readonly number[], of: (ability: number) => number): number =>
  share.reduce((sum, weight, index) => sum + weight * of(grid[index] ?? 0), 0);

function quantile(share: readonly number[], wanted: number): number {
  let passed = 0;
  for (const [index, weight] of share.entries()) {
    const at = grid[index] ?? 0;
    if (passed + weight >= wanted) return at - 0.05 + ((wanted - passed) / weight) * 0.1;
    passed += weight;
  }
  return grid.at(-1) ?? 0;
}

/** No label for a reader as a whole before all three hold. */
export const labelNeeds = { answers: 30, topics: 8, reliability: 0.8 } as const;

export type Label = 'beginning' | 'working' | 'fluent';

/** One word for the whole, or `undefined` while too little is known for one. */
export function labelOf({ answered, topics, reliability, mean }: Ability): Label | undefined {
  if (answered < labelNeeds.answers || topics < labelNeeds.topics || reliability < labelNeeds.reliability)
    return undefined;
  if (mean < -0.6) return 'beginning';
  return mean < 0.9 ? 'working' : 'fluent';
}

/** The share of a library with as many questions of each level that a reader likely knows, in percent. */
export const shareKnown = ({ range }: Pick<Ability, 'range'>): readonly [low: number, high: number] => [
  share(range[0]),
  share(range[1]),
];

const share = (ability: number): number =>
  Math.round((100 * [1, 2, 3].reduce((sum, level) => sum + chanceKnown(ability, level), 0)) / 3);
