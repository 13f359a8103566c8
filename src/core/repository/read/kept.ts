/** What is remembered of a repository while files change: texts, what was read out of them, and what followed. */
import type { SkippedFile } from '../types';
import type { Asked, ListName, Parse } from './asked';
import type { Source } from './sources';
import { Unreadable } from './tree';

/** What one step of the work came to, and what it rests on. */
export interface Step {
  readonly value: unknown;
  readonly asked: Asked;
  readonly skipped: readonly SkippedFile[];
}

export type Parsed = { readonly value: unknown } | { readonly why: string };

export class Kept {
  readonly sources = new Map<string, Promise<Source | undefined>>();
  /** Why a file gave no text. */
  readonly unreadable = new Map<string, string>();
  readonly parsed = new Map<string, Map<Parse, Parsed>>();
  /** Which files may hold certain texts, by the texts. */
  readonly holding = new Map<string, Set<string>>();
  readonly steps = new Map<string, Step>();

  /** What `parse` makes of the text of a file, made once. */
  interpret(path: string, text: string, parse: Parse): Parsed {
    const known = this.parsed.get(path) ?? new Map<Parse, Parsed>();
    this.parsed.set(path, known);
    const found = known.get(parse) ?? attempt(parse, text);
    known.set(parse, found);
    return found;
  }

  /** Whether anything rests on the path. */
  knows(path: string): boolean {
    return this.sources.has(path) || [...this.steps.values()].some(({ asked }) => asked.paths.has(path));
  }

  /** Whether it matters that a path comes to, or goes from, the lists. */
  restsOnPresence(path: string, lists: readonly ListName[]): boolean {
    return [...this.steps.values()].some(({ asked }) => asked.restsOnPresence(path, lists));
  }

  /** Forgets the steps to which it matters that a path has come or gone. */
  forgetPresence(path: string, lists: readonly ListName[]): void {
    for (const [name, { asked }] of this.steps)
      if (asked.restsOnPresence(path, lists)) this.steps.delete(name);
  }

  /** Forgets the texts of the paths. */
  forget(paths: readonly string[]): void {
    for (const path of paths) {
      this.sources.delete(path);
      this.unreadable.delete(path);
      this.parsed.delete(path);
      for (const found of this.holding.values()) found.add(path);
    }
  }

  /** Forgets the steps that rest on the paths; `partOf` gives what a part of a file is now, as JSON. */
  async forgetSteps(
    paths: readonly string[],
    partOf: (path: string, parse: Parse) => Promise<string>,
  ): Promise<void> {
    for (const [name, { asked }] of this.steps)
      for (const path of paths) {
        const parts = asked.paths.get(path);
        const same =
          parts === undefined ||
          (parts !== 'all' &&
            (
              await Promise.all([...parts].map(async ([parse, json]) => (await partOf(path, parse)) === json))
            ).every(Boolean));
        if (!same) this.steps.delete(name);
      }
  }
}

export function attempt(parse: Parse, text: string): Parsed {
  try {
    return { value: parse(text) };
  } catch (error) {
    if (!(error instanceof Unreadable)) return { why: 'it cannot be understood' };
    return { why: `line ${error.line}: ${error.message}` };
  }
}
