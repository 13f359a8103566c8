import * as z from 'zod';
import { checked, readYaml } from './frontMatter';
import { Question } from './schema';
import type { Problem } from './types';

/** A question of the bank and where it stands. */
export interface LocatedQuestion extends Question {
  readonly topic: string;
  readonly file: string;
  readonly line: number;
}

/** Reads `questions/<topic>.yaml`; a broken question is reported, the others still count. */
export function parseQuestions(
  file: string,
  text: string,
  topic: string,
): { questions: LocatedQuestion[]; problems: Problem[] } {
  const located = readYaml(file, text);
  const list = checked(file, located, z.array(z.unknown(), 'the file is a list of questions'));
  const problems = [...located.problems, ...(located.problems.length > 0 ? [] : list.problems)];
  const questions: LocatedQuestion[] = [];
  (list.value ?? []).forEach((raw, index) => {
    const { value, problems: found } = checked(file, located, Question, [index], raw);
    problems.push(...found);
    if (value) questions.push({ ...value, topic, file, line: located.at([index]).line });
  });
  return { questions, problems };
}
