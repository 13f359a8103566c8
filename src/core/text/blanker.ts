/** Stands for a character that is not prose. It is no word character and no separator, so no term spans it. */
export const hidden = '\u0000';

/** A name with two or more dots: a namespace, a host, a path of keys. A word within it is a part of the name. */
export const dottedName = /(?<![\w.-])[a-z_][\w-]*(?:\.[\w-]+){2,}/gi;

/** Collects the ranges of a text that are hidden, and applies them in one go. */
export class Blanker {
  private readonly ranges: [start: number, end: number][] = [];
  constructor(readonly source: string) {}

  hide(start: number, end: number): this {
    if (end > start) this.ranges.push([start, end]);
    return this;
  }

  hideAll(pattern: RegExp, from = 0, to = this.source.length): this {
    pattern.lastIndex = 0;
    const slice = from === 0 && to === this.source.length ? this.source : this.source.slice(from, to);
    for (const match of slice.matchAll(pattern))
      this.hide(from + match.index, from + match.index + match[0].length);
    return this;
  }

  /** The text with every hidden character but line breaks replaced by {@link hidden}. */
  result(): string {
    this.ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const parts: string[] = [];
    let position = 0;
    for (const [start, end] of this.ranges) {
      if (end <= position) continue;
      const from = Math.max(start, position);
      parts.push(this.source.slice(position, from), blankLines(this.source.slice(from, end)));
      position = end;
    }
    parts.push(this.source.slice(position));
    return parts.join('');
  }
}

/** Hidden characters, with the line breaks of a text. Most pieces lie within a line. */
const blankLines = (text: string): string =>
  text.includes('\n') || text.includes('\r')
    ? text.replace(/[^\r\n]+/g, line => hidden.repeat(line.length))
    : hidden.repeat(text.length);
