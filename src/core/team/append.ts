/** A glossary with one more term at its end; `undefined` text: a new file. `line` is the 0-based line of its definition. */
export function withTermAdded(
  text: string | undefined,
  term: string,
  definition: string,
): { readonly text: string; readonly line: number } {
  // JSON strings are YAML strings
  const entry = (indent: string) =>
    `${indent}- term: ${JSON.stringify(term)}\n${indent}  definition: ${JSON.stringify(definition)}\n`;
  const known = text?.trimEnd() ?? '';
  const list = /^terms:[ \t]*(?:#.*)?$/m.test(known);
  const indent = list ? (/^([ \t]*)-[ \t]/m.exec(known)?.[1] ?? '  ') : '  ';
  const empty = known.replace(/^terms:[ \t]*(?:\[\])?[ \t]*$/m, 'terms:');
  const begun = list || /^terms:/m.test(known) ? empty : `${known === '' ? '' : `${known}\n`}terms:`;
  const before = `${begun}\n`;
  return { text: before + entry(indent), line: before.split('\n').length };
}
