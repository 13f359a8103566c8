import type { BankQuestion } from '../content/library';
import type { Option } from '../content/schema';

/** A question as one session shows it. */
export interface QuizItem {
  readonly id: string;
  readonly topic: string;
  readonly level: 1 | 2 | 3;
  readonly terms: readonly string[];
  readonly stem: string;
  /** In the order they are shown; `index` is the position in the content file. */
  readonly options: readonly (Option & { readonly index: number })[];
  readonly version: string;
}

/** A random number in [0, 1). */
export type Random = () => number;

/** Fisher and Yates' shuffle. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const held = result[index];
    const taken = result[other];
    if (held === undefined || taken === undefined) continue;
    result[index] = taken;
    result[other] = held;
  }
  return result;
}

/** Shows a question of the bank: options shuffled, text fingerprinted. */
export function showQuestion(question: BankQuestion, random: Random): QuizItem {
  const options = question.options.map((option, index) => ({ ...option, index }));
  return {
    id: question.id,
    topic: question.topic,
    level: question.level,
    terms: question.terms,
    stem: question.stem,
    options: shuffled(options, random),
    version: fingerprint([question.stem, ...question.options.map(({ text }) => text)].join('\n')),
  };
}

/** 32-bit FNV-1a of a text, as hexadecimal: enough to notice that a question was edited. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
