import type { Flow } from '../content/guidanceSchema';
import type { Reviewer } from './review';
import type { Finding } from './types';

/** The answers of a guided flow by step; what was skipped is empty. */
export type Answers = Readonly<Record<string, string>>;

/**
 * The Markdown of a flow. `{{step}}` is an answer, `{{each step}}…{{item}}…{{end}}` repeats its lines for each part of an
 * answer, and `{{asks}}` lists what is left to ask: what was skipped, what an answer says without a measure, and what
 * engineering will ask about everything the answers mention.
 */
export function guidedText(flow: Flow, answers: Answers, reviewer: Reviewer): string {
  const lines: string[] = [];
  const body = flow.body.split('\n');
  for (let index = 0; index < body.length; index++) {
    const line = body[index] ?? '';
    const repeated = /^\{\{each ([a-z0-9-]+)\}\}$/.exec(line)?.[1];
    if (repeated === undefined) {
      if (line === '{{asks}}') lines.push(...openQuestions(flow, answers, reviewer));
      else lines.push(filled(line, answers));
      continue;
    }
    const end = body.indexOf('{{end}}', index);
    for (const item of partsOf(answers[repeated] ?? ''))
      lines.push(...body.slice(index + 1, end).map(inner => filled(inner, { ...answers, item })));
    index = end;
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** "ask for a refund; see its state" → two parts. Short names may be parted by commas; nothing → one to fill in. */
function partsOf(answer: string): string[] {
  const split = (by: RegExp) =>
    answer
      .split(by)
      .map(part => part.trim())
      .filter(part => part !== '');
  const parts = split(/[;\n]/);
  const names = split(/,/);
  if (parts.length === 1 && names.every(name => name.split(/\s+/).length <= longestName)) return names;
  return parts.length > 0 ? parts : ['[what]'];
}

const longestName = 3;

/** An answer in its line: no full stop of its own, large where a line begins, small within it, and a bar opens no cell. */
const filled = (line: string, answers: Answers): string =>
  line.replace(/\{\{([a-z0-9-]+)\}\}/g, (_, step: string, at: number) => {
    const before = line.slice(0, at);
    const inBrackets = before.lastIndexOf('[') > before.lastIndexOf(']');
    const answer = (answers[step] ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[.;,]+$/, '');
    if (answer === '') return inBrackets ? 'to fill in' : '[to fill in]';
    const fitting = /\p{L}\s+$/u.test(before)
      ? withSmallStart(answer)
      : /^[-*|\s]*$/.test(before)
        ? answer.replace(/^\p{Ll}(?=\p{Ll}*(?:\s|$))/u, first => first.toUpperCase())
        : answer;
    const whole = inBrackets ? fitting.replace(/[[\]]/g, '') : fitting;
    return line.startsWith('|') ? whole.replaceAll('|', '\\|') : whole;
  });

/** "See its state" → "see its state"; "API keys", "Stripe" and "New York" stay. */
const withSmallStart = (text: string): string =>
  /^\p{Lu}\p{Ll}*\s+\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What is wrong with the words of an answer, where a number or a rule would help. */
const wording: ReadonlySet<Finding['smell']> = new Set([
  'acceptance',
  'comparative',
  'limit',
  'loophole',
  'open-ended',
  'superlative',
  'unmeasured',
  'vague',
] as const);

/** What is left to ask, none twice: each part of an answer is read as one requirement. */
function openQuestions(flow: Flow, answers: Answers, { review }: Pick<Reviewer, 'review'>): string[] {
  const skipped = flow.steps
    .filter(({ id }) => (answers[id] ?? '').trim() === '')
    .map(({ ask, open }) => open ?? ask);
  const text = flow.steps
    .filter(({ id }) => (answers[id] ?? '').trim() !== '')
    .flatMap(({ id }) => partsOf(answers[id] ?? ''))
    .map(part => `The system must let people do this: ${part.replace(/[.!]+$/, '')}.`)
    .join('\n\n');
  const { findings } = review(text, 'plaintext');
  const questions = [
    ...skipped,
    ...findings.flatMap(({ smell, ask, text: words }) =>
      wording.has(smell) ? ask.slice(0, 1).map(question => `"${words}": ${question}`) : [],
    ),
    ...findings.flatMap(({ smell, ask }) => (smell === 'domain' ? ask : [])),
  ];
  return [...new Set(questions)].map(question => `- [ ] ${question}`);
}
