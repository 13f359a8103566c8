import { grownHash } from './wordTable';

/** A word of a term, a heading or a rule. */
export interface Token {
  /** As it is written, composed (NFC). */
  readonly text: string;
  /** Lower case. */
  readonly folded: string;
}

const letterOrDigit = /[\p{L}\p{N}]/u;
const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

export const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const characterAt = (text: string, index: number): string =>
  String.fromCodePoint(text.codePointAt(index) ?? 0);

/** The words of a text in order: a letter or digit, then letters, digits and marks. `C++` and `C#` are one word. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const words = new WordReader(text); words.next();) {
    const word = text.slice(words.start, words.end).normalize('NFC');
    tokens.push({ text: word, folded: word.toLowerCase() });
  }
  return tokens;
}

/**
 * Goes through the words of a text. Written by hand because it runs over every character of every document; a regular
 * expression is asked beyond ASCII.
 */
export class WordReader {
  start = 0;
  end = 0;
  /** For a {@link WordTable}. */
  hash = 0;
  /** Has a letter beyond ASCII. */
  foreign = false;
  /** Has a capital beyond its first letter. */
  mixed = false;

  constructor(private readonly text: string) {}

  /** Goes to the next word; `false` at the end. */
  next(): boolean {
    const { text } = this;
    let index = this.end;
    for (; ; index++) {
      if (index >= text.length) return false;
      const code = text.charCodeAt(index);
      if (code < 128 ? isAsciiWord(code) : letterOrDigit.test(characterAt(text, index))) break;
      if (isHighSurrogate(code)) index++;
    }
    this.start = index;
    this.foreign = false;
    this.mixed = false;
    let hash = 0;
    for (; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 128) {
        if (!isAsciiWord(code)) break;
        if (code <= 90 && code >= 65 && index > this.start) this.mixed = true;
      } else {
        if (!wordCharacter.test(characterAt(text, index))) break;
        this.foreign = true;
        if (isHighSurrogate(code)) index++;
      }
      hash = grownHash(hash, code);
    }
    for (const end = index + suffixLength(text, index); index < end; index++)
      hash = grownHash(hash, text.charCodeAt(index));
    this.hash = hash;
    this.end = index;
    return true;
  }
}

/** How much of "++" or "#" belongs to the word before it. */
function suffixLength(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code === 43) return text.charCodeAt(index + 1) === 43 ? 2 : 0;
  if (code === 35) return letterOrDigit.test(text.charAt(index + 1)) ? 0 : 1;
  return 0;
}

const camelBoundary = /(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** The parts of a camelCase or PascalCase word; a single part for any other word. */
export const camelParts = (word: string): readonly string[] => word.split(camelBoundary);

const joint = /^(?:[ \t\u00a0]{1,2}|[ \t]*(?:\r\n|\n)[ \t]*|[-\u2010\u2011_/.&]|\\_| & | ?[-/] ?)?$/;

/** What may stand between two words of one term: a space or line break, a hyphen, an underscore, a slash, a joining dot. */
export const joins = (text: string, start: number, end: number): boolean =>
  isOneSpace(text, start, end) || joint.test(text.slice(start, end));

const bar = 124;
const sentenceEnd = /[.!?:;]["')\]\u201d\u2019*_]*\s|\n\s*(?:[-*+|>]|\d+[.)])\s?|\n\s*\n|\|/;

/** Whether what stands between two words ends a sentence, a list item or a table cell. */
export const endsSentence = (text: string, start: number, end: number): boolean =>
  end - start === 1 ? text.charCodeAt(start) === bar : sentenceEnd.test(text.slice(start, end));

/** Nearly every two words. */
const isOneSpace = (text: string, start: number, end: number): boolean =>
  end - start === 1 && text.charCodeAt(start) === 32;
