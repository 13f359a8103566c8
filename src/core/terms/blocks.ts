import { camelParts, joins, tokensOf, type Token } from './tokens';
import type { Form, TrieNode, Vocabulary } from './vocabulary';

/** A place where forms of terms match; offsets and sentences count from the beginning of the block. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  readonly firstToken: number;
  readonly lastToken: number;
  readonly forms: readonly Form[];
}

/** A context word and where it stands. */
export interface Mention {
  readonly word: string;
  readonly sentence: number;
  readonly token: number;
}

/** What one block of text holds. It depends on the block's text alone, so an edit elsewhere does not change it. */
export interface BlockScan {
  readonly candidates: readonly Candidate[];
  readonly mentions: readonly Mention[];
  readonly sentences: number;
  readonly tokens: number;
}

const sentenceEnd = /[.!?:;]["')\]\u201d\u2019*_]*\s|\n\s*(?:[-*+|>]|\d+[.)])\s?|\n\s*\n|\|/;

/** Finds, at each word of a block, every term that begins there, longest first. */
export function scanBlock(text: string, vocabulary: Vocabulary): BlockScan {
  const tokens = tokensOf(text).flatMap(token =>
    vocabulary.words.has(token.folded) ? [token] : camelParts(token),
  );
  const candidates: Candidate[] = [];
  const mentions: Mention[] = [];
  let sentence = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    const previous = tokens[index - 1];
    if (previous && token.start - previous.end > 0 && sentenceEnd.test(text.slice(previous.end, token.start)))
      sentence++;
    for (const word of vocabulary.contextWords.get(token.folded) ?? [])
      mentions.push({ word, sentence, token: index });
    const ends = matchesAt(text, tokens, index, vocabulary);
    for (const { last, forms } of ends) {
      const end = tokens[last]?.end ?? token.end;
      candidates.push({ start: token.start, end, sentence, firstToken: index, lastToken: last, forms });
    }
  }
  return { candidates, mentions, sentences: sentence + 1, tokens: tokens.length };
}

interface Match {
  readonly last: number;
  readonly forms: Form[];
}

/** Every match that begins at `first`, longest first. */
function matchesAt(
  text: string,
  tokens: readonly Token[],
  first: number,
  vocabulary: Vocabulary,
): readonly Match[] {
  const token = tokens[first];
  if (!token || token.insideStart === true || !vocabulary.words.has(token.folded)) return none;
  const found: Match[] = [];
  walk(vocabulary.root, first, { text, tokens, first, vocabulary, found });
  return found.length > 1 ? found.sort((a, b) => b.last - a.last) : found;
}
const none: readonly Match[] = [];

interface Walk {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly first: number;
  readonly vocabulary: Vocabulary;
  readonly found: Match[];
}

function walk(node: TrieNode, index: number, at: Walk): void {
  const { text, tokens, first, vocabulary, found } = at;
  const token = tokens[index];
  if (!token) return;
  const numbers = vocabulary.words.get(token.folded);
  if (!numbers) return;
  if (index > first && !joins(text.slice(tokens[index - 1]?.end, token.start))) return;
  for (const number of numbers) {
    const next = node.next.get(number);
    if (!next) continue;
    const forms =
      token.insideEnd === true ? undefined : next.forms?.filter(form => hasRightCase(tokens, first, form));
    if (forms && forms.length > 0) {
      const known = found.find(({ last }) => last === index);
      if (known) known.forms.push(...forms);
      else found.push({ last: index, forms });
    }
    if (next.next.size > 0) walk(next, index + 1, at);
  }
}

const hasRightCase = (tokens: readonly Token[], first: number, form: Form): boolean =>
  form.cases.every(
    (allowed, offset) => allowed === undefined || allowed.includes(tokens[first + offset]?.text ?? ''),
  );
