/** A word of a text in its place. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly folded: string;
}

const letter = /[\p{L}\p{N}\p{M}]/u;

/** 0: no part of a word; 1: lower case or digit; 2: a capital. */
const kinds = new Uint8Array(128);
for (let code = 0; code < 128; code++)
  kinds[code] =
    (code >= 97 && code <= 122) || (code >= 48 && code <= 57) ? 1 : code >= 65 && code <= 90 ? 2 : 0;

/** The words of a text: letters and digits. By hand, because it runs over every character of every document. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const { length } = text;
  let index = 0;
  while (index < length) {
    const start = index;
    let seen = 0;
    for (; index < length; index++) {
      const code = text.charCodeAt(index);
      const kind = code < 128 ? (kinds[code] ?? 0) : letter.test(text.charAt(index)) ? 2 : 0;
      if (kind === 0) break;
      seen |= kind;
    }
    if (index === start) {
      index++;
      continue;
    }
    const word = text.slice(start, index);
    // most words are in lower case already
    words.push({ start, end: index, text: word, folded: seen === 1 ? word : word.toLowerCase() });
  }
  return words;
}

const gap = /^(?:[ \t\u00a0]{1,2}|[ \t]*(?:\r\n|\n)[ \t]*|[-\u2010\u2011/]| ?[-/] ?)$/;

/** Whether two words can belong to one phrase. */
export const joined = (text: string, from: number, to: number): boolean =>
  (to - from === 1 && text.charCodeAt(from) === 32) || gap.test(text.slice(from, to));
