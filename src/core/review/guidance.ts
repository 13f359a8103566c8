import type { Guidance, Prompt, Rule } from '../content/guidanceSchema';
import { modalWords } from './scannedSentence';
import { wordsOf } from './words';

export interface CompiledPhrases {
  readonly needs: readonly RegExp[];
  readonly unless: readonly RegExp[];
  readonly form: string | undefined;
}

/** What it means when its words stand in a text. */
export type Trigger = { readonly words: readonly string[] } & (
  | { readonly kind: 'rule'; readonly rule: Rule; readonly phrases: CompiledPhrases }
  | { readonly kind: 'prompt'; readonly prompt: Prompt; readonly unless: readonly RegExp[] }
  /** The text says something that another part looks for: an answer, a section, a kind. */
  | { readonly kind: 'mark'; readonly mark: string }
);

/** Guidance, ready to be looked up word by word. */
export interface CompiledGuidance extends Guidance {
  /** By first word, longest first. */
  readonly triggers: ReadonlyMap<string, readonly Trigger[]>;
  readonly detectors: ReadonlyMap<string, Rule>;
  readonly acronyms: ReadonlySet<string>;
  readonly rule: ReadonlyMap<string, Rule>;
  /** What a heading says: `other`, `requirements`, `section:…`, `title:…` and `heading:…` of a kind. */
  readonly headingMarks: (title: string) => ReadonlySet<string>;
}

/** `answer:migration:0`: the document answers the first question about a migration. */
export const answerMark = (prompt: string, question: number): string => `answer:${prompt}:${question}`;
export const sectionMark = (section: string): string => `section:${section}`;
export const titleMark = (kind: string): string => `title:${kind}`;
export const headingMark = (kind: string, phrase: string): string => `heading:${kind}:${phrase}`;
export const wordMark = (word: string): string => `word:${word}`;
export const kindMark = (kind: string): string => `kind:${kind}`;

const split = (phrase: string): string[] => wordsOf(phrase).map(({ folded }) => folded);

/** Builds the index of a guidance; once a session. */
export function compileGuidance(guidance: Guidance): CompiledGuidance {
  const triggers = new Map<string, Trigger[]>();
  const add = (trigger: Trigger) => {
    const [first] = trigger.words;
    if (first === undefined) return;
    const list = triggers.get(first);
    if (list) list.push(trigger);
    else triggers.set(first, [trigger]);
  };
  const expressions = new Map<string, RegExp>();
  const condition = (source: string): RegExp => {
    const pattern = source.startsWith('$') ? (guidance.words.conditions[source.slice(1)] ?? '(?!)') : source;
    let expression = expressions.get(pattern);
    if (!expression) expressions.set(pattern, (expression = new RegExp(pattern, 'iu')));
    return expression;
  };
  for (const rule of guidance.rules)
    for (const { any, needs = [], unless = [], form } of rule.phrases) {
      const phrases = { needs: needs.map(condition), unless: unless.map(condition), form };
      for (const phrase of any) add({ words: split(phrase), kind: 'rule', rule, phrases });
    }
  for (const prompt of guidance.prompts) {
    const unless = (prompt.unless ?? []).map(condition);
    for (const phrase of prompt.any) add({ words: split(phrase), kind: 'prompt', prompt, unless });
    prompt.ask.forEach(({ answeredBy }, index) => {
      for (const phrase of answeredBy)
        add({ words: split(phrase), kind: 'mark', mark: answerMark(prompt.id, index) });
    });
  }
  for (const { id, saidBy } of guidance.sections)
    for (const phrase of saidBy) add({ words: split(phrase), kind: 'mark', mark: sectionMark(id) });
  for (const { id, text } of guidance.kinds)
    for (const phrase of text) add({ words: split(phrase), kind: 'mark', mark: kindMark(id) });
  for (const word of guidance.words.synonyms.flat())
    for (const form of [word, `${word}s`]) add({ words: split(form), kind: 'mark', mark: wordMark(word) });
  for (const word of modalWords) add({ words: [word], kind: 'mark', mark: 'modal' });
  for (const word of failureWords) add({ words: [word], kind: 'mark', mark: 'failure' });
  for (const list of triggers.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    ...guidance,
    triggers,
    detectors: new Map(
      guidance.rules.flatMap(rule => (rule.detector ? [[rule.detector, rule] as const] : [])),
    ),
    acronyms: new Set(guidance.words.knownAcronyms),
    rule: new Map(guidance.rules.map(rule => [rule.id, rule])),
    headingMarks: headingMarks(guidance),
  };
}

/** Looks up every run of a heading's words; headings are few and repeat, so the answers are kept. */
function headingMarks({ sections, kinds, words }: Guidance): (title: string) => ReadonlySet<string> {
  const marks = new Map<string, string[]>();
  const add = (phrases: readonly string[], mark: (phrase: string) => string) => {
    for (const phrase of phrases) {
      const key = split(phrase).join(' ');
      const list = marks.get(key);
      if (list) list.push(mark(phrase));
      else marks.set(key, [mark(phrase)]);
    }
  };
  add(words.otherHeadings, () => 'other');
  add(words.requirementHeadings, () => 'requirements');
  for (const { id, headings } of sections) add(headings, () => sectionMark(id));
  for (const { id, headings, title } of kinds) {
    add(headings, phrase => headingMark(id, phrase));
    add(title, () => titleMark(id));
  }
  const longest = 6;
  const firstWords = new Set([...marks.keys()].map(key => key.split(' ')[0] ?? ''));
  const known = new Map<string, ReadonlySet<string>>();
  return title => {
    const kept = known.get(title);
    if (kept) return kept;
    const own = split(title).slice(0, 30);
    const found = new Set<string>();
    for (let from = 0; from < own.length; from++) {
      if (!firstWords.has(own[from] ?? '')) continue;
      for (let to = from + 1; to <= Math.min(own.length, from + longest); to++)
        for (const mark of marks.get(own.slice(from, to).join(' ')) ?? []) found.add(mark);
    }
    if (known.size > 5000) known.clear();
    known.set(title, found);
    return found;
  };
}

const failureWords = [
  ...['fail', 'fails', 'failed', 'failing', 'failure', 'failures', 'error', 'errors', 'retry', 'retries'],
  ...[
    'retried',
    'timeout',
    'timeouts',
    'unable',
    'unavailable',
    'rejected',
    'rejects',
    'reject',
    'exception',
  ],
  ...[
    'invalid',
    'unsuccessful',
    'otherwise',
    'fallback',
    'declined',
    'undelivered',
    'unreachable',
    'cancelled',
  ],
];
