import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TechnologyFile, type Technology } from '../../../src/core/content/technologySchema';

const folder = join(__dirname, '../../../content/technologies');
let all: readonly Technology[] | undefined;

/** Every technology of `content/`, checked by its schema. */
export const compileTechnologies = (): readonly Technology[] =>
  (all ??= readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name => TechnologyFile.parse(parse(readFileSync(join(folder, name), 'utf8')))));
