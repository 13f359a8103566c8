import type { BankQuestion } from '../content/library';
import type { Option } from '../content/schema';
import { plainText } from '../content/plainText';
import type { Evidence } from '../repository/types';

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
  /** Of a question about the reader's own product: where the answer stands. Its texts are plain, not Markdown. */
  readonly evidence?: readonly Evidence[];
}

/** A question of the bank, or one made from facts of a repository. */
export type Askable = Omit<BankQuestion, 'source'> & { readonly evidence?: readonly Evidence[] };

/** A text of an item as it is shown: the bank writes Markdown, a repository's words stay as they are. */
export const shownText = ({ evidence }: Pick<QuizItem, 'evidence'>, text: string): string =>
  evidence ? text : plainText(text);

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

/** Shows a question: options shuffled, text fingerprinted. */
export function showQuestion(question: Askable, random: Random): QuizItem {
  const options = question.options.map((option, index) => ({ ...option, index }));
  return {
    id: question.id,
    topic: question.topic,
    level: question.level,
    terms: question.terms,
    stem: question.stem,
    options: shuffled(options, random),
    version: fingerprint([question.stem, ...question.options.map(({ text }) => text)].join('\n')),
    ...(question.evidence ? { evidence: question.evidence } : {}),
  };
}

/** 32-bit FNV-1a of a text, as hexadecimal: enough to notice that a question was edited. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
