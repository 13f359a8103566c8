import { closeSync, fstat, open, read, type Stats } from 'node:fs';

const piece = 32 * 1024;

/** Enough to keep a disk busy; a repository may have more manifests than a process may have open files. */
const atOnce = 64;
let busy = 0;
const waiting: (() => void)[] = [];

/**
 * The bytes of a file, opened with `flags`; `undefined` where it is longer than `maxBytes`. Rejects where it cannot be
 * opened or is no file. By callbacks: the handles of `node:fs/promises` cost twice as much as reading a small file.
 */
export function readBytes(path: string, flags: number, maxBytes: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const start = (): void =>
      open(path, flags, (failed, file) => {
        if (failed) {
          reject(failed);
          next();
          return;
        }
        void content(file, maxBytes)
          .then(resolve, reject)
          .finally(() => {
            // nothing was written, so there is nothing to wait for
            closeSync(file);
            next();
          });
      });
    if (busy >= atOnce) waiting.push(start);
    else {
      busy++;
      start();
    }
  });
}

/** Hands the place of a file that is closed to the next one. */
function next(): void {
  const start = waiting.shift();
  if (start) start();
  else busy--;
}

/** Most files fit into the first piece: they need no question for their length. */
async function content(file: number, maxBytes: number): Promise<Uint8Array | undefined> {
  const first = Buffer.allocUnsafe(piece);
  const bytes = await readInto(file, first, 0, piece);
  if (bytes > maxBytes) return undefined;
  if (bytes < piece) return first.subarray(0, bytes);
  const stat = await statOf(file);
  if (!stat.isFile() || stat.size > maxBytes) return undefined;
  const whole = Buffer.allocUnsafe(stat.size);
  let filled = first.copy(whole);
  while (filled < stat.size) {
    const more = await readInto(file, whole, filled, stat.size - filled);
    if (more === 0) break;
    filled += more;
  }
  return whole.subarray(0, filled);
}

/** Reads to `start` of `target` what stands at `start` of the file. */
const readInto = (file: number, target: Buffer, start: number, length: number): Promise<number> =>
  new Promise((resolve, reject) => {
    read(file, target, start, length, start, (failed, bytes) => (failed ? reject(failed) : resolve(bytes)));
  });

const statOf = (file: number): Promise<Stats> =>
  new Promise((resolve, reject) => {
    fstat(file, (failed, stat) => (failed ? reject(failed) : resolve(stat)));
  });
