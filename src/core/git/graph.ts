import type { Git } from '../repository/ports';
import { lines, optional } from './refs';

/** The newest part of a history: each commit with its parents, newest first. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** The history of `tips` since `since` (seconds since 1970), in one walk. */
export async function readGraph(
  git: Git,
  tips: readonly string[],
  since: number,
  signal?: AbortSignal,
): Promise<Graph> {
  const { stdout } = await git.run(
    ['rev-list', '--parents', `--since=${since}`, '--stdin'],
    optional({ input: `${tips.join('\n')}\n` }, signal),
  );
  return new Map(
    lines(stdout).map(line => {
      const [id = '', ...parents] = line.split(' ');
      return [id, parents] as const;
    }),
  );
}

/** Everything that `tip` leads to within the graph. */
export function reach(graph: Graph, tip: string): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [tip];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const parents = graph.get(id);
    if (parents === undefined || found.has(id)) continue;
    found.add(id);
    pending.push(...parents);
  }
  return found;
}

/** How a branch stands to the main line. */
export interface Fork {
  /** The branch's own commits, newest first. */
  readonly own: readonly string[];
  readonly behind: number;
  readonly base: string;
}

/**
 * How `tip` stands to the main line that reaches `main`; `undefined` where the two parted before the graph begins.
 * `behind` may miss commits that are older than the graph and came to the main line late.
 */
export function forkIn(graph: Graph, main: ReadonlySet<string>, tip: string): Fork | undefined {
  const ofTip = reach(graph, tip);
  const own = [...graph.keys()].filter(id => ofTip.has(id) && !main.has(id));
  const complete = ofTip.has(tip) && own.every(id => graph.get(id)?.every(parent => graph.has(parent)));
  if (!complete) return undefined;
  const shared = (id: string) => ofTip.has(id) && main.has(id);
  const below = new Set([...graph].filter(([id]) => shared(id)).flatMap(([, parents]) => parents));
  const base = [...graph.keys()].find(id => shared(id) && !below.has(id));
  if (base === undefined) return undefined;
  const behind = [...main].filter(id => !ofTip.has(id)).length;
  return { own, behind, base };
}
