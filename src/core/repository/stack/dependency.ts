import type { Ecosystem } from '../../content/technologySchema';
import type { Source } from '../read/sources';
import type { Evidence } from '../types';

/** A library that a manifest asks for itself; what its libraries ask for is not the product's choice. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** As the manifest writes it, without range signs; absent where it names none. */
  readonly version?: string;
  readonly evidence: Evidence;
}

/** One manifest: the folder that it makes a package of, and what that package is called. */
export interface Manifest {
  readonly file: string;
  readonly folder: string;
  readonly name: string | undefined;
  readonly dependencies: readonly Dependency[];
}

export const folderOf = (path: string): string =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';

/** `^4.18.2` → 4.18.2; what is no version (`workspace:*`, a branch) gives none. */
export function plainVersion(text: string | undefined): string | undefined {
  return /^[\^~>=<v\s]*(\d+(?:\.[\dx*]+)*)/.exec(text ?? '')?.[1];
}

/** Collects dependencies by line; the first mention of a name counts. */
export function collect(
  source: Source,
  ecosystem: Ecosystem,
  found: Iterable<{ readonly name: string; readonly line: number; readonly version?: string | undefined }>,
): readonly Dependency[] {
  const seen = new Map<string, Dependency>();
  for (const { name, line, version } of found) {
    const plain = plainVersion(version);
    if (name !== '' && !seen.has(name))
      seen.set(name, {
        ecosystem,
        name,
        evidence: source.evidence(line),
        ...(plain !== undefined && { version: plain }),
      });
  }
  return [...seen.values()];
}

/** Matches of a pattern line by line, with the 1-based line. */
export function* scan(
  source: Source,
  pattern: RegExp,
): Generator<{ readonly match: RegExpMatchArray; readonly line: number }> {
  // one copy for all lines, so that a caller that stops early leaves nothing behind
  const matcher = new RegExp(pattern, `${pattern.flags.replace('g', '')}g`);
  let line = 0;
  for (const text of source.lines) {
    line++;
    // a line of that length is generated, and patterns must not crawl through it
    if (text.length > 2000) continue;
    matcher.lastIndex = 0;
    for (let match = matcher.exec(text); match; match = matcher.exec(text)) {
      yield { match, line };
      if (match[0] === '') matcher.lastIndex++;
    }
  }
}
