import { plainText } from '../markdown';
import type { Problem, Term } from '../types';
import { readingEase } from './readability';
import { nearDuplicates } from './similarity';

/** Limits of the house rules for entries. */
export const termLimits = { summary: 160, why: 110, readingEase: 45 } as const;

/** Phrases that would be true of any term. */
const filler =
  /\b(?:plays? an? (?:crucial|key|vital|important|essential) role|in today['’]s (?:\w+ )?world|it is (?:important|worth|crucial) (?:to note|noting)|seamless(?:ly)?|cutting[- ]edge|state[- ]of[- ]the[- ]art|game[- ]chang(?:er|ing)|best[- ]in[- ]class|leverag(?:e|es|ing)|robust|delve|utili[sz]e|when it comes to|at the end of the day|ever[- ]evolving|unlock(?:s|ing)? the)\b/i;

/** What can be checked of an entry without knowing the subject: length, reading ease, filler, repetition. */
export function checkTerms(terms: readonly Term[]): Problem[] {
  const problems: Problem[] = [];
  const report = (term: Term, message: string) =>
    problems.push({ file: `terms/${term.topic}/${term.id}.md`, line: 1, column: 1, message });
  for (const term of terms) {
    const summary = plainText(term.summary);
    if (summary.length > termLimits.summary)
      report(term, `the summary has ${summary.length} characters; the limit is ${termLimits.summary}`);
    const why = plainText(term.body.whyInShort);
    if (why.length > termLimits.why)
      report(
        term,
        `the first sentence of "Why it matters" has ${why.length} characters; the limit is ${termLimits.why}`,
      );
    // a term's own name is no style: "authentication" alone takes a short sentence below any limit
    const name = new RegExp(
      `(?<![\\p{L}])(?:${[term.term, ...term.aliases].map(form => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}])`,
      'giu',
    );
    const ease = readingEase(`${summary} ${plainText(term.body.whyItMatters.markdown)}`.replace(name, 'it'));
    if (ease < termLimits.readingEase)
      report(
        term,
        `summary and "Why it matters" have a reading ease of ${ease.toFixed(0)}; ${termLimits.readingEase} is the least: shorter words and sentences`,
      );
    const { body } = term;
    for (const text of [
      summary,
      ...[body.whatItIs, body.whyItMatters, body.aside, body.example, ...body.ask].map(
        ({ markdown }) => markdown,
      ),
    ]) {
      const phrase = filler.exec(text);
      if (phrase) report(term, `"${phrase[0]}" says nothing about this term`);
    }
  }
  for (const { first, second, index } of nearDuplicates(terms, term => term.summary, 0.8)) {
    report(first, `the summary nearly repeats that of ${second.id} (similarity ${index.toFixed(2)})`);
  }
  for (const { first, second, index } of nearDuplicates(
    terms,
    ({ body }) => `${body.whatItIs.markdown} ${body.whyItMatters.markdown}`,
    0.7,
  )) {
    report(first, `the text nearly repeats that of ${second.id} (similarity ${index.toFixed(2)})`);
  }
  return problems;
}
