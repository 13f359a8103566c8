import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage';

/** Options and positional arguments of one command; unknown options are wrong use. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The only positional argument of a command. */
export function onePositional(positionals: readonly string[], what: string): string {
  const [first, ...rest] = positionals;
  if (first === undefined || rest.length > 0) throw new UsageError(`expected one ${what}`);
  return first;
}
