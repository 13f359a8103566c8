/** GitHub Actions as a pipeline model. */
import type { Translate } from '../../../translate';
import type { Sources } from '../../read/sources';
import type {
  Deployment,
  RepositoryEvent,
  Trace,
  TracedAbsence,
  TracedDeployment,
  TracedRun,
  Trigger,
} from '../../types';
import type { PipelineModel } from '../model';
import { mechanismOf, withUnclear } from '../outcome';
import { releasePhrase, trigger, triedOf } from '../probeTrigger';
import { code, distinct, why } from '../sentences';
import type { Repository } from './context';
import { probesOf } from './probes';
import { readWorkflows } from './read';
import { confidenceOf, type Fate } from '../fate';
import type { DeployRun, JobRun } from './run';
import { otherStart, waitsForStart } from './start';
import { happenings, runWorkflows, type WorkflowRun } from './trace';
import { triggersOf } from './triggers';
import type { Workflow } from './workflow';

const system = 'GitHub Actions';

export async function readGithub(
  sources: Sources,
  repository: Repository,
  t: Translate,
): Promise<PipelineModel> {
  const workflows = await readWorkflows(sources);
  const trace = (event: RepositoryEvent): Trace => traceAll(workflows, event, repository, t);
  return {
    pipelines: workflows.map(workflow => ({
      system,
      name: workflow.name,
      file: workflow.file,
      triggers: triggersOf(workflow, t),
    })),
    deployments: deploymentsOf(workflows, repository, t),
    skipped: [],
    untraced: [],
    trace,
  };
}

function traceAll(
  workflows: readonly Workflow[],
  event: RepositoryEvent,
  repository: Repository,
  t: Translate,
): Trace {
  const results = happenings(event, t).flatMap(({ event: happening, only }) =>
    runWorkflows(workflows, happening, repository, t, only),
  );
  const runs = new Map<string, TracedRun>();
  const deploys = new Map<string, TracedDeployment>();
  const absent = new Map<string, TracedAbsence>();
  for (const result of results) {
    if (result.fate.runs === 'no') continue;
    for (const run of flatten(result.jobs)) {
      const fate = joined(result.fate, run.fate);
      const key = `${run.workflow.file}#${run.job.id}`;
      if (fate.runs === 'no') {
        absent.set(key, {
          system,
          pipeline: run.workflow.file,
          job: run.job.id,
          why: why(fate, t),
          evidence: distinct(fate.lines),
        });
        continue;
      }
      const found = runs.get(key);
      const traced: TracedRun = {
        system,
        pipeline: run.workflow.file,
        job: run.job.id,
        why: why(fate, t),
        confidence: confidenceOf(fate),
        evidence: distinct([...fate.lines, ...result.fate.lines]),
      };
      if (!found || (found.confidence === 'unknown' && traced.confidence !== 'unknown'))
        runs.set(key, traced);
      for (const deploy of run.deploys) {
        const made = tracedDeploy(deploy, result.fate, run, t);
        const id = [key, made.environment, made.target, made.mechanism].join('\n');
        const other = deploys.get(id);
        if (!other || (other.confidence === 'unknown' && made.confidence !== 'unknown'))
          deploys.set(id, made);
      }
    }
  }
  for (const key of runs.keys()) absent.delete(key);
  return {
    runs: [...runs.values()],
    deploys: [...deploys.values()],
    notRun: [
      ...absent.values(),
      ...quiet(workflows, results, event, t, new Set([...runs.values()].map(({ pipeline }) => pipeline))),
    ],
  };
}

/** Workflows that the event leaves alone, and why. */
function quiet(
  workflows: readonly Workflow[],
  results: readonly WorkflowRun[],
  event: RepositoryEvent,
  t: Translate,
  running: ReadonlySet<string>,
): readonly TracedAbsence[] {
  return workflows.flatMap<TracedAbsence>(workflow => {
    const own = results.filter(result => result.workflow === workflow);
    if (running.has(workflow.file) || own.some(({ fate }) => fate.runs !== 'no')) return [];
    const [held] = own;
    if (held)
      return [
        { system, pipeline: workflow.file, why: why(held.fate, t), evidence: distinct(held.fate.lines) },
      ];
    const { why: reason, evidence } = otherStart(workflow, event.kind, t);
    return [
      {
        system,
        pipeline: workflow.file,
        why: why({ reasons: [reason], decides: [], assumes: [] }, t),
        evidence,
      },
    ];
  });
}

const flatten = (runs: readonly JobRun[]): readonly JobRun[] =>
  runs.flatMap(run => [run, ...flatten(run.called)]);

/** A job is no more certain than the start of its workflow. */
const joined = (start: Fate, fate: Fate): Fate => ({
  runs: fate.runs === 'no' ? 'no' : start.runs === 'unknown' ? 'unknown' : fate.runs,
  reasons: fate.runs === 'no' ? fate.reasons : [...start.reasons, ...fate.reasons],
  decides: [...start.decides, ...fate.decides],
  assumes: [...new Set([...start.assumes, ...fate.assumes])],
  lines: fate.lines,
});

