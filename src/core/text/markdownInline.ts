import type { Blanker } from './blanker';

const dot = 46;

/**
 * Hides, between two offsets, code spans, autolinks, bare URLs and addresses, link and image targets, reference labels,
 * names with two or more dots, footnote marks, HTML tags, comments, `$mathematics$`, entities and `:emoji:`. The texts
 * of links stay.
 */
export function hideInline(blanker: Blanker, start: number, end: number, keepCode: boolean): void {
  const text = blanker.source;
  let index = start;
  // addresses are found from the mark they cannot lack: "://", "mailto:", "www." or "@"
  const special = /[`<\\[\]!$&:@]|\bwww\./gi;
  hideDotted();
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
        return scheme(at) ?? matched(/:[a-z\d_+-]+:/y, at) ?? at + 1;
      case '@':
        return address(at) ?? at + 1;
      case '!':
        return at + 1;
      default:
        return matched(/www\.[^\s<>"`]+/iy, at) ?? at + 1;
    }
  }

  function matched(pattern: RegExp, at: number): number | undefined {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || at + match[0].length > end) return undefined;
    blanker.hide(at, at + match[0].length);
    return at + match[0].length;
  }

  /** A URL whose scheme ends at the colon. */
  function scheme(at: number): number | undefined {
    const before = /\b(?:https?|ftp|wss?|ssh|git|file|vscode|mailto)$/i.exec(
      text.slice(Math.max(start, at - 7), at),
    )?.[0];
    if (before === undefined) return undefined;
    const after = matched(before.toLowerCase() === 'mailto' ? /:[^\s<>"`]+/y : /:\/\/[^\s<>"`]+/y, at);
    if (after !== undefined) blanker.hide(at - before.length, at);
    return after;
  }

  /** An e-mail address around the "@". */
  function address(at: number): number | undefined {
    let from = at;
    while (from > start && /[\w.+-]/.test(text.charAt(from - 1))) from--;
    if (from === at) return undefined;
    const after = matched(/@[\w-]+\.[\w.-]*\w/y, at);
    if (after !== undefined) blanker.hide(from, at);
    return after;
  }

  /** Names with two or more dots, and addresses without a scheme; looked for by hand, for every sentence has a dot. */
  function hideDotted(): void {
    for (let at = start + 1; at < end - 1; at++) {
      if (text.charCodeAt(at) !== dot || !/[\w-]/.test(text.charAt(at + 1))) continue;
      let from = at;
      while (from > start && /[\w-]/.test(text.charAt(from - 1))) from--;
      if (!/[a-z_]/i.test(text.charAt(from))) continue;
      const after = matched(/\.(?:com|org|net|io|dev)\/[\w./-]*\w/y, at) ?? matched(/(?:\.[\w-]+){2,}/y, at);
      if (after === undefined) continue;
      blanker.hide(from, at);
      at = after - 1;
    }
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
