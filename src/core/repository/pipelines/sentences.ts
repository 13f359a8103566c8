/** Phrases shared by the CI systems. */
import type { Translate } from '../../translate';
import type { Evidence } from '../types';

/** Reasons, what decides and what is taken for granted, as one sentence. */
export function why(
  parts: {
    readonly reasons: readonly string[];
    readonly decides: readonly string[];
    readonly assumes: readonly string[];
  },
  t: Translate,
): string {
  const reasons = [...new Set(parts.reasons)];
  const decides = [...new Set(parts.decides)];
  const assumes = [...new Set(parts.assumes)];
  const sentences = [
    reasons.join('; '),
    decides.length > 0 ? t('not visible in the repository, and deciding: {0}', decides.join(', ')) : '',
    assumes.length > 0 ? t('taken for granted: {0}', assumes.join(', ')) : '',
  ].filter(part => part !== '');
  return sentences.map(capital).join('. ');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Evidence without repetitions, in the order given. */
export function distinct(lines: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return lines.filter(({ file, line }) => {
    const key = `${file}:${line}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export const code = (names: readonly string[]): string => names.map(name => `\`${name}\``).join(', ');
