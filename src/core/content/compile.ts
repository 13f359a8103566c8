import * as z from 'zod';
import { compileSample } from '../sample/compile';
import { checked, readYaml } from './frontMatter';
import { parseGuidance, parseTemplates } from './guidance';
import { parseLesson } from './lesson';
import { blockHtml, inlineHtml } from './markdown';
import { parseQuestions, type LocatedQuestion } from './questions';
import { checkReferences } from './references';
import { LearningPath, Topic } from './schema';
import { TechnologyFile, type Technology } from './technologySchema';
import { parseTerm } from './term';
import { storeTermBody } from './stored';
import type { LessonBody, LessonEntry, LibraryIndex, Problem, SourceFile, Term, TermEntry } from './types';

/** A team's glossary has the same build: its schema ships beside the library. */
export { teamListJsonSchema } from '../team/schema';

/** Everything under `content/`, read and checked. */
export interface ParsedLibrary {
  readonly topics: readonly Topic[];
  readonly terms: readonly Term[];
  readonly lessons: readonly (LessonEntry & { readonly body: LessonBody })[];
  readonly questions: readonly LocatedQuestion[];
  readonly paths: readonly LearningPath[];
  readonly problems: readonly Problem[];
}

const listOf = <Schema extends z.ZodType>(file: string, sources: readonly SourceFile[], schema: Schema) => {
  const source = sources.find(({ path }) => path === file);
  if (!source) return { list: [], problems: [] };
  const located = readYaml(file, source.text);
  const { value, problems } = checked(file, located, z.array(schema, 'the file is a list'));
  return {
    list: value ?? [],
    problems: [...located.problems, ...(located.problems.length > 0 ? [] : problems)],
  };
};

/** Reads and checks the sources of the library; problems are ordered by file and line. */
export function parseLibrary(sources: readonly SourceFile[]): ParsedLibrary {
  const topics = listOf('topics.yaml', sources, Topic);
  const paths = listOf('paths.yaml', sources, LearningPath);
  const problems: Problem[] = [...topics.problems, ...paths.problems];
  const terms: Term[] = [];
  const lessons: (LessonEntry & { body: LessonBody })[] = [];
  const questions: LocatedQuestion[] = [];
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  const known = new Set(topics.list.map(({ id }) => id));
  for (const { path, text } of sources) {
    const [, kind = '', topic = '', name = ''] =
      /^(terms|lessons|questions)\/([^/]+?)(?:\.yaml|\/([^/]+)\.md)$/.exec(path) ?? [];
    if (kind === '') continue;
    if (!known.has(topic))
      problems.push({ file: path, line: 1, column: 1, message: `"${topic}" is not a topic of topics.yaml` });
    if (kind === 'questions') {
      const parsed = parseQuestions(path, text, topic);
      questions.push(...parsed.questions);
      problems.push(...parsed.problems);
      continue;
    }
    const misnamed = (id: string) => {
      if (id !== name)
        problems.push({
          file: path,
          line: 2,
          column: 1,
          message: `the id "${id}" differs from the file's name`,
        });
    };
    if (kind === 'terms') {
      const { term, problems: found } = parseTerm(path, text, topic, {
        block: blockHtml,
        inline: inlineHtml,
      });
      problems.push(...found);
      if (term) {
        misnamed(term.id);
        terms.push(term);
      }
    } else {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const { lesson, problems: found } = parseLesson(path, text, topic, file => texts.get(folder + file));
      problems.push(...found);
      if (lesson) {
        misnamed(lesson.id);
        lessons.push(lesson);
      }
    }
  }
  const library = { topics: topics.list, terms, lessons, questions, paths: paths.list };
  return {
    ...library,
    problems: [...problems, ...checkReferences(library)].sort(
      (a, b) => a.file.localeCompare(b.file) || a.line - b.line,
    ),
  };
}

/**
 * Compiles `content/` into the JSON files that ship: `index.json` (activation) and, by topic, `terms/`, `lessons/` and
 * `questions/` (first use). Where there are problems, nothing is compiled, unless it is a `draft`: then what could be read.
 */
export function compileLibrary(
  sources: readonly SourceFile[],
  options: { readonly draft?: boolean } = {},
): { files: readonly SourceFile[]; problems: readonly Problem[] } {
  const library = parseLibrary(sources);
  const { sample, problems: sampleProblems } = compileSample(sources);
  const technologies = parseTechnologies(sources);
  const guidance = parseGuidance(sources);
  const templates = parseTemplates(sources);
  const problems = [
    ...library.problems,
    ...technologies.problems,
    ...guidance.problems,
    ...templates.problems,
    ...sampleProblems,
  ];
  if (problems.length > 0 && options.draft !== true) return { files: [], problems };
  const json = (path: string, value: unknown): SourceFile => ({ path, text: JSON.stringify(value) });
  const byTopic = <Item extends { readonly topic: string }>(
    folder: string,
    items: readonly Item[],
    content: (items: readonly Item[]) => unknown,
  ) =>
    library.topics
      .map(({ id }) => ({ id, own: items.filter(({ topic }) => topic === id) }))
      .filter(({ own }) => own.length > 0)
      .map(({ id, own }) => json(`${folder}/${id}.json`, content(own)));
  const bodies = (items: readonly { readonly id: string; readonly body: unknown }[]) =>
    Object.fromEntries(items.map(({ id, body }) => [id, body]));
  const entry = <Item extends { readonly body: unknown }>({ body: _, ...rest }: Item): Omit<Item, 'body'> =>
    rest;
  const index: LibraryIndex = {
    topics: library.topics,
    terms: library.terms.map(term => entry(term) satisfies TermEntry),
    lessons: library.lessons.map(lesson => entry(lesson)),
    paths: library.paths,
    questions: Object.fromEntries(
      library.topics.map(({ id }) => [id, library.questions.filter(({ topic }) => topic === id).length]),
    ),
  };
  return {
    problems,
    files: [
      json('index.json', index),
      json('technologies.json', technologies.list),
      ...(guidance.guidance ? [json('guidance.json', guidance.guidance)] : []),
      ...(templates.templates.length > 0 ? [json('templates.json', templates.templates)] : []),
      ...(sample ? [json('sample.json', sample)] : []),
      ...byTopic('terms', library.terms, items =>
        Object.fromEntries(items.map(({ id, body }) => [id, storeTermBody(body)])),
      ),
      ...byTopic('lessons', library.lessons, bodies),
      ...byTopic('questions', library.questions, list =>
        list.map(({ file: _, line: __, ...question }) => question),
      ),
    ],
  };
}

/** The technologies that the repository engine recognises, from every file of `technologies/`. */
export function parseTechnologies(sources: readonly SourceFile[]): {
  list: Technology[];
  problems: Problem[];
} {
  const list: Technology[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { path, text } of sources) {
    if (!/^technologies\/[^/]+\.yaml$/.test(path)) continue;
    const located = readYaml(path, text);
    const { value = [], problems: found } = checked(path, located, TechnologyFile);
    problems.push(...located.problems, ...(located.problems.length > 0 ? [] : found));
    value.forEach((technology, index) => {
      if (seen.has(technology.id))
        problems.push({
          file: path,
          ...located.at([index]),
          message: `the id "${technology.id}" is used twice`,
        });
      seen.add(technology.id);
      list.push(technology);
    });
  }
  return { list, problems };
}
