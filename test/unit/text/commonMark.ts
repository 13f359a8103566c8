import MarkdownIt from 'markdown-it';

const commonMark = new MarkdownIt('commonmark').enable(['table', 'strikethrough']);
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words that a CommonMark parser shows as prose, by the block (first and last line) they stand in. */
export function commonMarkWords(text: string): { lines: [number, number]; words: string[] }[] {
  let row: [number, number] | undefined;
  return commonMark.parse(text, {}).flatMap(token => {
    if (token.type === 'tr_open') row = token.map ?? undefined;
    if (token.type === 'tr_close') row = undefined;
    const lines = token.map ?? row;
    if (token.type !== 'inline' || !lines) return [];
    const shown = (token.children ?? []).map(child => {
      switch (child.type) {
        case 'text':
          return child.content;
        case 'image':
          return child.content;
        case 'softbreak':
        case 'hardbreak':
          return ' ';
        default:
          return '\u0000';
      }
    });
    return [{ lines, words: wordsOf(shown.join('')) }];
  });
}

export { wordsOf };
