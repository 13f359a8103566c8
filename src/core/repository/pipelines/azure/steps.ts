/** What the steps of an Azure job run, and the conditions they stand under. */
import { at, entriesOf, entryAt, itemsOf, textAt, type Tree } from '../../read/tree';
import type { Evidence } from '../../types';
import type { Act } from '../acts';
import { both, certainly, type Fate } from '../fate';
import { known, unknown, verdict } from '../github/values';
import { commandsIn } from '../shell';
import type { Assembled } from './assemble';
import { evaluateCall, parseCall, type Surroundings } from './expressions';
import type { Line } from './stages';
import { actOfTask, scriptTasks, taskName } from './tasks';

/** What the script of a step does. */
export type ActsOfScript = (
  script: string,
) => readonly { readonly act: Act; readonly through: readonly Evidence[] }[];

export interface StepAct {
  readonly act: Act;
  readonly evidence: readonly Evidence[];
  readonly fate: Fate;
}

const hooks = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'];

/** Steps of a job, or of the hooks of a deployment job. */
export function stepsOf(job: Tree): readonly Tree[] {
  const strategies = ['runOnce', 'rolling', 'canary'].flatMap(name => at(job, 'strategy', name) ?? []);
  return [
    ...itemsOf(at(job, 'steps')),
    ...strategies.flatMap(strategy => [
      ...hooks.flatMap(hook => itemsOf(at(strategy, hook, 'steps'))),
      ...itemsOf(at(strategy, 'on', 'success', 'steps')),
    ]),
  ];
}

/** The script of a step, if it is one. */
export function scriptOf(step: Tree): string | undefined {
  for (const key of ['script', 'bash', 'pwsh', 'powershell']) {
    const text = textAt(step, key);
    if (text !== undefined) return text;
  }
  const names = scriptTasks[taskName(textAt(step, 'task') ?? '')];
  const inputs = inputsOf(step);
  return names?.map(name => inputs.get(name)).find(text => text !== undefined && text !== '');
}

const inputsOf = (step: Tree): ReadonlyMap<string, string> =>
  new Map(
    entriesOf(at(step, 'inputs')).flatMap(({ key, value }) =>
      value.kind === 'scalar' ? [[key.toLowerCase(), value.text] as const] : [],
    ),
  );

export function actsOf(
  step: Tree,
  around: Surroundings,
  assembled: Assembled,
  acts: ActsOfScript,
  line: Line,
): readonly StepAct[] {
  if (textAt(step, 'enabled') === 'false') return [];
  const { t } = around;
  let fate: Fate = certainly;
  const doubt = assembled.doubtful.get(step);
  if (doubt) fate = { ...fate, runs: 'unknown', decides: doubt };
  const condition = entryAt(step, 'condition');
  const text = textAt(condition?.value);
  if (condition && text !== undefined) {
    const expression = parseCall(text);
    const value = expression
      ? evaluateCall(expression, { ...around, succeeded: known(true) })
      : unknown(t('the condition `{0}`', text));
    const answer = verdict(value);
    if (answer === 'no') return [];
    fate = both(fate, {
      ...certainly,
      runs: answer,
      decides: answer === 'unknown' ? value.decides : [],
      lines: [line(step, condition.line)],
    });
  }
  const script = scriptOf(step);
  if (script !== undefined)
    return acts(script).map(({ act, through }) => ({
      act,
      fate,
      evidence: [rowOf(step, act, line), ...through.slice(0, 3)],
    }));
  const task = textAt(step, 'task');
  const act = task === undefined ? undefined : actOfTask(task, inputsOf(step));
  return act ? [{ act, fate, evidence: [line(step)] }] : [];
}

/** The line of the script that names the program. */
function rowOf(step: Tree, act: Act, line: Line): Evidence {
  const [program = ''] = act.mechanism.split(' ');
  for (let offset = 0; offset < 40; offset++) {
    const evidence = line(step, step.line + offset);
    if (
      program !== '' &&
      new RegExp(`(^|[\\s:'"/])${program.replace(/[^\w-]/g, '.')}\\s`).test(evidence.text)
    )
      return evidence;
  }
  return line(step);
}

const harmless =
  /^(echo|printf|true|:|exit|sleep|date|env|ls|cat|pwd|set|export|write-host|write-output|dir|tree)$/i;

/** Nothing is run that could change anything. */
export const onlyTalk = (steps: readonly Tree[]): boolean =>
  steps.every(step => {
    const script = scriptOf(step);
    if (script !== undefined)
      return commandsIn(script).every(({ words: [program = ''] }) => harmless.test(program));
    return (
      at(step, 'download') !== undefined ||
      at(step, 'checkout') !== undefined ||
      /^(download|publish)\w*artifact/.test(taskName(textAt(step, 'task') ?? ''))
    );
  });
