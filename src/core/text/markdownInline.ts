import type { Blanker } from './blanker';

/**
 * Hides, between two offsets, code spans, autolinks, bare URLs and addresses, link and image targets, reference labels,
 * footnote marks, HTML tags, comments, `$mathematics$`, entities and `:emoji:`. The texts of links stay.
 */
export function hideInline(blanker: Blanker, start: number, end: number, keepCode: boolean): void {
  const text = blanker.source;
  let index = start;
  const special =
    /[`<\\[\]!$&:]|\b(?:https?|ftp|mailto|wss?|ssh|git|file|vscode):|\bwww\.|[\w.+-]+@[\w-]+\.\w/gi;
  while (index < end) {
    special.lastIndex = index;
    const match = special.exec(text);
    if (!match || match.index >= end) return;
    index = match.index;
    const next = hideAt(index);
    index = next > index ? next : index + 1;
  }

  /** Hides the construct at `at`, if one is there, and returns where it ends. */
  function hideAt(at: number): number {
    const character = text[at];
    switch (character) {
      case '\\':
        return at + 2;
      case '`':
        return codeSpan(at);
      case '<':
        return tagOrAutolink(at);
      case ']':
        return linkTarget(at);
      case '[':
        return matched(/\[\^[^\]\s]+\]/y, at) ?? at + 1;
      case '$':
        return matched(/\$(?=\S)(?:\\.|[^$\\\n])*?\S\$(?!\d)|\$[^\s$\\]\$(?!\d)/y, at) ?? at + 1;
      case '&':
        return matched(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy, at) ?? at + 1;
      case ':':
        return matched(/:[a-z\d_+-]+:/y, at) ?? at + 1;
      case '!':
        return at + 1;
      default:
        return (
          matched(
            /(?:(?:https?|ftp|wss?|ssh|git|file|vscode):\/\/|mailto:|www\.)[^\s<>"`]+|[\w.+-]+@[\w-]+\.[\w.-]*\w/iy,
            at,
          ) ?? at + 1
        );
    }
  }

  function matched(pattern: RegExp, at: number): number | undefined {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || at + match[0].length > end) return undefined;
    blanker.hide(at, at + match[0].length);
    return at + match[0].length;
  }

  function codeSpan(at: number): number {
    let open = at;
    while (text[open] === '`') open++;
    const length = open - at;
    for (let close = text.indexOf('`', open); close >= 0 && close < end; close = text.indexOf('`', close)) {
      let after = close;
      while (text[after] === '`') after++;
      if (after - close === length) {
        if (!keepCode) blanker.hide(at, after);
        return after;
      }
      close = after;
    }
    return open;
  }

  function tagOrAutolink(at: number): number {
    return (
      matched(/<!--[\s\S]*?-->/y, at) ??
      matched(/<[a-z][a-z\d+.-]{1,31}:[^\s<>]*>/iy, at) ??
      matched(/<[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*>/y, at) ??
      matched(
        /<\/?[a-z][\w-]*(?:\s+[a-z_:@{][\w.:{}-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>/iy,
        at,
      ) ??
      at + 1
    );
  }

  function linkTarget(at: number): number {
    return (
      matched(
        /\]\((?:\s*<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y,
        at,
      ) ??
      matched(/\]\[[^\]\n]*\]/y, at) ??
      at + 1
    );
  }
}
