import type {
  Approval,
  Deployment,
  RepositoryFacts,
  Trace,
  TracedDeployment,
  TracedRun,
} from '../repository/types';
import type { Translate } from '../translate';
import type { Block, FactLine, Rich, Span } from './page';
import { forgeSetting } from './lessons';
import { baseName, claim, code, links, rich, strong } from './rich';
import { listed } from './words';

/** Whether a gate waits, may wait, or is not there: over all deployments of an event. */
export function gateOf(deploys: readonly Pick<TracedDeployment, 'approval'>[]): Approval {
  if (deploys.some(({ approval }) => approval === 'manual')) return 'manual';
  return deploys.some(({ approval }) => approval === 'unknown') ? 'unknown' : 'none';
}

/** A deployment as a line: what it publishes where, and below why it would run. */
export function deployLine(deploy: TracedDeployment | Deployment, t: Translate): FactLine {
  const why = 'why' in deploy ? deploy.why : deploy.trigger.text;
  const where: Rich =
    deploy.target === undefined || deploy.target === '.' ? [] : rich(t, ' to `{0}`', deploy.target);
  const how: Rich = deploy.mechanism === '' ? [] : rich(t, ' by {0}', deploy.mechanism);
  const head: Rich = [strong(deploy.environment), ...where, ...how];
  const note = why === '' ? {} : { note: claim(sentence(why)) };
  const evidence = links(deploy.evidence, 2);
  if (deploy.approval === 'manual')
    return {
      icon: 'lock',
      tone: 'caution',
      text: [...head, ...evidence, t(': waits until a person lets it pass')],
      ...note,
    };
  if (deploy.approval === 'unknown')
    return {
      icon: 'lock',
      tone: 'caution',
      text: [...head, ...evidence, t(': may wait for a person')],
      ...note,
    };
  if (deploy.confidence === 'unknown')
    return {
      icon: 'eye-closed',
      tone: 'plain',
      text: [...rich(t, 'perhaps '), ...head, ...evidence],
      ...note,
    };
  if (deploy.confidence === 'inferred')
    return { icon: 'pass-dashed', tone: 'plain', text: [...head, ...evidence, t(' (inferred)')], ...note };
  return { icon: 'rocket', tone: 'good', text: [...head, ...evidence], ...note };
}

/** Where it is decided whether a gate waits; nothing where no gate depends on a setting. */
export function gateNote(
  deploys: readonly { readonly environment: string; readonly approval: Approval }[],
  systems: readonly string[],
  t: Translate,
): readonly Block[] {
  const open = distinctNames(deploys.filter(({ approval }) => approval === 'unknown'));
  if (open.length === 0) return [];
  const names = listed(
    t,
    open.map(name => code(name)),
  );
  const text =
    open.length === 1
      ? rich(
          t,
          'Whether {0} waits for a person is {1}: not visible in the repository.',
          names,
          forgeSetting(systems, t),
        )
      : rich(
          t,
          'Whether {0} wait for a person is {1}: not visible in the repository.',
          names,
          forgeSetting(systems, t),
        );
  return [{ kind: 'confidence', confidence: 'unknown', text, evidence: [] }];
}

/** A reason that stands alone: with a capital and a full stop. */
const sentence = (text: string): string => {
  const first = text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
};

/** A reason after a colon: an English sentence's first word loses its capital, a name keeps it. */
const clause = (text: string): string =>
  /^(A|An|It|Its|No|None|The|Only|Not|This|Nothing)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

/** The jobs that an event runs, one line a pipeline. Jobs that may or may not run are lines of their own. */
export function runLines(runs: readonly TracedRun[], t: Translate): readonly FactLine[] {
  const sure = runs.filter(({ confidence }) => confidence !== 'unknown');
  const byPipeline = group(sure);
  const lines = [...byPipeline.values()].map((own): FactLine => {
    const names = listed(
      t,
      own.map(({ job }): Span => strong(job)),
    );
    const inferred = own.some(({ confidence }) => confidence === 'inferred');
    return {
      icon: inferred ? 'pass-dashed' : 'play',
      tone: inferred ? 'plain' : 'good',
      text: [
        ...names,
        ...links(
          own.flatMap(({ evidence }) => evidence),
          2,
        ),
        ...(inferred ? [t(' (inferred)')] : []),
      ],
    };
  });
  const open = runs
    .filter(({ confidence }) => confidence === 'unknown')
    .map(({ job, why, evidence }): FactLine => ({
      icon: 'eye-closed',
      tone: 'plain',
      text: [
        ...rich(t, 'perhaps **{0}**', job),
        ...(why === '' ? [] : [': ', ...claim(clause(why))]),
        ...links(evidence, 2),
      ],
    }));
  return [...lines, ...open];
}

