import type { ParsedLibrary } from '../compile';
import type { Problem } from '../types';
import { bankFigures, checkQuestions, type BankFigure } from './questions';
import { checkTerms } from './terms';

/** What `tpm-lens check-content` prints. */
export interface ContentReport {
  readonly counts: {
    readonly terms: number;
    readonly lessons: number;
    readonly questions: number;
    readonly paths: number;
  };
  readonly byTopic: Readonly<
    Record<
      string,
      {
        readonly terms: number;
        readonly lessons: number;
        readonly questions: number;
        readonly levels: readonly number[];
      }
    >
  >;
  readonly figures: readonly BankFigure[];
  readonly problems: readonly Problem[];
}

/**
 * Counts, item-quality figures and problems of the whole library or of one topic. With a topic, links into topics that
 * are not written yet are left to the whole check.
 */
export function contentReport(library: ParsedLibrary, topic?: string): ContentReport {
  const within = <Item extends { readonly topic: string }>(items: readonly Item[]) =>
    items.filter(item => topic === undefined || item.topic === topic);
  const terms = within(library.terms);
  const lessons = within(library.lessons);
  const questions = within(library.questions);
  const problems = [...library.problems, ...checkTerms(library.terms), ...checkQuestions(library.questions)];
  return {
    counts: {
      terms: terms.length,
      lessons: lessons.length,
      questions: questions.length,
      paths: library.paths.length,
    },
    byTopic: Object.fromEntries(
      library.topics
        .filter(({ id }) => topic === undefined || id === topic)
        .map(({ id }) => {
          const own = library.questions.filter(question => question.topic === id);
          return [
            id,
            {
              terms: library.terms.filter(term => term.topic === id).length,
              lessons: library.lessons.filter(lesson => lesson.topic === id).length,
              questions: own.length,
              levels: [1, 2, 3].map(level => own.filter(question => question.level === level).length),
            },
          ];
        }),
    ),
    figures: bankFigures(questions),
    problems:
      topic === undefined
        ? problems
        : problems.filter(({ file, link }) => link !== true && new RegExp(`^[a-z]+/${topic}[/.]`).test(file)),
  };
}
