import type { Finding } from './types';

/** Tells a finding again after edits elsewhere: its rule, its words and its sentence, without where they stand. */
export const findingKey = ({ rule, start, end, sentence }: Finding, document: string): string =>
  `${rule}:${hash(`${document.slice(start, end)}\n${document.slice(sentence.start, sentence.end)}`)}`;

/** FNV-1a over UTF-16 units, as eight hex digits: short, stable and no secret. */
export function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
