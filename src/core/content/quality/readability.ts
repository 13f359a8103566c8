import { syllable } from 'syllable';
import { sentences } from '../sentences';

/**
 * Flesch reading ease of plain text: 206.835 − 1.015 · words per sentence − 84.6 · syllables per word
 * (R. Flesch, "A new readability yardstick", 1948). 60 to 70 is plain English; technical prose falls below 40.
 */
export function readingEase(text: string): number {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  if (words.length === 0) return 100;
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  return (
    206.835 - 1.015 * (words.length / Math.max(1, sentences(text).length)) - 84.6 * (syllables / words.length)
  );
}
