/** What one event sets in motion in all workflows together, chains included. */
import type { Translate } from '../../../translate';
import type { RepositoryEvent } from '../../types';
import type { Happening, Repository } from './context';
import type { Fate } from '../fate';
import { runJobs, type JobRun } from './run';
import { start, startAfter } from './start';
import { known, unknown, type Value } from './values';
import type { Workflow, WorkflowEvent } from './workflow';

export interface WorkflowRun {
  readonly workflow: Workflow;
  readonly on: WorkflowEvent;
  readonly event: Happening;
  readonly fate: Fate;
  readonly jobs: readonly JobRun[];
}

const longestChain = 4;

/** GitHub's events behind what a person calls one event; the second element says what has to be the case. */
export function happenings(
  event: RepositoryEvent,
  t: Translate,
): readonly { readonly event: Happening; readonly only?: string }[] {
  switch (event.kind) {
    case 'pull_request': {
      const pull = {
        base: event.base,
        head: event.head,
        changed: event.changed,
        actions: ['opened', 'synchronize', 'reopened'],
      };
      return [
        { event: { name: 'pull_request', ...pull } },
        { event: { name: 'pull_request_target', ...pull } },
      ];
    }
    case 'push': {
      const ref = { kind: 'branch', name: event.branch } as const;
      const merged = { base: event.branch, changed: event.changed, actions: ['closed'] };
      return [
        { event: { name: 'push', ref, changed: event.changed } },
        {
          event: { name: 'pull_request', ...merged },
          only: t('whether the push is the merge of a pull request'),
        },
        {
          event: { name: 'pull_request_target', ...merged },
          only: t('whether the push is the merge of a pull request'),
        },
        { event: { name: 'create', ref }, only: t('whether the push creates the branch') },
      ];
    }
    case 'tag': {
      const ref = { kind: 'tag', name: event.tag } as const;
      return [{ event: { name: 'push', ref } }, { event: { name: 'create', ref } }];
    }
  }
}

/** Runs of every workflow that `event` starts or that its filters hold back. */
export function runWorkflows(
  workflows: readonly Workflow[],
  event: Happening,
  repository: Repository,
  t: Translate,
  only?: string,
): readonly WorkflowRun[] {
  const byFile = new Map(workflows.map(workflow => [workflow.file, workflow]));
  const run = (workflow: Workflow, on: WorkflowEvent, happening: Happening, started: Fate): WorkflowRun => {
    const fate: Fate =
      only === undefined || started.runs === 'no'
        ? started
        : { ...started, runs: 'unknown', decides: [only] };
    const call = {
      event: happening,
      repository,
      t,
      inputs: inputsOf(workflow, happening, t),
      workflows: byFile,
      depth: 0,
    };
    return { workflow, on, event: happening, fate, jobs: fate.runs === 'no' ? [] : runJobs(workflow, call) };
  };
  const all = workflows.flatMap(workflow =>
    workflow.events
      .filter(({ name }) => name === event.name)
      .map(on => {
        const { event: narrowed, ...fate } = start(workflow, on, event, t);
        return run(workflow, on, narrowed, fate);
      })
      // a type that is not meant here is not worth a line
      .filter(({ fate }) => !(only !== undefined && fate.runs === 'no')),
  );
  let last = all.filter(({ fate }) => fate.runs !== 'no');
  const chain = [...all];
  for (let length = 1; length < longestChain && last.length > 0; length++) {
    const next: WorkflowRun[] = [];
    for (const before of last)
      for (const workflow of workflows)
        for (const on of workflow.events) {
          if (on.name !== 'workflow_run' || !on.workflows.includes(before.workflow.name)) continue;
          if (
            chain.some(
              other =>
                other.workflow === workflow &&
                other.on === on &&
                other.event.afterName === before.workflow.name,
            )
          )
            continue;
          const { event: happening, ...fate } = startAfter(
            workflow,
            on,
            before.workflow,
            before.fate,
            before.event,
            t,
          );
          next.push(run(workflow, on, happening, fate));
        }
    chain.push(...next);
    last = next.filter(({ fate }) => fate.runs !== 'no');
  }
  return chain;
}

function inputsOf(workflow: Workflow, event: Happening, t: Translate): ReadonlyMap<string, Value> {
  if (event.name !== 'workflow_dispatch')
    return new Map([...workflow.inputs.keys()].map(name => [name, known(null)]));
  return new Map(
    [...workflow.inputs.keys()].map(name => [
      name,
      unknown(t('the input `{0}` that the person chooses', name)),
    ]),
  );
}
