import type { Rewrite, Range } from './types';

/** Words that fall away with the vague word they strengthen. */
const strengthened = /(?:\b(?:very|really|sufficiently|reasonably|extremely|quite|as|too)\s+)+$/i;

/**
 * The sentence with a measurable form in place of the vague words, where that gives a sentence: after a verb or at the
 * end ("loads fast", "is fast"), or before a noun ("large files": "files larger than [10 MB]").
 */
export function rewriteOf(
  text: string,
  sentence: Range,
  start: number,
  end: number,
  form: string,
): Rewrite | undefined {
  const before = text.slice(sentence.start, start);
  const after = text.slice(end, sentence.end);
  const from = start - (strengthened.exec(before)?.[0].length ?? 0);
  const noun = /^\s+(\p{Ll}[\p{L}-]*)(?=[\s.,;:)]|$)/u.exec(after)?.[1];
  const followsVerb = noun === undefined || joining.test(noun);
  let to = end;
  let replacement: string;
  if (form.startsWith('[')) replacement = form;
  else if (followsVerb) replacement = form;
  else {
    if (!/^(?:larger|smaller|within)/.test(form)) return undefined;
    to = end + after.indexOf(noun) + noun.length;
    replacement = `${noun} ${form}`;
  }
  return {
    start: from,
    end: to,
    text: replacement,
    sentence: `${text.slice(sentence.start, from)}${replacement}${text.slice(to, sentence.end)}`
      .replace(/\s+/g, ' ')
      .trim(),
  };
}

const joining =
  /^(?:and|or|but|for|to|in|on|at|with|when|while|if|so|by|from|as|even|under|after|before|without|during|because|since|until|per|than|that|which)$/;
