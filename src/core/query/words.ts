// what is not closed goes on to the end: looking for an end that is not there would cost its length again and again
const hiddenParts =
  /'(?:[^'\\]|''|\\[\s\S])*(?:'|\\?$)|"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|--[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** A query, as long as before, with its strings and comments blanked out. */
export const bareQuery = (query: string): string =>
  query.replace(hiddenParts, part => part.replace(/[^\n]/g, ' '));

/** A query without its comments; strings stay. */
export const withoutComments = (query: string): string =>
  query.replace(hiddenParts, part => (/^(?:--|\/\/|\/\*)/.test(part) ? ' ' : part));

/** A text cut where a separator stands outside of brackets and strings. */
export function splitOutside(text: string, separator: RegExp): string[] {
  const bare = bareQuery(text);
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  for (let index = 0; index < bare.length; index++) {
    const character = bare.charAt(index);
    if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      separator.lastIndex = index;
      const match = separator.exec(bare);
      if (match && match.index === index && match[0] !== '') {
        parts.push(text.slice(from, index));
        from = index + match[0].length;
        index = from - 1;
      }
    }
  }
  parts.push(text.slice(from));
  return parts;
}
