import type { ConflictStage, PredictedConflict } from './types';

/** What `git merge-tree --write-tree -z --messages` says. */
export interface MergeTreeAnswer {
  readonly tree: string;
  readonly conflicts: readonly PredictedConflict[];
}

interface Stages {
  base?: ConflictStage;
  into?: ConflictStage;
  from?: ConflictStage;
}

interface Message {
  readonly paths: readonly string[];
  readonly type: string;
}

const stageNames = { '1': 'base', '2': 'into', '3': 'from' } as const;

/**
 * `<tree> NUL (<mode> <id> <stage> TAB <path> NUL)* NUL (<count> NUL <path> NUL ... <type> NUL <text> NUL)*`.
 * `sides`: the two ids that were merged; git appends one to a name that both a file and a folder claim.
 */
export function parseMergeTree(text: string, sides: readonly string[]): MergeTreeAnswer {
  const tokens = text.split('\0');
  const tree = tokens[0] ?? '';
  let at = 1;
  const unmerged = new Map<string, Stages>();
  for (; at < tokens.length && tokens[at] !== ''; at++) {
    const found = /^(\d+) ([0-9a-f]+) ([123])\t([^]*)$/.exec(tokens[at] ?? '');
    if (found === null) continue;
    const [, mode = '', id = '', stage = '1', path = ''] = found;
    const stages = unmerged.get(path) ?? {};
    stages[stageNames[stage as keyof typeof stageNames]] = { path, mode, id };
    unmerged.set(path, stages);
  }
  const kinds = new Map<string, string>();
  for (const { paths, type } of readMessages(tokens, at + 1)) {
    const kind = /^CONFLICT \((.*)\)$/.exec(type)?.[1];
    // one file can have several: the first is about names, the later ones about what follows from it
    if (kind !== undefined) for (const path of paths) if (!kinds.has(path)) kinds.set(path, kind);
  }
  const plain = (path: string) => plainName(path, sides);
  const conflicts = [...unmerged].map(([path, stages]): PredictedConflict => ({
    file: plain(path),
    kind: kinds.get(path) ?? kinds.get(plain(path)) ?? kindOfStages(stages),
    ...stages,
  }));
  return {
    tree,
    conflicts: conflicts.filter(({ file, kind }, index) => firstOf(conflicts, file, kind) === index),
  };
}

function readMessages(tokens: readonly string[], start: number): readonly Message[] {
  const messages: Message[] = [];
  for (let at = start; at < tokens.length && tokens[at] !== '';) {
    const count = Number(tokens[at]);
    if (!Number.isInteger(count) || count < 0) break;
    messages.push({ paths: tokens.slice(at + 1, at + 1 + count), type: tokens[at + 1 + count] ?? '' });
    at += count + 3;
  }
  return messages;
}

/** `a.txt~<id of a side>` → `a.txt` */
function plainName(path: string, sides: readonly string[]): string {
  const side = sides.find(id => path.includes(`~${id}`));
  return side === undefined ? path : path.replace(new RegExp(`~${side}(_\\d+)?$`), '');
}

const firstOf = (conflicts: readonly PredictedConflict[], file: string, kind: string) =>
  conflicts.findIndex(conflict => conflict.file === file && conflict.kind === kind);

/** For a file that is in conflict without a message of its own. */
const kindOfStages = ({ into, from }: Stages) =>
  into !== undefined && from !== undefined ? 'contents' : 'modify/delete';
