/** CircleCI's workflows with their jobs, and what the steps of each job do. */
import type { Translate } from '../../../translate';
import type { Source } from '../../read/sources';
import { at, entriesOf, entryAt, itemsOf, listOf, textAt, textsOf, type Tree } from '../../read/tree';
import type { Evidence } from '../../types';
import type { Act } from '../acts';
import type { Scripts } from '../scripts';
import { isThrownAway } from '../throwAway';
import { defaultsOf, type Surroundings } from './logic';
import { actOfOrb, inputsOf, piecesOf, type Definitions, type Piece, type StepCondition } from './steps';

export interface Found {
  readonly act: Act;
  readonly evidence: readonly Evidence[];
  readonly conditions: readonly StepCondition[];
}

/** A job that another one waits for, and the states that it may end in; without states: success. */
export interface Requirement {
  readonly name: string;
  readonly states: readonly string[];
}

/** A job as a workflow names it. */
export interface Use {
  readonly workflow: string;
  readonly name: string;
  /** What other jobs may call it too: the whole matrix that it is part of. */
  readonly alias: string;
  readonly job: string;
  readonly tree: Tree;
  readonly line: number;
  readonly approval: boolean;
  readonly requires: readonly Requirement[];
  readonly found: readonly Found[];
}

export interface Workflow {
  readonly name: string;
  readonly tree: Tree;
  readonly line: number;
  readonly scheduled: boolean;
  readonly uses: readonly Use[];
}

export interface Reader {
  readonly source: Source;
  readonly tree: Tree;
  readonly scripts: Scripts;
  readonly t: Translate;
}

const mostJobs = 300;

export async function workflowsOf({ source, tree, scripts, t }: Reader): Promise<readonly Workflow[]> {
  const inline = entriesOf(at(tree, 'orbs')).filter(({ value }) => value.kind === 'dict');
  const named = (key: 'jobs' | 'commands'): ReadonlyMap<string, Tree> =>
    new Map([
      ...inline.flatMap(orb =>
        entriesOf(at(orb.value, key)).map(one => [`${orb.key}/${one.key}`, one.value] as const),
      ),
      ...entriesOf(at(tree, key)).map(one => [one.key, one.value] as const),
    ]);
  const jobs = named('jobs');
  const definitions: Definitions = { commands: named('commands') };
  // parameters that only the event decides stay open while the steps are read
  const reading: Surroundings = {
    ref: { kind: 'branch', name: undefined },
    source: 'webhook',
    defaultBranch: undefined,
    pipeline: defaultsOf(tree),
    own: new Map(),
    t,
  };
  let left = mostJobs;
  const actsOf = async (job: string, use: Tree): Promise<Use['found']> => {
    const body = jobs.get(job);
    const given = inputsOf(use, reading);
    const line = source.evidence(use.line);
    if (!body) {
      const act = job.includes('/') ? actOfOrb(job, given) : undefined;
      return act ? [{ act, evidence: [line], conditions: [] }] : [];
    }
    const own = new Map([...defaultsOf(body), ...given]);
    const around = { ...reading, own };
    const pieces = [
      ...piecesOf(at(use, 'pre-steps'), definitions, around),
      ...piecesOf(at(body, 'steps'), definitions, around),
      ...piecesOf(at(use, 'post-steps'), definitions, around),
    ];
    const all = pieces.map(({ script = '' }) => script).join('\n');
    const found = (await Promise.all(pieces.map(piece => actsOfPiece(piece, source, scripts)))).flat();
    return found.filter(({ act }) => !isThrownAway(act, all));
  };
  const workflows: Workflow[] = [];
  const written = entriesOf(at(tree, 'workflows')).filter(({ value }) => value.kind === 'dict');
  for (const { key, line, value } of written) {
    const uses: Use[] = [];
    for (const item of itemsOf(at(value, 'jobs'))) {
      if (--left < 0) break;
      const [entry] = item.kind === 'dict' ? entriesOf(item) : [];
      const job = textAt(item) ?? entry?.key ?? '';
      const use = entry?.value ?? { kind: 'dict', line: item.line, entries: new Map() };
      for (const row of matrixOf(use, job)) {
        uses.push({
          workflow: key,
          name: row.name,
          alias: textAt(use, 'matrix', 'alias') ?? textAt(use, 'name') ?? job,
          job,
          tree: row.tree,
          line: entry?.line ?? item.line,
          approval: textAt(use, 'type') === 'approval' || textAt(jobs.get(job), 'type') === 'approval',
          requires: row.requires,
          found: await actsOf(job, row.tree),
        });
      }
    }
    workflows.push({ name: key, tree: value, line, scheduled: at(value, 'triggers') !== undefined, uses });
  }
  if (written.length === 0 && jobs.has('build')) {
    const entry = entryAt(tree, 'jobs', 'build');
    const empty: Tree = { kind: 'dict', line: entry?.line ?? 1, entries: new Map() };
    const use: Use = {
      workflow: 'build',
      name: 'build',
      alias: 'build',
      job: 'build',
      tree: empty,
      line: entry?.line ?? 1,
      approval: false,
      requires: [],
      found: await actsOf('build', empty),
    };
    workflows.push({ name: 'build', tree: empty, line: entry?.line ?? 1, scheduled: false, uses: [use] });
  }
  return workflows;
}

