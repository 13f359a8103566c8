import type { Question, Topic } from './schema';
import { restoreTermBody, type StoredTermBody } from './stored';
import type { LessonBody, LessonEntry, LibraryIndex, TermBody, TermEntry } from './types';

/** Reads one compiled file of `dist/content/`, for example `terms/merging.json`. */
export type ReadCompiled = (path: string) => Promise<unknown>;

export type BankQuestion = Question & { readonly topic: string };

/** The library at run time: the index is in memory, bodies load by topic on first use and are kept. */
export interface Library {
  readonly index: LibraryIndex;
  topic(id: string): Topic | undefined;
  term(id: string): TermEntry | undefined;
  lesson(id: string): LessonEntry | undefined;
  termBody(id: string): Promise<TermBody | undefined>;
  /** Why each term matters, in a sentence of Markdown, by the term's id: reads the bodies of all topics. */
  reasons(): Promise<ReadonlyMap<string, string>>;
  lessonBody(id: string): Promise<LessonBody | undefined>;
  /** The question bank of a topic; empty where it has none. */
  questions(topic: string): Promise<readonly BankQuestion[]>;
  question(id: string): Promise<BankQuestion | undefined>;
}

/** Opens the compiled library. The compiled files are our own build's and are trusted to have their shape. */
export function openLibrary(index: LibraryIndex, read: ReadCompiled): Library {
  const topics = new Map(index.topics.map(topic => [topic.id, topic]));
  const terms = new Map(index.terms.map(term => [term.id, term]));
  const lessons = new Map(index.lessons.map(lesson => [lesson.id, lesson]));
  const files = new Map<string, Promise<unknown>>();
  const load = <Content>(path: string): Promise<Content> => {
    let content = files.get(path);
    if (!content) {
      content = read(path).catch((error: unknown) => {
        files.delete(path);
        throw error;
      });
      files.set(path, content);
    }
    return content as Promise<Content>;
  };
  const termBodies = (topic: string) => load<Record<string, StoredTermBody>>(`terms/${topic}.json`);
  const questions = async (topic: string): Promise<readonly BankQuestion[]> =>
    (index.questions[topic] ?? 0) === 0 ? [] : load<readonly BankQuestion[]>(`questions/${topic}.json`);
  return {
    index,
    topic: id => topics.get(id),
    term: id => terms.get(id),
    lesson: id => lessons.get(id),
    async termBody(id) {
      const term = terms.get(id);
      const body = term && (await termBodies(term.topic))[id];
      return body && restoreTermBody(body);
    },
    async reasons() {
      const inUse = new Set(index.terms.map(({ topic }) => topic));
      const bodies = await Promise.all([...inUse].map(termBodies));
      return new Map(bodies.flatMap(Object.entries).map(([id, { short }]) => [id, short]));
    },
    async lessonBody(id) {
      const lesson = lessons.get(id);
      return lesson && (await load<Record<string, LessonBody>>(`lessons/${lesson.topic}.json`))[id];
    },
    questions,
    async question(id) {
      for (const { id: topic } of index.topics) {
        const found = (await questions(topic)).find(question => question.id === id);
        if (found) return found;
      }
      return undefined;
    },
  };
}
