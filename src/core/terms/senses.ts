/**
 * Which sense does the text mean? Every form with context words gets a score from what stands around it. The weights
 * are few and their order is the idea: the same sentence says most, the neighbouring sentences and the headings above
 * less, the rest of the document least. A sense needs {@link weights.threshold}; the best one wins by at least
 * {@link weights.margin}; otherwise the hover stays silent, because a wrong sense is worse than none.
 */
import { isTeamTerm } from '../team/types';
import type { Form } from './vocabulary';

/** Measured on the development documents; see test/bench/MEASUREMENTS.md. */
export const weights = {
  /** Each context word in the same sentence. */
  sentence: 2,
  /** Each further context word one sentence before or after. */
  neighbour: 1,
  /** A context word in the headings above. */
  heading: 1,
  /** Each context word that the document uses at least {@link frequent} times, two at most. */
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

/** What surrounds a match. Words are context words of the vocabulary, by their numbers. */
export interface Surroundings {
  /**
   * Goes through the context words in the sentence of the match and in the two beside it, the match left out.
   * `adjacent`: within three words of the match.
   */
  eachNearby(visit: (word: number, sameSentence: boolean, adjacent: boolean) => void): void;
  readonly headings: ReadonlySet<number>;
  /** How often the document uses a context word. */
  count(word: number): number;
  /** The share of the document's unambiguous terms that belong to a topic, 0 to 1. */
  topicShare(topic: string): number;
}

export interface Sense {
  readonly form: Form;
  readonly score: number;
  /** The context words that decided it, nearest first. */
  readonly because: readonly number[];
}

const nothing: readonly number[] = [];

/** The score of one form, and the words it rests on; `undefined` where a `notNear` word forbids it. */
export function scoreOf(form: Form, around: Surroundings): Sense | undefined {
  const { near, notNear } = form;
  const topical = around.topicShare(form.term.topic) >= topicShare ? weights.topic : 0;
  if (!near && !notNear) return { form, score: weights.plain + topical, because: nothing };
  const forbidden: number[] = [];
  const here: number[] = [];
  const beside: number[] = [];
  around.eachNearby((word, sameSentence, adjacent) => {
    if (adjacent && notNear?.includes(word) === true) forbidden.push(word);
    if (near?.includes(word) !== true) return;
    const list = sameSentence ? here : beside;
    if (!list.includes(word)) list.push(word);
  });
  if (forbidden.length > 0) return undefined;
  if (!near) return { form, score: weights.plain + topical, because: nothing };
  const further = beside.filter(word => !here.includes(word));
  let score = topical + here.length * weights.sentence + further.length * weights.neighbour;
  if (near.some(word => around.headings.has(word))) score += weights.heading;
  let ofDocument = 0;
  for (const word of near) if (around.count(word) >= frequent && ++ofDocument === 2) break;
  return { form, score: score + ofDocument * weights.document, because: [...here, ...further] };
}

/** The sense that the text supports; `undefined` where none does or two do alike. What the team says comes first. */
export function bestSense(all: readonly Sense[]): Sense | undefined {
  const team = all.filter(({ form, score }) => isTeamTerm(form.term) && score >= weights.threshold);
  const senses = team.length > 0 ? team : all;
  let best: Sense | undefined;
  for (const sense of senses) if (!best || sense.score > best.score) best = sense;
  if (!best || best.score < weights.threshold) return undefined;
  const { score, form } = best;
  return senses.some(rival => rival.form.term.id !== form.term.id && score - rival.score < weights.margin)
    ? undefined
    : best;
}