function tracedDeploy(deploy: DeployRun, start: Fate, run: JobRun, t: Translate): TracedDeployment {
  const fate = joined(start, deploy.fate);
  return {
    environment: deploy.environment === '' ? t('not named') : deploy.environment,
    ...(deploy.target !== undefined && { target: deploy.target }),
    mechanism: mechanismOf(deploy.act),
    approval: approvalOf(deploy, run),
    why: why(withUnclear(fate, deploy.act, t), t),
    confidence: deploy.act.inferred && fate.runs === 'yes' ? 'inferred' : confidenceOf(fate),
    evidence: distinct([
      ...deploy.fate.lines.slice(0, 1),
      ...throughOf(deploy, run),
      ...deploy.fate.lines.slice(1),
      ...start.lines,
    ]),
  };
}

const approvalOf = (deploy: DeployRun, { job }: JobRun): Deployment['approval'] =>
  job.acts.some(({ act }) => act.approval)
    ? 'manual'
    : deploy.gate || deploy.act.kind === 'unclear'
      ? 'unknown'
      : 'none';

const throughOf = (deploy: DeployRun, { job }: JobRun) =>
  job.acts
    .flatMap(({ act: { mechanism, provider }, through = [] }) =>
      mechanism === deploy.act.mechanism && provider === deploy.act.provider ? through : [],
    )
    .slice(0, 3);

/** Deployments are found by trying every kind of event that the workflows speak of, so that they agree with the trace. */
function deploymentsOf(
  workflows: readonly Workflow[],
  repository: Repository,
  t: Translate,
): readonly Deployment[] {
  interface Group {
    readonly deploy: Deployment;
    readonly labels: Set<string>;
    readonly needs: string;
    /** What starts it, where that is more than the kind of event. */
    readonly own: string | undefined;
    /** A pull request that is closed, which merging does too. */
    readonly closed: boolean;
    all: boolean;
  }
  const groups = new Map<string, Group>();
  const probes = probesOf(workflows, repository);
  for (const probe of probes) {
    for (const result of runWorkflows(workflows, probe.event, repository, t, undefined)) {
      if (result.fate.runs === 'no') continue;
      for (const run of flatten(result.jobs)) {
        for (const deploy of run.deploys) {
          const made = tracedDeploy(deploy, result.fate, run, t);
          const event: Trigger['event'] = result.event.name === 'workflow_run' ? 'pipeline' : probe.kind;
          const closed = result.event.actions?.includes('closed') === true;
          const key = [
            run.workflow.file,
            run.job.id,
            made.environment,
            made.target,
            made.mechanism,
            made.confidence,
            event,
            result.event.afterName,
            closed,
            ownPhrase(result, t),
          ].join('\n');
          const paths =
            event === 'push' || event === 'pull_request'
              ? result.on.filters.paths?.patterns.map(({ text }) => text)
              : undefined;
          const ignored = result.on.filters.paths?.ignore === true;
          const group = groups.get(key) ?? {
            labels: new Set<string>(),
            all: false,
            closed,
            needs: needsPhrase(run, t),
            own: ownPhrase(result, t),
            deploy: {
              trigger: {
                event,
                text: result.event.afterName ?? '',
                ...(paths && { paths: ignored ? paths.map(path => `!${path}`) : paths }),
              },
              environment: made.environment,
              ...(made.target !== undefined && { target: made.target }),
              mechanism: made.mechanism,
              ...(deploy.act.provider !== '' && { provider: deploy.act.provider }),
              kind: deploy.act.kind,
              approval: made.approval,
              confidence: made.confidence,
              evidence: made.evidence,
            },
          };
          if (probe.label === undefined) group.all = true;
          else group.labels.add(probe.label);
          groups.set(key, group);
        }
      }
    }
  }
  return [...groups.values()].map(({ deploy, labels, all, needs, own, closed }) => {
    const tried = triedOf(
      labels,
      all,
      probes.flatMap(({ kind, label }) =>
        kind === deploy.trigger.event && label !== undefined ? [label] : [],
      ),
    );
    return {
      ...deploy,
      trigger: trigger(
        deploy.trigger,
        tried,
        [closed ? t('when it is merged or closed') : '', needs],
        t,
        own,
      ),
    };
  });
}

function ownPhrase({ event, on }: WorkflowRun, t: Translate): string | undefined {
  if (event.name === 'release') return releasePhrase(on.types, t);
  return event.name === 'workflow_run' && waitsForStart(on.types)
    ? t('when {0} starts', code([event.afterName ?? '']))
    : undefined;
}

function needsPhrase({ job }: JobRun, t: Translate): string {
  return job.needs.length === 0 ? '' : t('after {0}', code(job.needs));
}