function group(runs: readonly TracedRun[]): Map<string, TracedRun[]> {
  const groups = new Map<string, TracedRun[]>();
  for (const run of runs) groups.set(run.pipeline, [...(groups.get(run.pipeline) ?? []), run]);
  return groups;
}

/** What the event does not start, with the reason. */
export const absentLines = (
  trace: Pick<Trace, 'notRun'>,
  form: 'start' | 'staysOut',
  t: Translate,
): readonly FactLine[] =>
  trace.notRun.map(({ pipeline, job, why, evidence }): FactLine => {
    const name: Rich =
      job === undefined
        ? [code(baseName(pipeline))]
        : [strong(job), ...rich(t, ' of `{0}`', baseName(pipeline))];
    return {
      icon: 'circle-slash',
      tone: 'plain',
      text: [
        ...(form === 'start' ? rich(t, 'start {0}', name) : rich(t, '{0} stays out', name)),
        ...(why === '' ? [] : [': ', ...claim(clause(why))]),
        ...links(evidence, 2),
      ],
    };
  });

/** The last sentence of a page's lead: where merging would take the change. */
export function destinationSentence(
  deploys: readonly TracedDeployment[],
  hasPipelines: boolean,
  t: Translate,
): Rich {
  const sure = deploys.filter(({ confidence }) => confidence !== 'unknown');
  const free = sure.filter(({ approval }) => approval === 'none');
  const gated = sure.filter(({ approval }) => approval !== 'none');
  const names = (list: readonly TracedDeployment[]): Rich =>
    listed(
      t,
      distinctNames(list).map((name): Span => strong(name)),
    );
  const waits = gated.some(({ approval }) => approval === 'manual')
    ? t('waits at a gate')
    : t('may wait at a gate');
  if (free.length > 0 && gated.length > 0)
    return rich(t, 'It would then go to {0}; {1} {2}.', names(free), names(gated), strong(waits));
  if (free.length > 0) return rich(t, 'It would then go to {0}.', names(free));
  if (gated.length > 0) return rich(t, 'It would then go to {0}, which {1}.', names(gated), strong(waits));
  if (deploys.length > 0) return rich(t, 'Whether it is then deployed depends on what files do not show.');
  return hasPipelines
    ? rich(t, 'Merging starts **no deployment**, as far as the files show.')
    : rich(t, 'No file here says what deploys it.');
}

export const distinctNames = (deploys: readonly { readonly environment: string }[]): readonly string[] => [
  ...new Set(deploys.map(({ environment }) => environment)),
];

/** What merging into the default branch can start, judged without a certain change. */
export function mergingStarts(
  facts: RepositoryFacts,
  into: string,
): { readonly starts: readonly Deployment[]; readonly others: readonly Deployment[] } {
  // two jobs, or two runs of a matrix, may deploy the same thing in the same words
  const told = [...new Map(facts.deployments.map(deploy => [JSON.stringify(deploy), deploy])).values()];
  const starts = told.filter(({ trigger }) => startsByMerge(trigger, into));
  return { starts, others: told.filter(deploy => !starts.includes(deploy)) };
}

function startsByMerge({ event, branches }: Deployment['trigger'], into: string): boolean {
  if (event !== 'push' && event !== 'platform' && event !== 'pipeline') return false;
  return branches === undefined || branches.length === 0 || branchMatches(branches, into);
}

/** GitHub's rule for branch filters: the patterns in order, the last that matches decides. */
export function branchMatches(patterns: readonly string[], branch: string): boolean {
  let matches = patterns.every(pattern => pattern.startsWith('!'));
  for (const pattern of patterns) {
    const negative = pattern.startsWith('!');
    const source = (negative ? pattern.slice(1) : pattern)
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*\*|\*/g, star => (star === '**' ? '.*' : '[^/]*'));
    if (matchesWhole(source, branch)) matches = !negative;
  }
  return matches;
}

function matchesWhole(source: string, text: string): boolean {
  try {
    return new RegExp(`^${source}$`).test(text);
  } catch {
    // a filter that is no pattern (an unfinished bracket) matches its own words alone
    return source === text;
  }
}
