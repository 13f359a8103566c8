/** How a file that configures a platform says where the product runs. */
import type { Hosting } from '../types';
import { nothing, type Finding, type Reading, type ServerFact, type Watch } from './finding';

/** The folder that a file lies in, `.` at the top. */
export const folderName = (path: string): string => path.split('/').slice(0, -1).join('/') || '.';

/** An entry whose evidence is a line of the file. */
export function hosted(
  { source }: Reading,
  provider: string,
  more: {
    readonly target?: string | undefined;
    readonly region?: string | undefined;
    readonly line?: number;
    readonly lines?: readonly (number | undefined)[];
    readonly confidence?: Hosting['confidence'];
  } = {},
): Hosting {
  const lines = [more.line ?? 1, ...(more.lines ?? [])].filter(line => line !== undefined);
  return {
    target: more.target ?? folderName(source.path),
    provider,
    ...(more.region !== undefined && { region: more.region }),
    confidence: more.confidence ?? 'stated',
    evidence: [...new Set(lines)].map(line => source.evidence(line)),
  };
}

/** A finding of one host. */
export const only = (
  hosting: Hosting,
  server: readonly ServerFact[] = [],
  watches: readonly Watch[] = [],
): Finding => ({ hosting: [hosting], server, watches });

/** Text files whose mere presence configures a platform. */
export const present =
  (provider: string, confidence: Hosting['confidence'] = 'stated', wanted?: RegExp) =>
  (reading: Reading): Finding => {
    const line = wanted ? reading.source.lines.findIndex(text => wanted.test(text)) : 0;
    return line === -1 ? nothing : only(hosted(reading, provider, { line: line + 1, confidence }));
  };
