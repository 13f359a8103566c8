/**
 * Values by word. A word of a text is looked up where it stands, in any capitalisation, without being cut out: most
 * words of a document are no term's, and cutting them out would cost more than all else.
 */
export class WordTable<Value> {
  private readonly words: string[] = [];
  private readonly values: Value[] = [];
  /** Where a hash leads: the number of a word plus one; 0: nowhere. At least half of it stays empty. */
  private slots = new Int32Array(1024);

  get size(): number {
    return this.words.length;
  }

  /** The value of a lower-case word; made and kept where there is none yet. */
  ensure(word: string, make: () => Value): Value {
    const hash = hashOf(word, 0, word.length);
    const known = this.find(word, 0, word.length, hash);
    if (known !== undefined) return known;
    const value = make();
    this.words.push(word);
    this.values.push(value);
    if (this.words.length * 2 > this.slots.length) {
      this.slots = new Int32Array(this.slots.length * 2);
      this.words.forEach((each, index) => this.put(hashOf(each, 0, each.length), index));
    } else this.put(hash, this.words.length - 1);
    return value;
  }

  get(word: string): Value | undefined {
    return this.find(word, 0, word.length, hashOf(word, 0, word.length));
  }

  /** The value of the word that stands between two offsets and has this hash. */
  find(text: string, start: number, end: number, hash: number): Value | undefined {
    const last = this.slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const number = this.slots[slot] ?? 0;
      if (number === 0) return undefined;
      if (isAt(text, start, end, this.words[number - 1] ?? '')) return this.values[number - 1];
    }
  }

  forEach(visit: (value: Value) => void): void {
    this.values.forEach(visit);
  }

  private put(hash: number, index: number): void {
    const last = this.slots.length - 1;
    let slot = hash & last;
    while (this.slots[slot] !== 0) slot = (slot + 1) & last;
    this.slots[slot] = index + 1;
  }
}

/** A hash that the capitals of ASCII do not change; it grows character by character. */
export const grownHash = (hash: number, code: number): number => Math.imul(hash ^ lower(code), 0x01000193);

/** ASCII capitals as small letters. Digits, "+" and "#", the other characters of words, are left as they are. */
const lower = (code: number): number => (code < 128 ? code | 32 : code);

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let index = start; index < end; index++) hash = grownHash(hash, text.charCodeAt(index));
  return hash;
}

function isAt(text: string, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let index = 0; index < word.length; index++)
    if (lower(text.charCodeAt(start + index)) !== word.charCodeAt(index)) return false;
  return true;
}
