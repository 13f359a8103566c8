import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compileSample } from '../src/core/sample/compile';
import type { Sample } from '../src/core/sample/types';

const content = join(import.meta.dirname, '..', 'content');

/** The sample product, read from `content/sample/`. */
export function readSample(): Sample {
  const sources = readdirSync(join(content, 'sample'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({ path: relative(content, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
  const { sample, problems } = compileSample(sources);
  if (!sample)
    throw new Error(
      problems.map(({ file, line, message }) => `content/${file}:${line}: ${message}`).join('\n'),
    );
  return sample;
}
