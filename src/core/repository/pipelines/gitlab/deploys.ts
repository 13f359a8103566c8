/** What a job of GitLab CI deploys. */
import type { Translate } from '../../../translate';
import { at, entryAt, textAt, type Tree } from '../../read/tree';
import type { Approval, Evidence } from '../../types';
import { environmentIn, isPreview, type Act } from '../acts';
import { both, certainly, type Fate } from '../fate';
import { known } from '../github/values';
import type { DeployOutcome } from '../outcome';
import { commandsIn } from '../shell';
import { scriptItems, type Config, type Job } from './config';
import type { Lookup } from './expression';
import { expand } from './rules';

export interface ScriptAct {
  readonly act: Act;
  /** 0-based, within the script. */
  readonly row: number;
  readonly through: readonly Evidence[];
}
export type ActsOfScript = (script: string) => readonly ScriptAct[];

/** Everything that a job runs, as one script. */
export const scriptOf = (job: Tree): string =>
  ['before_script', 'script']
    .flatMap(key => scriptItems(at(job, key)).map(item => textAt(item) ?? ''))
    .join('\n');

/** The line of the file that row `row` of the script stands on. */
function lineOfRow(job: Tree, row: number, config: Config): Evidence | undefined {
  let first = 0;
  for (const item of ['before_script', 'script'].flatMap(key => scriptItems(at(job, key)))) {
    const rows = (textAt(item) ?? '').split('\n');
    if (row < first + rows.length) {
      const wanted = (rows[row - first] ?? '').trim();
      // a block begins behind its `|`
      for (let line = item.line; line < item.line + rows.length + 3; line++) {
        const evidence = config.line(item, line);
        if (wanted !== '' && evidence.text.includes(wanted.slice(0, 60))) return evidence;
      }
      return config.line(item);
    }
    first += rows.length;
  }
  return undefined;
}

const harmless =
  /^(echo|printf|true|:|exit|sleep|date|env|ls|cat|pwd|set|export|test|\[|cd|mkdir|if|fi|else|then)$/;

export function deploysOf(
  job: Job,
  lookup: Lookup,
  matrix: readonly ReadonlyMap<string, string>[],
  fate: Fate,
  waits: boolean | 'unknown',
  config: Config,
  acts: ActsOfScript,
  t: Translate,
): readonly DeployOutcome[] {
  const { tree } = job;
  const environment = entryAt(tree, 'environment');
  const action = textAt(environment?.value, 'action') ?? 'start';
  if (environment && action !== 'start') return [];
  const script = scriptOf(tree);
  const found = [...acts(script)];
  const gate = environment && config.line(environment.value, environment.line);
  const special = specialAct(job, t);
  if (special) found.push({ act: special, row: -1, through: [] });
  if (found.length === 0 && environment && !onlyTalks(script, tree))
    found.push({
      act: { kind: 'unclear', provider: '', mechanism: t('the script of `{0}`', job.id) },
      row: -1,
      through: [],
    });
  const results = new Map<string, DeployOutcome>();
  for (const values of matrix)
    for (const { act, row, through } of found) {
      const look: Lookup = name => {
        const value = values.get(name);
        return value === undefined ? lookup(name) : known(value);
      };
      const named = textAt(environment?.value) ?? textAt(environment?.value, 'name');
      const gateName = named === undefined ? undefined : expand(named, look);
      const said = act.environment === undefined ? undefined : expand(act.environment, look);
      const name = environmentOf(act, gateName, said, job);
      const target = act.target === undefined ? undefined : expand(act.target, look);
      const approval: Approval =
        waits === true
          ? 'manual'
          : waits === 'unknown' || gate || act.kind === 'unclear'
            ? 'unknown'
            : 'none';
      const made: DeployOutcome = {
        act: { ...act, provider: registry(act) },
        environment: name,
        target: target === undefined || target === '' || target.startsWith('$') ? undefined : target,
        approval: isPreview(name) && approval === 'unknown' && waits === false ? 'none' : approval,
        fate: act.kind === 'unclear' ? both(fate, { ...certainly, runs: 'unknown' }) : fate,
        evidence: [
          (row < 0 ? undefined : lineOfRow(tree, row, config)) ?? gate ?? job.evidence,
          ...through.slice(0, 3),
          ...(gate ? [gate] : []),
        ],
      };
      const key = [act.kind, act.provider, act.mechanism, made.environment, made.target].join('\n');
      if (!results.has(key)) results.set(key, made);
    }
  const all = [...results.values()];
  // storing the image is a step on the way to what the same job then starts
  return all.some(({ act: { kind } }) => kind === 'server' || kind === 'infrastructure')
    ? all.filter(({ act: { kind } }) => kind !== 'image')
    : all;
}

const registry = ({ kind, provider, target }: Act): string =>
  kind === 'image' && /^\$\{?CI_REGISTRY/.test(target ?? '') ? 'GitLab Container Registry' : provider;

function environmentOf(act: Act, gate: string | undefined, said: string | undefined, job: Job): string {
  const readable = (text: string | undefined): string | undefined =>
    text === undefined || text === '' || text.startsWith('$') ? undefined : text;
  const place = act.kind === 'package' || act.kind === 'image' || act.kind === 'store' ? registry(act) : '';
  return (
    readable(gate) ??
    readable(said) ??
    (place === '' ? undefined : place) ??
    environmentIn(job.id, job.stage) ??
    gate ??
    ''
  );
}

/** `pages` and `release` deploy by what they are. */
function specialAct({ id, tree }: Job, t: Translate): Act | undefined {
  const pages = at(tree, 'pages');
  if ((id === 'pages' && textAt(pages) !== 'false') || (pages && textAt(pages) !== 'false'))
    return { kind: 'server', provider: 'GitLab Pages', mechanism: t('GitLab Pages'), environment: 'pages' };
  if (at(tree, 'release')?.kind === 'dict')
    return { kind: 'package', provider: 'GitLab Releases', mechanism: 'release' };
  return undefined;
}

/** An environment whose job only prints something deploys nothing. */
function onlyTalks(script: string, tree: Tree): boolean {
  if (at(tree, 'trigger')) return false;
  const commands = commandsIn(script);
  return commands.length > 0 && commands.every(({ words: [program = ''] }) => harmless.test(program));
}
