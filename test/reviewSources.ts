import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseGuidance } from '../src/core/content/guidance';
import type { Guidance } from '../src/core/content/guidanceSchema';

let read: Guidance | undefined;

/** The guidance of `content/guidance/`, as the build would compile it; read once. */
export const readGuidance = (): Guidance => (read ??= parsedGuidance());

function parsedGuidance(): Guidance {
  const folder = join(import.meta.dirname, '..', 'content', 'guidance');
  const sources = readdirSync(folder).map(name => ({
    path: `guidance/${name}`,
    text: readFileSync(join(folder, name), 'utf8'),
  }));
  const { guidance, problems } = parseGuidance(sources);
  if (!guidance || problems.length > 0)
    throw new Error(
      problems.map(({ file, line, message }) => `content/${file}:${line}: ${message}`).join('\n'),
    );
  return guidance;
}

/** The words that our own terms explain, in lower case: short forms and names, read from the headers alone. */
export function readTermWords(): ReadonlySet<string> {
  const folder = join(import.meta.dirname, '..', 'content', 'terms');
  const words = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    const [, term = ''] = /^term: (.*)$/m.exec(text) ?? [];
    const [, aliases = ''] = /^aliases: \[(.*)\]$/m.exec(text) ?? [];
    for (const word of [term, ...aliases.split(',')])
      words.add(
        word
          .trim()
          .replace(/^["']|["']$/g, '')
          .toLowerCase(),
      );
  }
  return words;
}
