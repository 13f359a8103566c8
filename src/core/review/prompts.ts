import { answerMark } from './guidance';
import type { PlacedCandidate } from './placed';
import { applies } from './scanBlock';
import type { Finding, ReviewOptions } from './types';

/** The id under which a prompt is switched off. */
export const promptRule = (prompt: string): string => `ask-${prompt}`;

/**
 * For each thing that engineering always asks about, the first requirement that mentions it, with the questions that
 * the document does not answer anywhere.
 */
export function* promptFindings(
  text: string,
  candidates: readonly PlacedCandidate[],
  marks: ReadonlySet<string>,
  { rules = {} }: ReviewOptions,
): Generator<Finding> {
  const asked = new Set<string>();
  for (const { candidate, offset, section, requirement } of candidates) {
    const { prompt, sentence } = candidate;
    if (!prompt || asked.has(prompt.id) || !requirement || section.holds === 'other') continue;
    // a heading-like line names a subject, it does not require anything yet
    if (sentence.words < 5 || !applies(candidate)) continue;
    const id = promptRule(prompt.id);
    const choice = rules[id];
    if (choice === 'off' || (choice === undefined && prompt.on === 'off')) continue;
    asked.add(prompt.id);
    const open = prompt.ask.filter((_, index) => !marks.has(answerMark(prompt.id, index)));
    if (open.length === 0) continue;
    const start = offset + candidate.start;
    const end = offset + candidate.end;
    yield {
      start,
      end,
      text: text.slice(start, end),
      rule: id,
      smell: 'domain',
      severity: choice === undefined || choice === 'on' ? 'hint' : choice,
      importance: open.length === prompt.ask.length ? 3 : 2,
      title: `"${text.slice(start, end).replace(/\s+/g, ' ')}": engineering will ask`,
      why: prompt.why,
      ask: open.map(({ question }) => question),
      source: `Design reviews, ${prompt.name}`,
      sentence: { start: offset + sentence.start, end: offset + sentence.end },
    };
  }
}
