/** Feature flags in code: merged is not the same as visible. Only looked for where the code can have some. */
import type { Sources } from '../read/sources';
import type { Evidence, Flag, StackItem } from '../types';
import { flagCalls } from './flagCalls';

const code = /\.(ts|tsx|js|jsx|mjs|cjs|vue|svelte|py|rb|erb|go|java|kt|cs|php|swift|dart|ex|exs|rs|scala)$/;
const environment = /(^|\/)\.env(\.[\w.-]+)?$|(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/;
const aside =
  /(^|\/)(tests?|spec|specs|__tests__|e2e|docs?|stories|migrations|dist|build)\/|\.(test|spec|stories|min)\./;
const mostFiles = 4000;
const mostFlags = 200;
const mostEvidence = 3;

const inEnvironment =
  /^\s*(?:-\s*)?(?:export\s+)?((?:\w+_)?(?:FEATURE|FEATURES|FF|FLAG|ENABLE_FEATURE)_\w+|\w+_FEATURE_FLAG)\s*[=:]/;
const notAName = /^(true|false|null|undefined|string|boolean|key|name|flag|id)$/;

/** Whether a technology, by its id, is a service of feature flags that can be found in code. */
export const hasFlags = (id: string): boolean => Object.hasOwn(flagCalls, id);

export async function readFlags(sources: Sources, stack: readonly StackItem[]): Promise<readonly Flag[]> {
  const found = new Map<string, Evidence[]>();
  const add = (name: string, evidence: Evidence): void => {
    const list = found.get(name);
    if (list && list.length < mostEvidence) list.push(evidence);
    else if (!list && found.size < mostFlags) found.set(name, [evidence]);
  };
  for (const source of await sources.readAll(sources.settings.filter(one => environment.test(one))))
    source.lines.forEach((text, index) => {
      const [, name] = inEnvironment.exec(text.slice(0, 300)) ?? [];
      if (name !== undefined) add(name, source.evidence(index + 1));
    });
  const calls = stack.flatMap(({ id }) => flagCalls[id] ?? []);
  const files = calls.length === 0 ? [] : sources.paths.filter(one => code.test(one) && !aside.test(one));
  const texts = [...new Set(calls.flatMap(({ holds }) => holds))];
  const likely = calls.length === 0 ? [] : await sources.holding(texts, files.slice(0, mostFiles));
  for (const source of await sources.readAll(likely)) {
    // most files have none: the whole text is looked at before its lines are
    if (!calls.some(({ pattern }) => source.text.search(pattern) !== -1)) continue;
    for (const [index, text] of source.lines.entries()) {
      if (text.length > 1000) continue;
      for (const { pattern } of calls)
        for (const [, name = ''] of text.matchAll(pattern))
          if (!notAName.test(name) && name.length > 2) add(name, source.evidence(index + 1));
    }
  }
  return [...found]
    .map(([name, evidence]) => ({ name, evidence }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
