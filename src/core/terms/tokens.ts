/** A word of the text, with exact offsets. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** As it stands in the text, composed (NFC). */
  readonly text: string;
  /** Lower case. */
  readonly folded: string;
  /** A part of a camelCase word that does not begin (or end) it: a term must not begin (or end) inside a word. */
  readonly insideStart?: boolean;
  readonly insideEnd?: boolean;
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:\+\+|#(?![\p{L}\p{N}]))?/gu;
const camelBoundary = /(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** The words of a text in order. `C++` and `C#` are one word. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0].normalize('NFC');
    tokens.push({
      start: match.index,
      end: match.index + match[0].length,
      text: word,
      folded: word.toLowerCase(),
    });
  }
  return tokens;
}

/** The parts of a camelCase or PascalCase word; a single part for any other word. */
export function camelParts(token: Token): readonly Token[] {
  const parts = token.text.split(camelBoundary);
  if (parts.length < 2) return [token];
  let start = token.start;
  return parts.map((text, index) => {
    const part = {
      start,
      end: start + text.length,
      text,
      folded: text.toLowerCase(),
      insideStart: index > 0,
      insideEnd: index < parts.length - 1,
    };
    start = part.end;
    return part;
  });
}

/** What may stand between two words of one term: a space or line break, a hyphen, an underscore, a slash, a joining dot. */
export const joins = (gap: string): boolean =>
  /^(?:[ \t\u00a0]{1,2}|[ \t]*(?:\r\n|\n)[ \t]*|[-\u2010\u2011_/.&]| & | ?[-/] ?)?$/.test(gap);
