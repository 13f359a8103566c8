import type { Translate } from '../translate';
import type { Rich, Span } from './page';

/** "1 file" or "7 files": both forms are messages of their own, so that a language can differ. */
export const counted = (
  t: Translate,
  count: number,
  one: string,
  many: string,
  ...more: readonly string[]
): string => t(count === 1 ? one : many, count, ...more);

/** Small numbers as words, for the sentence at the top of a page; cards use digits. */
export function numberWord(t: Translate, count: number): string {
  const words = [
    t('no'),
    t('one'),
    t('two'),
    t('three'),
    t('four'),
    t('five'),
    t('six'),
    t('seven'),
    t('eight'),
    t('nine'),
    t('ten'),
  ];
  return words[count] ?? String(count);
}

/** The first letter large: a number word at the start of a sentence. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "3 days ago". The future (a clock that was wrong) is "just now". */
export function ago(t: Translate, then: Date, now: Date): string {
  const passed = now.getTime() - then.getTime();
  if (passed < minute) return t('just now');
  if (passed < hour) return counted(t, Math.floor(passed / minute), '1 minute ago', '{0} minutes ago');
  if (passed < day) return counted(t, Math.floor(passed / hour), '1 hour ago', '{0} hours ago');
  const days = Math.floor(passed / day);
  if (days === 1) return t('yesterday');
  if (days < 60) return t('{0} days ago', days);
  if (days < 730) return t('{0} months ago', Math.floor(days / 30.4));
  return t('{0} years ago', Math.floor(days / 365.25));
}

export const daysBetween = (then: Date, now: Date): number =>
  Math.floor((now.getTime() - then.getTime()) / day);

/** "lint, test and build", as pieces. */
export function listed(t: Translate, parts: readonly Span[]): Rich {
  return parts.flatMap((part, index): Span[] => {
    if (index === 0) return [part];
    return [index === parts.length - 1 ? t(' and ') : t(', '), part];
  });
}

/** "lint, test and build", as one string. */
export const listedText = (t: Translate, parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : parts.slice(0, -1).join(t(', ')) + t(' and ') + (parts.at(-1) ?? '');
