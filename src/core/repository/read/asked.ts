/** What a step of the work asked for: a change of anything else changes nothing of what it came to. */

export type Parse = (text: string) => unknown;

/** The lists of paths that {@link ListedPaths} stands for. */
export type ListName = 'paths' | 'settings' | 'everyPath';
type Test = (path: string) => boolean;

export class Asked {
  /** Every path that was asked for, there or not; with a part of it (as JSON) where only that was looked at. */
  readonly paths = new Map<string, Map<Parse, string> | 'all'>();
  /** What the paths of a list were held against: one that comes or goes matters where something of it is true. */
  private readonly tests = new Map<ListName, Set<Test>>();

  /** Notes that a path was asked for. */
  note(path: string, part?: { readonly parse: Parse; readonly json: string }): void {
    const known = this.paths.get(path);
    if (!part) this.paths.set(path, 'all');
    else if (known === undefined) this.paths.set(path, new Map([[part.parse, part.json]]));
    else if (known !== 'all') known.set(part.parse, part.json);
  }

  noteTest(list: ListName, test: Test): void {
    const known = this.tests.get(list);
    if (known) known.add(test);
    else this.tests.set(list, new Set([test]));
  }

  /** Notes all that `other` asked for. */
  noteAll(other: Asked): void {
    for (const [path, parts] of other.paths)
      if (parts === 'all') this.note(path);
      else for (const [parse, json] of parts) this.note(path, { parse, json });
    for (const [list, tests] of other.tests) for (const test of tests) this.noteTest(list, test);
  }

  /** Whether it matters that a path comes to, or goes from, the lists. */
  restsOnPresence(path: string, lists: readonly ListName[]): boolean {
    return (
      this.paths.has(path) || lists.some(list => [...(this.tests.get(list) ?? [])].some(test => test(path)))
    );
  }
}

/** A list of paths that notes what is asked of it. */
export class ListedPaths implements Iterable<string> {
  constructor(
    private readonly all: readonly string[],
    private readonly note: (test: Test) => void,
  ) {}

  filter(test: Test): readonly string[] {
    this.note(test);
    return this.all.filter(path => test(path));
  }

  some(test: Test): boolean {
    this.note(test);
    return this.all.some(path => test(path));
  }

  includes(path: string): boolean {
    this.note(other => other === path);
    return this.all.includes(path);
  }

  /** All of them: each that comes or goes matters. */
  [Symbol.iterator](): Iterator<string> {
    this.note(() => true);
    return this.all[Symbol.iterator]();
  }
}
