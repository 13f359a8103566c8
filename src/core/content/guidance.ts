import type * as z from 'zod';
import { checked, readYaml, splitFrontMatter } from './frontMatter';
import { GuidanceFiles, TemplateHeader, type Guidance, type Template } from './guidanceSchema';
import type { Problem, SourceFile } from './types';

/** Reads and checks `guidance/`; `undefined` where a file is missing or wrong. */
export function parseGuidance(sources: readonly SourceFile[]): {
  guidance?: Guidance;
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const read = <Name extends keyof typeof GuidanceFiles>(name: Name) => {
    const file = `guidance/${name}`;
    const source = sources.find(({ path }) => path === file);
    if (!source) return undefined;
    const located = readYaml(file, source.text);
    const { value, problems: found } = checked(file, located, GuidanceFiles[name]);
    problems.push(...located.problems, ...(located.problems.length > 0 ? [] : found));
    return value as z.output<(typeof GuidanceFiles)[Name]> | undefined;
  };
  const rules = read('rules.yaml');
  const prompts = read('prompts.yaml');
  const sections = read('sections.yaml');
  const kinds = read('kinds.yaml');
  const words = read('words.yaml');
  const flows = read('flows.yaml');
  if (!rules || !prompts || !sections || !kinds || !words || !flows) return { problems };
  const known = new Set(sections.map(({ id }) => id));
  for (const { id, required, useful } of kinds)
    for (const section of [...required, ...useful])
      if (!known.has(section))
        problems.push({
          file: 'guidance/kinds.yaml',
          line: 1,
          column: 1,
          message: `${id}: "${section}" is no section of sections.yaml`,
        });
  for (const { id, phrases } of rules)
    for (const condition of phrases.flatMap(({ needs = [], unless = [] }) => [...needs, ...unless]))
      if (condition.startsWith('$') && !Object.hasOwn(words.conditions, condition.slice(1)))
        problems.push({
          file: 'guidance/rules.yaml',
          line: 1,
          column: 1,
          message: `${id}: "${condition}" is no condition of words.yaml`,
        });
  return { guidance: { rules, prompts, sections, kinds, words, flows }, problems };
}

/** Reads and checks `templates/`, in the order of their file names. */
export function parseTemplates(sources: readonly SourceFile[]): {
  templates: readonly Template[];
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const templates: Template[] = [];
  for (const { path, text } of sources) {
    if (!/^templates\/[^/]+\.md$/.test(path)) continue;
    const split = splitFrontMatter(text);
    if (!split) {
      problems.push({ file: path, line: 1, column: 1, message: 'a template begins with --- and its header' });
      continue;
    }
    const located = readYaml(path, split.header, split.headerLine);
    const { value, problems: found } = checked(path, located, TemplateHeader);
    problems.push(...located.problems, ...found);
    if (value) templates.push({ ...value, body: split.body.trimStart() });
  }
  return { templates, problems };
}
