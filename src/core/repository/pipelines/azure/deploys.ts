/** What a job of an Azure pipeline deploys. */
import { at, entryAt, textAt } from '../../read/tree';
import type { Approval } from '../../types';
import { environmentIn, type Act } from '../acts';
import { both, certainly, type Fate } from '../fate';
import type { DeployOutcome } from '../outcome';
import { isThrownAway } from '../throwAway';
import type { Assembled } from './assemble';
import type { Surroundings } from './expressions';
import type { Line, Part } from './stages';
import { actsOf, onlyTalk, scriptOf, stepsOf, type ActsOfScript } from './steps';

export function deploysOf(
  part: Part,
  stage: Part,
  fate: Fate,
  waits: boolean,
  around: Surroundings,
  assembled: Assembled,
  acts: ActsOfScript,
  line: Line,
): readonly DeployOutcome[] {
  const steps = stepsOf(part.tree);
  const all = steps.map(step => scriptOf(step) ?? '').join('\n');
  const found = steps
    .flatMap(step => actsOf(step, around, assembled, acts, line))
    .filter(({ act }) => !isThrownAway(act, all));
  const gateEntry = at(part.tree, 'deployment') === undefined ? undefined : entryAt(part.tree, 'environment');
  const named = textAt(gateEntry?.value) ?? textAt(gateEntry?.value, 'name');
  const gateName = named === undefined ? undefined : fill(named, around.variables).split('.')[0];
  const gate = gateEntry && line(part.tree, gateEntry.line);
  // a deployment job whose steps are not understood may deploy; one that only prints does not
  if (found.length === 0 && gate && !onlyTalk(steps)) {
    const act: Act = { kind: 'unclear', provider: '', mechanism: around.t('the steps of `{0}`', part.id) };
    found.push({ act, fate: { ...certainly, runs: 'unknown' }, evidence: [gate] });
  }
  const results = new Map<string, DeployOutcome>();
  for (const { act, fate: own, evidence } of found) {
    const readable = (text: string | undefined): string | undefined =>
      text === undefined || text === '' || /\$[({]/.test(text) ? undefined : text;
    const fillIn = (text: string | undefined): string | undefined =>
      text === undefined ? undefined : readable(fill(text, around.variables));
    const place = act.kind === 'package' || act.kind === 'image' || act.kind === 'store' ? act.provider : '';
    const environment =
      readable(gateName) ??
      fillIn(act.environment) ??
      (place === '' ? undefined : place) ??
      environmentIn(part.id, stage.id) ??
      gateName ??
      '';
    const target = fillIn(act.target);
    const approval: Approval = waits ? 'manual' : gate || act.kind === 'unclear' ? 'unknown' : 'none';
    const whole = both(fate, act.kind === 'unclear' ? { ...own, runs: 'unknown' } : own);
    const key = [act.kind, act.provider, act.mechanism, environment, target].join('\n');
    if (!results.has(key))
      results.set(key, {
        act,
        environment,
        target,
        approval,
        fate: whole,
        evidence: [...evidence, ...(gate ? [gate] : [])],
      });
  }
  const made = [...results.values()];
  return made.some(({ act: { kind } }) => kind === 'server' || kind === 'infrastructure')
    ? made.filter(({ act: { kind } }) => kind !== 'image')
    : made;
}

/** `$(name)`, where the file says what it is. */
const fill = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replace(/\$\(([\w.]+)\)/g, (whole, name: string) => variables.get(name) ?? whole);
