/**
 * Which sense does the text mean? Every form with context words gets a score from what stands around it. The weights
 * are few and their order is the idea: the same sentence says most, the neighbouring sentences and the headings above
 * less, the rest of the document least. A sense needs {@link weights.threshold}; the best one wins by at least
 * {@link weights.margin}; otherwise the hover stays silent, because a wrong sense is worse than none.
 */
import type { Form } from './vocabulary';

/** Measured on the development documents; see test/bench/MEASUREMENTS.md. */
export const weights = {
  /** Each context word in the same sentence. */
  sentence: 2,
  /** Each further context word one sentence before or after. */
  neighbour: 1,
  /** A context word in the headings above. */
  heading: 1,
  /** Each context word that the document uses at least {@link frequent} times. */
  document: 0.5,
  /** The entry's topic has at least {@link topicShare} of the document's unambiguous terms. */
  topic: 1,
  /** A form without context words is meant, unless another sense has more to say for it. */
  plain: 2,
  threshold: 2,
  margin: 0.5,
} as const;
export const frequent = 4;
export const topicShare = 0.2;

/** What surrounds a match. */
export interface Surroundings {
  /** How near a context word is: 0 the same sentence, 1 a neighbouring one; `undefined` farther or absent. */
  distance(word: string): 0 | 1 | undefined;
  /** Whether a context word stands within three words of the match. */
  adjacent(word: string): boolean;
  inHeadings(word: string): boolean;
  /** How often the document uses a context word. */
  count(word: string): number;
  /** The share of the document's unambiguous terms that belong to a topic, 0 to 1. */
  topicShare(topic: string): number;
}

export interface Sense {
  readonly form: Form;
  readonly score: number;
  /** The context words that decided it, nearest first. */
  readonly because: readonly string[];
}

/** The score of one form, and the words it rests on; `undefined` where a `notNear` word forbids it. */
export function scoreOf(
  form: Form,
  near: readonly string[],
  notNear: readonly string[],
  around: Surroundings,
): Sense | undefined {
  if (notNear.some(word => around.adjacent(word))) return undefined;
  const topical = around.topicShare(form.term.topic) >= topicShare ? weights.topic : 0;
  if (near.length === 0) return { form, score: weights.plain + topical, because: [] };
  const because: string[] = [];
  let score = 0;
  let fromHeadings = 0;
  let fromDocument = 0;
  for (const word of near) {
    const distance = around.distance(word);
    if (distance === 0) {
      score += weights.sentence;
      because.unshift(word);
    } else if (distance === 1) {
      score += weights.neighbour;
      because.push(word);
    }
    if (around.inHeadings(word)) fromHeadings = weights.heading;
    if (around.count(word) >= frequent)
      fromDocument = Math.min(2 * weights.document, fromDocument + weights.document);
  }
  return { form, score: score + fromHeadings + fromDocument + topical, because };
}

/** The sense that the text supports; `undefined` where none does or two do alike. */
export function bestSense(senses: readonly Sense[]): Sense | undefined {
  const ordered = [...senses].sort((a, b) => b.score - a.score);
  const [best] = ordered;
  if (!best || best.score < weights.threshold) return undefined;
  const rival = ordered.find(({ form }) => form.term.id !== best.form.term.id);
  return rival && best.score - rival.score < weights.margin ? undefined : best;
}
