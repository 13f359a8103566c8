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

const letterOrDigit = /[\p{L}\p{N}]/u;
const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
const camelBoundary = /(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/**
 * The words of a text in order: a letter or digit, then letters, digits and marks. `C++` and `C#` are one word.
 * Written by hand because it runs over every character of every document; a regular expression is asked beyond ASCII.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const length = text.length;
  let index = 0;
  while (index < length) {
    const code = text.charCodeAt(index);
    if (code < 128 ? !isAsciiWord(code) : !letterOrDigit.test(characterAt(text, index))) {
      index += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
      continue;
    }
    const start = index;
    let ascii = true;
    for (;;) {
      const next = text.charCodeAt(index);
      if (next < 128) {
        if (!isAsciiWord(next)) break;
        index++;
      } else {
        // NaN at the end of the text
        if (!(next >= 128) || !wordCharacter.test(characterAt(text, index))) break;
        ascii = false;
        index += next >= 0xd800 && next <= 0xdbff ? 2 : 1;
      }
    }
    index += suffixLength(text, index);
    const raw = text.slice(start, index);
    const word = ascii ? raw : raw.normalize('NFC');
    tokens.push({ start, end: index, text: word, folded: word.toLowerCase() });
  }
  return tokens;
}

const characterAt = (text: string, index: number): string =>
  String.fromCodePoint(text.codePointAt(index) ?? 0);

/** How much of "++" or "#" belongs to the word before it. */
function suffixLength(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code === 43) return text.charCodeAt(index + 1) === 43 ? 2 : 0;
  if (code === 35) return letterOrDigit.test(text.charAt(index + 1)) ? 0 : 1;
  return 0;
}

/** The parts of a camelCase or PascalCase word; a single part for any other word. */
export function camelParts(token: Token): readonly Token[] {
  if (token.text === token.folded) return [token];
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
