import { closeSync, fstat, open, read, readSync, type Stats } from 'node:fs';

const piece = 32 * 1024;

/** Enough to keep a disk busy; a repository may have more manifests than a process may have open files. */
const atOnce = 64;
let busy = 0;
const waiting: (() => void)[] = [];

/** A read that takes longer (milliseconds) came from a slow disk: for a while others are not waited for. */
const quick = 2;
const whileSlow = 10_000;
let patientUntil = -Infinity;

export interface ReadLimits {
  /** Longer files are not read. */
  readonly maxBytes: number;
  /** Asked once the file is open and before anything of it is read; false: it is not to be read. */
  readonly allows?: (file: number) => boolean;
}

/** A file that {@link ReadLimits.allows} refuses. */
export class NotAllowed extends Error {}

/**
 * The bytes of a file, opened with `flags`; `undefined` where it is too long. Rejects where it cannot be opened, is no
 * file or is not allowed. Opening is what may take long; what a quick disk has at hand is then read at once, because a
 * further trip to another thread costs ten times as much as the bytes.
 */
export function readBytes(path: string, flags: number, limits: ReadLimits): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const start = (): void =>
      open(path, flags, (failed, file) => {
        if (failed) {
          next();
          reject(failed);
          return;
        }
        content(file, limits)
          .finally(() => {
            // nothing was written, so there is nothing to wait for
            closeSync(file);
            next();
          })
          .then(resolve, reject);
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
async function content(file: number, { maxBytes, allows }: ReadLimits): Promise<Uint8Array | undefined> {
  if (allows?.(file) === false) throw new NotAllowed();
  const first = Buffer.allocUnsafe(piece);
  const bytes = firstPiece(file, first) ?? (await readInto(file, first, 0, piece));
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

/** `undefined` while the disk is known to be slow. */
function firstPiece(file: number, target: Buffer): number | undefined {
  const start = performance.now();
  if (start < patientUntil) return undefined;
  const bytes = readSync(file, target, 0, piece, 0);
  const end = performance.now();
  if (end - start > quick) patientUntil = end + whileSlow;
  return bytes;
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
