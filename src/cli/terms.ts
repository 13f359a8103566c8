import { readFile } from 'node:fs/promises';
import { linesOf } from '../core/text/lines';
import { syntaxOf } from '../core/text/prose';
import { createScanner } from '../core/terms/scanner';
import { buildVocabulary } from '../core/terms/vocabulary';
import { onePositional, readArguments } from './arguments';
import { compiledLibrary } from './library';
import { UsageError } from './usage';

/** Turns offsets into 1-based lines and 0-based UTF-16 characters. Ask in the order of the text. */
function locator(text: string): (offset: number) => { line: number; character: number } {
  const lines = linesOf(text);
  let index = 0;
  return offset => {
    while ((lines[index + 1]?.start ?? Infinity) <= offset) index++;
    while (index > 0 && (lines[index]?.start ?? 0) > offset) index--;
    return { line: index + 1, character: offset - (lines[index]?.start ?? 0) };
  };
}

/** Reads a text file that was named on the command line. */
export async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read`);
  });
  if (text.includes('\u0000')) throw new UsageError(`${file} is not a text file`);
  return text;
}

/** `terms FILE`: every glossary term that a hover would explain, in order. */
export async function terms(args: readonly string[], print: (document: unknown) => void): Promise<number> {
  const file = onePositional(readArguments(args, {}).positionals, 'file');
  const text = await readText(file);
  const library = await compiledLibrary();
  const locate = locator(text);
  const hits = createScanner(buildVocabulary(library.index.terms)).scan(
    text,
    syntaxOf('', file) ?? 'plaintext',
  );
  print(
    hits.map(({ start, end, id, first }) => {
      const from = locate(start);
      const to = locate(end);
      const term = library.term(id);
      return {
        line: from.line,
        startChar: from.character,
        endChar:
          to.line === from.line ? to.character : text.slice(start, end).search(/\r?\n/) + from.character,
        text: text.slice(start, end),
        id,
        term: term?.term,
        ...(term?.sense === undefined ? {} : { sense: term.sense }),
        first,
      };
    }),
  );
  return 0;
}
