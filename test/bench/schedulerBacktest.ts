import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import type { Random } from '../../src/core/quiz/item';
import type { ReviewEntry } from '../../src/core/quiz/log';

const day = 86_400_000;

interface Answer {
  /** Days since the last answer to the same item. */
  readonly gap: number;
  readonly right: boolean;
}

/** Published constants of the memory model below; times are seconds, scaled between sessions. */
const model = { decayScale: 0.217, decayBase: 0.177, threshold: -0.704, noise: 0.255, scale: 0.025 } as const;

/**
 * Simulated memories after P. Pavlik and J. Anderson ("Using a model to compute the optimal schedule of practice",
 * Journal of Experimental Psychology: Applied, 2008): every answer leaves a trace that fades, the faster the better
 * the item was known at the time. It is not FSRS's own model, or the comparison would be circular. Items and people
 * differ by an offset. Gaps are a day to forty, whatever the memory: people open the quiz when they have time.
 */
function history(random: Random): readonly Answer[] {
  const offset = 0.6 + random() * 1.6;
  const traces: { readonly at: number; readonly decay: number }[] = [];
  const activation = (now: number) =>
    Math.log(traces.reduce((sum, { at, decay }) => sum + ((now - at) * 86_400 * model.scale) ** -decay, 0));
  const answers: Answer[] = [];
  for (let now = 0; now < 180;) {
    const gap = answers.length === 0 ? 0 : Math.round(40 ** random());
    now += gap;
    const active = answers.length === 0 ? -Infinity : activation(now + 1e-3);
    const chance = 1 / (1 + Math.exp((model.threshold - active - offset) / model.noise));
    answers.push({ gap, right: random() < (answers.length === 0 ? 0.5 : chance) });
    const decay = model.decayBase + (active === -Infinity ? 0 : model.decayScale * Math.exp(active));
    traces.push({ at: now, decay });
  }
  return answers;
}

type Predict = (answers: readonly Answer[]) => readonly number[];

const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false });

/** FSRS-6 with the published weights: retrievability at the moment of each answer. */
const byFsrs: Predict = answers => {
  let card = createEmptyCard(new Date(0));
  let now = 0;
  return answers.map(({ gap, right }, index) => {
    now += gap * day;
    const chance = index === 0 ? 0.5 : scheduler.get_retrievability(card, new Date(now), false);
    card = scheduler.next(card, new Date(now), right ? Rating.Good : Rating.Again).card;
    return chance;
  });
};

/**
 * SM-2 (P. Wozniak, 1990) predicts no chance; as in published comparisons its interval counts as the time after which
 * recall has fallen to 90 %.
 */
const bySm2: Predict = answers => {
  let [interval, ease, successes] = [1, 2.5, 0];
  return answers.map(({ gap, right }, index) => {
    const chance = index === 0 ? 0.5 : 0.9 ** (gap / interval);
    if (right) {
      successes++;
      interval = successes === 1 ? 1 : successes === 2 ? 6 : Math.round(interval * ease);
      ease = Math.max(1.3, ease);
    } else {
      [successes, interval] = [0, 1];
      ease = Math.max(1.3, ease - 0.2);
    }
    return chance;
  });
};

/** What share of the answers so far was right, the newer counting more; blind to time. */
const byAverage: Predict = answers => {
  let average = 0.7;
  return answers.map(({ right }) => {
    const chance = average;
    average += 0.2 * (Number(right) - average);
    return chance;
  });
};

/** The histories of an exported log, one for each question that was answered more than once. */
export function historiesOf(entries: readonly ReviewEntry[]): readonly (readonly Answer[])[] {
  const byItem = new Map<string, ReviewEntry[]>();
  for (const entry of entries) byItem.set(entry.item, [...(byItem.get(entry.item) ?? []), entry]);
  return [...byItem.values()]
    .filter(({ length }) => length > 1)
    .map(answers =>
      answers.map(({ time, correct }, index) => ({
        gap: Math.max(0, Math.round((time - (answers[index - 1]?.time ?? time)) / day)),
        right: correct,
      })),
    );
}

/** Histories of so many simulated people, ten questions each. */
export const simulated = (random: Random, people: number): readonly (readonly Answer[])[] =>
  Array.from({ length: people * 10 }, () => history(random));

/** Log loss and RMSE in 20 bins of each predictor, on the answers after the first of every item. */
export function backtest(
  histories: readonly (readonly Answer[])[],
): Readonly<
  Record<string, { readonly 'log loss': string; readonly 'RMSE in bins': string; readonly answers: number }>
> {
  const score = (predict: Predict) => {
    const pairs = histories.flatMap(answers => {
      const chances = predict(answers);
      return answers.slice(1).map(({ right }, index) => [chances[index + 1] ?? 0.5, right] as const);
    });
    const clipped = pairs.map(
      ([chance, right]) => [Math.min(0.999, Math.max(0.001, chance)), right] as const,
    );
    const loss =
      clipped.reduce((sum, [chance, right]) => sum - Math.log(right ? chance : 1 - chance), 0) / pairs.length;
    return {
      'log loss': loss.toFixed(3),
      'RMSE in bins': binned(clipped).toFixed(3),
      answers: pairs.length,
    };
  };
  return { 'FSRS-6': score(byFsrs), 'SM-2': score(bySm2), 'moving average': score(byAverage) };
}

function binned(pairs: readonly (readonly [number, boolean])[]): number {
  const bins = new Map<number, { count: number; chance: number; right: number }>();
  for (const [chance, right] of pairs) {
    const key = Math.floor(chance * 20);
    const bin = bins.get(key) ?? { count: 0, chance: 0, right: 0 };
    bins.set(key, { count: bin.count + 1, chance: bin.chance + chance, right: bin.right + Number(right) });
  }
  const squares = [...bins.values()].map(
    ({ count, chance, right }) => count * (chance / count - right / count) ** 2,
  );
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / pairs.length);
}
