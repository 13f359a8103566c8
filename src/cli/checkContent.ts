import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseLibrary } from '../core/content/compile';
import { contentReport } from '../core/content/quality/report';
import type { SourceFile } from '../core/content/types';
import { readArguments } from './arguments';
import { UsageError } from './usage';

/** Reads every file below a content folder. */
export async function readContent(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new UsageError(`there is no content folder at ${folder}`);
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async file => ({
      path: relative(folder, file).split(sep).join('/'),
      text: await readFile(file, 'utf8'),
    })),
  );
}

/** `check-content [--topic TOPIC] [--content DIR]`: counts and figures on standard output, problems on standard error. */
export async function checkContent(
  args: readonly string[],
  print: (document: unknown) => void,
  printError: (line: string) => void,
): Promise<number> {
  const { values } = readArguments(args, {
    topic: { type: 'string' },
    content: { type: 'string', default: 'content' },
  });
  const library = parseLibrary(await readContent(values.content));
  if (values.topic !== undefined && !library.topics.some(({ id }) => id === values.topic))
    throw new UsageError(`there is no topic "${values.topic}"`);
  const report = contentReport(library, values.topic);
  print(report);
  for (const { file, line, column, message } of report.problems)
    printError(`content/${file}:${line}:${column}: ${message}`);
  const missed = report.figures.filter(({ ok }) => !ok);
  for (const { name, value, limit } of missed) printError(`questions: ${name} is ${value}; ${limit}`);
  return report.problems.length + missed.length > 0 ? 1 : 0;
}