/** One of the jobs that a use with a matrix stands for. */
interface Row {
  readonly name: string;
  readonly tree: Tree;
  readonly requires: readonly Requirement[];
}

const mostRows = 50;

function matrixOf(use: Tree, job: string): readonly Row[] {
  const name = textAt(use, 'name') ?? job;
  const axes = entriesOf(at(use, 'matrix', 'parameters'));
  if (use.kind !== 'dict' || axes.length === 0) return [{ name, tree: use, requires: requirementsOf(use) }];
  let rows: Map<string, Tree>[] = [new Map<string, Tree>()];
  for (const { key, value } of axes)
    rows = rows.slice(0, mostRows).flatMap(row => listOf(value).map(item => new Map([...row, [key, item]])));
  const excluded = itemsOf(at(use, 'matrix', 'exclude')).map(entriesOf);
  const left = rows.filter(
    row => !excluded.some(set => set.every(({ key, value }) => textAt(row.get(key)) === textAt(value))),
  );
  return left.slice(0, mostRows).map(row => {
    const entries = new Map(use.entries);
    for (const [key, value] of row) entries.set(key, { key, line: value.line, value });
    const values = [...row.values()].map(value => textAt(value) ?? '');
    const fill = (text: string): string =>
      text.replace(/<<\s*matrix\.([\w-]+)\s*>>/g, (_, key: string) => textAt(row.get(key)) ?? '');
    const filled = fill(name);
    return {
      name: filled === name ? `${name}-${values.join('-')}` : filled,
      tree: { ...use, entries },
      requires: requirementsOf(use).map(one => ({ ...one, name: fill(one.name) })),
    };
  });
}

/** `- build`, `- build: failed`, `- build: [success, failed]` */
const requirementsOf = (use: Tree): readonly Requirement[] =>
  listOf(at(use, 'requires')).flatMap(item => {
    const name = textAt(item);
    if (name !== undefined) return [{ name, states: [] }];
    return entriesOf(item)
      .slice(0, 1)
      .map(({ key, value }) => ({ name: key, states: textsOf(value) }));
  });

async function actsOfPiece(piece: Piece, source: Source, scripts: Scripts): Promise<readonly Found[]> {
  if (piece.orb !== undefined) {
    const act = actOfOrb(piece.orb, piece.inputs);
    return act ? [{ act, evidence: [source.evidence(piece.line)], conditions: piece.conditions }] : [];
  }
  const rows = (piece.script ?? '').split('\n');
  return (await scripts.actsIn(piece.script ?? '', piece.folder)).map(({ act, row, through }) => {
    const wanted = (rows[row] ?? '').trim().slice(0, 60);
    const at1 = source.lines.findIndex(
      (text, index) =>
        index >= piece.line - 1 && index < piece.line + 40 && wanted !== '' && text.includes(wanted),
    );
    return {
      act,
      evidence: [source.evidence(at1 === -1 ? piece.line : at1 + 1), ...through.slice(0, 3)],
      conditions: piece.conditions,
    };
  });
}
