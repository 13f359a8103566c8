/** Walks one event through an Azure pipeline: which stages and jobs run, and what they deploy. */
import type { Translate } from '../../../translate';
import { at, itemsOf, textAt, type Tree } from '../../read/tree';
import type { Evidence } from '../../types';
import { both, certainly } from '../fate';
import type { JobOutcome, Played } from '../outcome';
import { assemble, type Assembled, type Library } from './assemble';
import { deploysOf } from './deploys';
import type { Surroundings } from './expressions';
import { variablesOf } from './parameters';
import { ancestorsOf, partsOf, stagesOf, stand, type Line, type Part, type Result } from './stages';
import type { ActsOfScript } from './steps';
import { taskName } from './tasks';
import { pathsIn, startOf, type Event } from './triggers';

export interface Table {
  readonly library: Library;
  readonly repos: 'github' | 'azure' | undefined;
  readonly defaultBranch: string | undefined;
  readonly acts: ActsOfScript;
  readonly t: Translate;
}

export function playPipeline(file: string, event: Event, table: Table): Played {
  const main = table.library.files.get(file);
  if (!main) return { jobs: [], quiet: [] };
  const { t, library, repos, defaultBranch } = table;
  const start = startOf(main.tree, event, repos, number => main.source.evidence(number), t);
  if (start.runs === 'no') return { jobs: [], quiet: [{ pipeline: file, fate: start }] };
  const bare = surround(main.tree, event, defaultBranch, t);
  const assembled = assemble(file, library, bare);
  const around = { ...bare, variables: assembled.variables };
  const line = (tree: Tree, number = tree.line): Evidence =>
    (library.origin.get(tree) ?? main.source).evidence(number);
  const stages = stagesOf(assembled.tree, line);
  const byId = new Map(stages.map(stage => [stage.id, stage]));
  const done = new Map<string, Result>();
  const jobs: JobOutcome[] = [];
  for (const stage of stages) {
    const own = {
      ...around,
      variables: new Map([...around.variables, ...variablesOf(at(stage.tree, 'variables'))]),
    };
    const before = stage.needs.flatMap(id => {
      const found = done.get(id);
      return found ? [{ id, ...found }] : [];
    });
    const stood = stand(stage, start, before, ancestorsOf(stage, byId, done), own, assembled, line, t);
    const manual = textAt(stage.tree, 'trigger') === 'manual' && stage.id !== '';
    const result = manual ? { ...stood, waits: t('a person, who has to start it by hand') } : stood;
    const results = jobsIn(stage, result, own, assembled, file, table, line);
    jobs.push(...results.jobs);
    done.set(stage.id, { ...result, waits: result.waits ?? results.waits });
  }
  const unseen = assembled.unseen.map<JobOutcome>(({ what, at: where }) => ({
    pipeline: file,
    job: what,
    fate: both(start, {
      ...certainly,
      runs: 'unknown',
      decides: [t('what the template `{0}`, which is not in this repository, holds', what)],
      lines: [line(where)],
    }),
    deploys: [],
    after: [],
  }));
  return { jobs: [...jobs, ...unseen], quiet: [] };
}

/** What a condition may ask about. */
export const surround = (
  tree: Tree,
  event: Event,
  defaultBranch: string | undefined,
  t: Translate,
): Surroundings => ({
  event,
  defaultBranch,
  variables: variablesOf(at(tree, 'variables')),
  parameters: new Map(),
  trees: new Map(),
  batched: textAt(tree, 'trigger', 'batch') === 'true',
  succeeded: undefined,
  t,
});

function jobsIn(
  stage: Part,
  above: Result,
  around: Surroundings,
  assembled: Assembled,
  file: string,
  table: Table,
  line: Line,
): { readonly jobs: readonly JobOutcome[]; readonly waits: string | undefined } {
  const { t } = table;
  const parts = partsOf(stage, line);
  const byId = new Map(parts.map(part => [part.id, part]));
  const done = new Map<string, Result>();
  const visit = (part: Part, path: ReadonlySet<Part>): Result => {
    const found = done.get(part.id);
    if (found) return found;
    const inner = new Set([...path, part]);
    const before = part.needs.flatMap(id => {
      const needed = byId.get(id);
      return needed && !inner.has(needed) && inner.size < 200 ? [{ id, ...visit(needed, inner) }] : [];
    });
    const own =
      part.tree === stage.tree
        ? above
        : stand(part, certainly, before, ancestorsOf(part, byId, done), around, assembled, line, t);
    const gated = itemsOf(at(part.tree, 'steps')).some(step =>
      /^manual(validation|intervention)/.test(taskName(textAt(step, 'task') ?? '')),
    );
    const fate =
      part.tree === stage.tree
        ? own.fate
        : above.fate.runs === 'no'
          ? { ...above.fate, lines: [part.line, ...above.fate.lines] }
          : both(above.fate, own.fate);
    const result = {
      fate: { ...fate, lines: [part.line, ...fate.lines] },
      waits: gated ? t('a person, who has to approve it') : (own.waits ?? above.waits),
    };
    done.set(part.id, result);
    return result;
  };
  const jobs = parts.map<JobOutcome>(part => {
    const { fate, waits } = visit(part, new Set());
    return {
      pipeline: file,
      job: part.id,
      fate:
        waits !== undefined && fate.runs !== 'no'
          ? both(fate, { ...certainly, runs: 'unknown', decides: [waits] })
          : fate,
      after: part.needs.length > 0 ? part.needs : stage.needs,
      paths: pathsIn(table.library.files.get(file)?.tree ?? stage.tree),
      deploys:
        fate.runs === 'no'
          ? []
          : deploysOf(part, stage, fate, waits !== undefined, around, assembled, table.acts, line),
    };
  });
  return { jobs, waits: [...done.values()].find(one => one.waits !== undefined)?.waits };
}
