/** Enough of a file to see whether it is text: git looks at as much. */
const sniffed = 8000;

const utf8 = new TextDecoder('utf-8');

/** The text of a file's bytes, without a byte order mark; `undefined` for a binary file. Invalid UTF-8 is tolerated. */
export function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, sniffed).includes(0)) return undefined;
  return utf8.decode(bytes);
}
