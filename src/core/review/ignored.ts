import { linesOf } from '../text/lines';
import type { Range } from './types';

const comment = /<!--\s*tpm-lens-(disable|enable)(-file|-next-line|-line)?((?:\s+[a-z0-9-]+)*)\s*-->/g;

/**
 * Comments that silence rules: `<!-- tpm-lens-disable rule -->` until `-enable` or the end of the file, `-disable-file`,
 * `-disable-line`, `-disable-next-line`. Without a rule they mean all.
 */
export function ignoreComments(text: string): (finding: Range & { readonly rule: string }) => boolean {
  if (!text.includes('tpm-lens-')) return () => false;
  const silences: { start: number; end: number; rules: readonly string[] }[] = [];
  const lines = linesOf(text);
  for (const match of text.matchAll(comment)) {
    const [whole, act, scope = '', list = ''] = match;
    const rules = list.trim() === '' ? [] : list.trim().split(/\s+/);
    const line = lines.findIndex(({ end }) => end >= match.index);
    if (act === 'enable') {
      for (const silence of silences)
        if (silence.end === text.length && silence.start > 0 && sameRules(silence.rules, rules))
          silence.end = match.index;
      continue;
    }
    switch (scope) {
      case '-file':
        silences.push({ start: 0, end: text.length, rules });
        break;
      case '-line':
        silences.push({ start: lines[line]?.start ?? 0, end: match.index + whole.length, rules });
        break;
      case '-next-line': {
        const next = lines[line + 1];
        if (next) silences.push({ start: next.start, end: next.end, rules });
        break;
      }
      default:
        silences.push({ start: match.index + whole.length, end: text.length, rules });
    }
  }
  return ({ start, rule }) =>
    silences.some(
      silence =>
        silence.start <= start &&
        start <= silence.end &&
        (silence.rules.length === 0 || silence.rules.includes(rule)),
    );
}

const sameRules = (disabled: readonly string[], enabled: readonly string[]): boolean =>
  enabled.length === 0 || disabled.some(rule => enabled.includes(rule));
