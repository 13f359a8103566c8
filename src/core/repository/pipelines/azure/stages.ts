/** Stages and jobs of an Azure pipeline: their order, and what becomes of one after those before it. */
import type { Translate } from '../../../translate';
import { at, entryAt, itemsOf, textAt, textsOf, type Tree } from '../../read/tree';
import type { Evidence } from '../../types';
import { both, certainly, never, type Fate } from '../fate';
import { known, unknown, verdict, type Value } from '../github/values';
import type { Assembled } from './assemble';
import { evaluateCall, parseCall, type Surroundings } from './expressions';

export interface Part {
  readonly id: string;
  readonly tree: Tree;
  readonly line: Evidence;
  readonly needs: readonly string[];
  readonly stage: string;
}

export interface Result {
  readonly fate: Fate;
  /** Who has to act before it goes on, or before what it needs does. */
  readonly waits: string | undefined;
}

/** Something that a part depends on, by name. */
export type Before = Result & { readonly id: string };

export type Line = (tree: Tree, line?: number) => Evidence;

/** Everything that comes before a part, however many steps away. */
export function ancestorsOf(
  part: Part,
  parts: ReadonlyMap<string, Part>,
  done: ReadonlyMap<string, Result>,
): readonly Before[] {
  const found = new Map<string, Before>();
  const add = (id: string): void => {
    const result = done.get(id);
    if (!result || found.has(id)) return;
    found.set(id, { id, ...result });
    parts.get(id)?.needs.forEach(add);
  };
  part.needs.forEach(add);
  return [...found.values()];
}

/** Stages wait for the one before unless they say otherwise; without stages there is one. */
export function stagesOf(tree: Tree, line: Line): readonly Part[] {
  const written = itemsOf(at(tree, 'stages'));
  if (written.length === 0) return [{ id: '', tree, line: line(tree, 1), needs: [], stage: '' }];
  let previous: string | undefined;
  return written.map((stage, index) => {
    const id = textAt(stage, 'stage') ?? `stage ${index + 1}`;
    const depends = at(stage, 'dependsOn');
    const needs = depends
      ? textsOf(depends).filter(one => one !== '')
      : previous === undefined
        ? []
        : [previous];
    previous = id;
    return { id, tree: stage, line: line(stage), needs, stage: id };
  });
}

export function partsOf(stage: Part, line: Line): readonly Part[] {
  const written = itemsOf(at(stage.tree, 'jobs'));
  if (written.length === 0)
    return at(stage.tree, 'steps')
      ? [
          {
            id: stage.id === '' ? 'job' : stage.id,
            tree: stage.tree,
            line: line(at(stage.tree, 'steps') ?? stage.tree, entryAt(stage.tree, 'steps')?.line),
            needs: [],
            stage: stage.id,
          },
        ]
      : [];
  return written.map((job, index) => ({
    id:
      textAt(job, 'deployment') ??
      textAt(job, 'job') ??
      `${stage.id === '' ? '' : `${stage.id} `}job ${index + 1}`.trim(),
    tree: job,
    line: line(job),
    needs: textsOf(at(job, 'dependsOn')).filter(one => one !== ''),
    stage: stage.id,
  }));
}

/** What came before, its own condition, and whether it is part of the pipeline at all. */
export function stand(
  part: Part,
  start: Fate,
  before: readonly Before[],
  earlier: readonly Before[],
  around: Surroundings,
  { doubtful }: Assembled,
  line: Line,
  t: Translate,
): Result {
  const waits = before.find(one => one.waits !== undefined)?.waits;
  const condition = part.stage === part.id && part.id === '' ? undefined : entryAt(part.tree, 'condition');
  const text = textAt(condition?.value);
  // all that is earlier has to succeed, not only what is named
  const skipped = earlier.find(one => one.fate.runs === 'no');
  const open = earlier.filter(one => one.fate.runs === 'unknown');
  const doubt = doubtful.get(part.tree);
  let fate: Fate = { ...start, lines: [part.line, ...start.lines] };
  if (doubt) fate = both(fate, { ...certainly, runs: 'unknown', decides: doubt });
  const succeeded = skipped
    ? known(false)
    : open.length > 0
      ? unknown(...new Set(open.flatMap(one => one.fate.decides)))
      : known(true);
  const after = before.length > 0 ? [t('after {0}', before.map(({ id }) => `\`${id}\``).join(', '))] : [];
  if (text === undefined) {
    if (skipped)
      return {
        waits,
        fate: never(
          t('it needs `{0}`, which does not run', skipped.id),
          part.line,
          ...skipped.fate.lines.slice(0, 2),
        ),
      };
    return {
      waits,
      fate: both(fate, {
        ...certainly,
        runs: open.length > 0 ? 'unknown' : 'yes',
        reasons: after,
        decides: succeeded.decides,
      }),
    };
  }
  const shown = text.length > 90 ? `${text.slice(0, 87)}...` : text;
  const here = condition ? [line(part.tree, condition.line)] : [];
  const expression = parseCall(text);
  const value = expression
    ? evaluateCall(expression, { ...around, succeeded, results: resultsOf(earlier) })
    : unknown(t('the condition `{0}`', shown));
  const answer = verdict(value);
  if (answer === 'no')
    return { waits, fate: never(t('its condition `{0}` does not hold', shown), part.line, ...here) };
  return {
    waits,
    fate: both(fate, {
      runs: answer,
      reasons: [...after, ...(answer === 'yes' ? [t('its condition `{0}` holds', shown)] : [])],
      decides: answer === 'unknown' ? value.decides : [],
      assumes: answer === 'yes' ? value.assumes : [],
      lines: here,
    }),
  };
}

/** How what is earlier ends, taking for granted that what runs succeeds. */
const resultsOf = (earlier: readonly Before[]): ReadonlyMap<string, Value> =>
  new Map(
    earlier.map(({ id, fate: { runs, decides } }): readonly [string, Value] => {
      if (runs === 'no') return [id, known('Skipped')];
      if (runs === 'unknown') return [id, { oneOf: ['Succeeded', 'Skipped'], decides, assumes: [] }];
      return [
        id,
        {
          oneOf: ['Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled'],
          usual: 'Succeeded',
          decides: [`\`dependencies.${id}.result\``],
          assumes: [],
        },
      ];
    }),
  );
