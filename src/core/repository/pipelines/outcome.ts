/** Turns what became of the jobs of one CI system into the trace of an event and the list of deployments. */
import type { Translate } from '../../translate';
import type {
  Approval,
  Deployment,
  EventName,
  Evidence,
  Trace,
  TracedAbsence,
  TracedDeployment,
  TracedRun,
} from '../types';
import type { Act } from './acts';
import { confidenceOf, type Fate } from './fate';
import { trigger, triedOf } from './probeTrigger';
import { code, distinct, why } from './sentences';

export interface DeployOutcome {
  readonly act: Act;
  /** '' where nothing names it. */
  readonly environment: string;
  readonly target: string | undefined;
  readonly approval: Approval;
  readonly fate: Fate;
  /** The line that deploys, then those of the scripts that it leads through. */
  readonly evidence: readonly Evidence[];
}

export interface JobOutcome {
  readonly pipeline: string;
  readonly job: string;
  readonly fate: Fate;
  readonly deploys: readonly DeployOutcome[];
  /** Jobs that it waits for. */
  readonly after: readonly string[];
  /** Started by another pipeline of the same event: its name. */
  readonly startedBy?: string;
  /** Only where such files change. */
  readonly paths?: readonly string[];
}

/** A pipeline that the event leaves alone. */
export interface QuietPipeline {
  readonly pipeline: string;
  readonly fate: Fate;
}

export interface Played {
  readonly jobs: readonly JobOutcome[];
  readonly quiet: readonly QuietPipeline[];
}

/** An event to try, so that the list of deployments agrees with the trace. */
export interface Probe<Event> {
  readonly kind: EventName;
  readonly event: Event;
  /** The branch, tag or pattern that it stands for; `undefined`: every other one. */
  readonly label: string | undefined;
}

export const mechanismOf = ({ mechanism, provider }: Act): string =>
  provider === '' || mechanism.toLowerCase().includes(provider.toLowerCase())
    ? mechanism
    : `${mechanism} (${provider})`;

/** What an act leaves open, or takes for granted, by itself. */
export const withUnclear = (fate: Fate, act: Act, t: Translate): Fate =>
  act.kind === 'unclear'
    ? { ...fate, decides: [...fate.decides, t('what `{0}` does', act.mechanism)] }
    : act.inferred && fate.runs === 'yes'
      ? { ...fate, assumes: [...fate.assumes, t('`{0}` releases something that users get', act.mechanism)] }
      : fate;

function traced({ act, environment, target, approval, fate, evidence }: DeployOutcome, t: Translate) {
  const made: TracedDeployment = {
    environment: environment === '' ? t('not named') : environment,
    ...(target !== undefined && { target }),
    mechanism: mechanismOf(act),
    approval,
    why: why(withUnclear(fate, act, t), t),
    confidence:
      act.kind === 'unclear'
        ? 'unknown'
        : act.inferred && fate.runs === 'yes'
          ? 'inferred'
          : confidenceOf(fate),
    evidence: distinct([...evidence, ...fate.lines]),
  };
  return made;
}

/** `plays`: what each of the happenings behind one event does; the surest run of a job counts. */
export function traceOf(system: string, plays: readonly Played[], t: Translate): Trace {
  const runs = new Map<string, TracedRun>();
  const deploys = new Map<string, TracedDeployment>();
  const absent = new Map<string, TracedAbsence>();
  const surer = (other: { readonly confidence: string } | undefined, made: { readonly confidence: string }) =>
    !other || (other.confidence === 'unknown' && made.confidence !== 'unknown');
  for (const { pipeline, job, fate, deploys: own } of plays.flatMap(({ jobs }) => jobs)) {
    const key = `${pipeline}#${job}`;
    const common = { system, pipeline, job, why: why(fate, t), evidence: distinct(fate.lines) };
    if (fate.runs === 'no') {
      if (!absent.has(key)) absent.set(key, common);
    } else {
      const made = { ...common, confidence: confidenceOf(fate) };
      if (surer(runs.get(key), made)) runs.set(key, made);
    }
    for (const deploy of own) {
      const made = traced(deploy, t);
      const id = [key, made.environment, made.target, made.mechanism].join('\n');
      if (surer(deploys.get(id), made)) deploys.set(id, made);
    }
  }
  for (const key of runs.keys()) absent.delete(key);
  const running = new Set([...runs.values()].map(({ pipeline }) => pipeline));
  const quiet = new Map<string, TracedAbsence>();
  for (const { pipeline, fate } of plays.flatMap(play => play.quiet))
    if (!running.has(pipeline) && !quiet.has(pipeline))
      quiet.set(pipeline, { system, pipeline, why: why(fate, t), evidence: distinct(fate.lines) });
  return {
    runs: [...runs.values()],
    deploys: [...deploys.values()],
    notRun: [...[...absent.values()].filter(({ pipeline }) => !quiet.has(pipeline)), ...quiet.values()],
  };
}

/** Every deployment that some kind of event sets in motion. */
export function deploymentsOf<Event>(
  probes: readonly Probe<Event>[],
  play: (event: Event) => Played,
  t: Translate,
): readonly Deployment[] {
  interface Group {
    readonly deploy: Deployment;
    readonly labels: Set<string>;
    readonly after: readonly string[];
    readonly startedBy: string;
    all: boolean;
  }
  const groups = new Map<string, Group>();
  for (const { kind, event, label } of probes)
    for (const { pipeline, job, deploys, after, startedBy = '', paths } of play(event).jobs)
      for (const deploy of deploys) {
        const made = traced(deploy, t);
        const { environment, target, mechanism, approval, confidence, evidence } = made;
        const key = [pipeline, job, environment, target, mechanism, approval, confidence, kind].join('\n');
        const group = groups.get(key) ?? {
          labels: new Set<string>(),
          all: false,
          after,
          startedBy,
          deploy: {
            trigger: { event: kind, text: startedBy, ...(paths && paths.length > 0 && { paths }) },
            environment,
            ...(target !== undefined && { target }),
            mechanism,
            ...(deploy.act.provider !== '' && { provider: deploy.act.provider }),
            kind: deploy.act.kind,
            approval,
            confidence,
            evidence,
          },
        };
        if (label === undefined) group.all = true;
        else group.labels.add(label);
        groups.set(key, group);
      }
  return [...groups.values()].map(({ deploy, labels, all, after }) => ({
    ...deploy,
    trigger: trigger(
      deploy.trigger,
      triedOf(
        labels,
        all,
        probes.flatMap(({ kind, label }) =>
          kind === deploy.trigger.event && label !== undefined ? [label] : [],
        ),
      ),
      [
        after.length === 0 ? '' : t('after {0}', code(after.slice(0, 4))),
        deploy.approval === 'manual' ? t('when a person starts it') : '',
      ],
      t,
    ),
  }));
}
