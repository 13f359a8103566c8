import { counted, listedText } from '../now/words';
import type { Translate } from '../translate';
import type { Finding, Review } from './types';

/** Findings, the most important first; among equals in the order of the text. */
export const byImportance = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => b.importance - a.importance || a.start - b.start);

/** A question to take to engineering, with the place that raises it. */
export interface OpenQuestion {
  readonly question: string;
  readonly about: string;
  readonly importance: number;
  /** Where in the document; `undefined` for what is missing as a whole. */
  readonly start?: number;
}

/** The questions of a review, the most important first, none twice. A missing section that is required counts as much as a wish nobody can test. */
export function questionsOf({ findings, missing }: Review): OpenQuestion[] {
  const seen = new Set<string>();
  const questions: OpenQuestion[] = [
    ...findings.flatMap(({ ask, text, importance, start }) =>
      ask.slice(0, 1).map(question => ({ question, about: text.replace(/\s+/g, ' '), importance, start })),
    ),
    ...missing.map(({ ask, name, required }) => ({
      question: ask,
      about: name,
      importance: required ? 2.5 : 0.5,
    })),
  ];
  return questions
    .sort((a, b) => b.importance - a.importance)
    .filter(({ question }) => !seen.has(question) && seen.add(question));
}

/** Whether the document can be built from, in words and never as a score. */
export function readiness({ findings, missing, looksLikeSpec, requirements }: Review, t: Translate): string {
  const required = missing.filter(section => section.required);
  const open = findings.filter(({ smell }) => smell === 'placeholder').length;
  const serious = findings.filter(
    ({ importance, smell }) => importance === 3 && smell !== 'placeholder',
  ).length;
  if (!looksLikeSpec && findings.length === 0 && requirements === 0)
    return t('This does not read like a spec: nothing in it requires anything.');
  if (required.length === 0 && serious === 0 && open === 0)
    return findings.length === 0
      ? t(
          'Nothing that engineering would stop at was found. What only people know is still worth a conversation.',
        )
      : t(
          'It can be discussed with engineering as it is; {0}.',
          counted(t, findings.length, 'one remark is left', '{0} remarks are left'),
        );
  const parts: string[] = [];
  if (required.length > 0)
    parts.push(
      t(
        '{0} not covered',
        listedText(
          t,
          required.slice(0, 3).map(({ name }) => name),
        ) + (required.length > 3 ? t(' and {0} more', required.length - 3) : ''),
      ),
    );
  if (serious > 0)
    parts.push(counted(t, serious, 'one place will be asked about', '{0} places will be asked about'));
  if (open > 0) parts.push(counted(t, open, 'one thing is marked as open', '{0} things are marked as open'));
  const estimate = required.length >= 3 || serious + open >= 5;
  return `${estimate ? t('Too early for an estimate') : t('Nearly ready to be estimated')}: ${listedText(t, parts)}.`;
}
