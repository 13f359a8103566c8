import type { LocatedQuestion } from './questions';
import type { LearningPath, Topic } from './schema';
import type { LessonBody, LessonEntry, Problem, Term } from './types';

interface Parts {
  readonly topics: readonly Topic[];
  readonly terms: readonly Term[];
  readonly lessons: readonly (LessonEntry & { readonly body: LessonBody })[];
  readonly questions: readonly LocatedQuestion[];
  readonly paths: readonly LearningPath[];
}

/** Links that lead nowhere, ids used twice, and match rules for forms that the entry does not have. */
export function checkReferences({ terms, lessons, questions, paths }: Parts): Problem[] {
  const problems: Problem[] = [];
  const report = (file: string, line: number, message: string) =>
    problems.push({ file, line, column: 1, message, link: true });
  const termIds = new Set(terms.map(({ id }) => id));
  const lessonIds = new Set(lessons.map(({ id }) => id));
  const questionIds = new Set(questions.map(({ id }) => id));
  const fileOf = (term: Term) => `terms/${term.topic}/${term.id}.md`;

  for (const twice of duplicates(terms, ({ id }) => id))
    report(fileOf(twice), 2, `the id "${twice.id}" is used by another entry too`);
  for (const twice of duplicates(lessons, ({ id }) => id))
    report(`lessons/${twice.topic}/${twice.id}.md`, 2, `the id "${twice.id}" is used by another lesson too`);
  for (const twice of duplicates(questions, ({ id }) => id))
    report(twice.file, twice.line, `the id "${twice.id}" is used by another question too`);

  for (const term of terms) {
    for (const related of term.related) {
      if (!termIds.has(related)) report(fileOf(term), 2, `related: "${related}" is not an entry`);
      if (related === term.id) report(fileOf(term), 2, 'related: the entry names itself');
    }
    const forms = new Set([term.term, ...term.aliases]);
    for (const form of Object.keys(term.match ?? {})) {
      if (!forms.has(form))
        report(fileOf(term), 2, `match: "${form}" is neither the term nor one of its aliases`);
    }
  }
  const linked = new Set(terms.flatMap(term => term.related.filter(id => id !== term.id)));
  for (const term of terms) {
    if (!linked.has(term.id))
      report(
        fileOf(term),
        2,
        'no other entry names this one under "related", so a reader cannot come across it',
      );
  }
  for (const lesson of lessons) {
    const file = `lessons/${lesson.topic}/${lesson.id}.md`;
    for (const id of lesson.terms) if (!termIds.has(id)) report(file, 2, `terms: "${id}" is not an entry`);
    for (const id of lesson.body.check)
      if (!questionIds.has(id)) report(file, 2, `check: "${id}" is not a question`);
  }
  for (const question of questions) {
    for (const id of question.terms)
      if (!termIds.has(id)) report(question.file, question.line, `terms: "${id}" is not an entry`);
  }
  for (const path of paths) {
    for (const id of path.lessons)
      if (!lessonIds.has(id)) report('paths.yaml', 1, `path ${path.id}: "${id}" is not a lesson`);
  }
  return problems;
}

function duplicates<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const known = seen.has(key(item));
    seen.add(key(item));
    return known;
  });
}
