import { GitError } from '../core/repository/ports';
import { checkContent } from './checkContent';
import { merge, repo, shipped, trace } from './repository';
import { review } from './review';
import { terms } from './terms';
import { UsageError } from './usage';

type Command = (
  args: readonly string[],
  print: (document: unknown) => void,
  printError: (line: string) => void,
) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  terms,
  review,
  repo,
  trace,
  merge,
  shipped,
  'check-content': checkContent,
};

/**
 * Runs one command of the terminal contract. Exit codes: 0 done, 1 findings or problems at the level that was asked
 * for, 2 wrong use or unreadable input.
 */
export async function run(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const printError = (line: string) => void process.stderr.write(`${line}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    printError(`Usage: tpm-lens ${Object.keys(commands).join(' | ')}`);
    return 2;
  }
  try {
    return await command(
      rest,
      document => void process.stdout.write(`${JSON.stringify(document, null, 2)}\n`),
      printError,
    );
  } catch (error) {
    printError(
      error instanceof UsageError || error instanceof GitError
        ? error.message
        : `That failed: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 2;
  }
}
