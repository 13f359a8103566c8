/** Whether an event starts a workflow. */
import type { Translate } from '../../../translate';
import type { Evidence } from '../../types';
import type { Happening } from './context';
import { passesName, passesPullRequest, passesPush, type RefResult } from './filters';
import type { Fate } from '../fate';
import type { Workflow, WorkflowEvent } from './workflow';

/** Types that GitHub takes where a workflow names none. */
const usualTypes = ['opened', 'synchronize', 'reopened'];

/** A `workflow_run` that names types but not the end. */
export const waitsForStart = (types: readonly string[] | undefined): boolean =>
  types !== undefined && !types.includes('completed');

export const isPull = (name: string): boolean => name === 'pull_request' || name === 'pull_request_target';

const quoted = (names: readonly string[]): string => names.map(name => `\`${name}\``).join(', ');

/** What starts it, or why nothing does. `actions`: the activity types that are left of those that may happen. */
export function start(
  workflow: Workflow,
  on: WorkflowEvent,
  event: Happening,
  t: Translate,
): Fate & { readonly event: Happening } {
  const line = (number: number): Evidence => workflow.source.evidence(number);
  const result = (
    runs: Fate['runs'],
    reason: string,
    ...numbers: readonly number[]
  ): Fate & { event: Happening } => ({
    runs,
    reasons: runs === 'unknown' ? [] : [reason],
    decides: runs === 'unknown' ? [reason] : [],
    assumes: [],
    lines: [...new Set([on.line, ...numbers])].map(line),
    event,
  });
  if (isPull(on.name)) {
    const meant = event.actions ?? usualTypes;
    const wanted = on.types ?? usualTypes;
    const actions = meant.filter(type => wanted.includes(type));
    if (actions.length === 0)
      return result('no', t('it starts on a pull request only when it is {0}', quoted(wanted)), on.typesLine);
    const passed = passesPullRequest(on.filters, event.base ?? '', event.changed ?? []);
    const base = t('a pull request into `{0}` starts it', event.base ?? '');
    return { ...filtered(passed, event.changed, base, result, t), event: { ...event, actions } };
  }
  if (on.name === 'push' && event.ref) {
    const { ref } = event;
    const passed = passesPush(on.filters, { ...ref, changed: event.changed ?? [] });
    const what =
      ref.kind === 'tag' ? t('the tag `{0}` starts it', ref.name) : t('a push to `{0}` starts it', ref.name);
    return filtered(passed, event.changed, what, result, t);
  }
  return result('yes', t('`{0}` starts it', on.name));
}

type Make = (
  runs: Fate['runs'],
  reason: string,
  ...lines: readonly number[]
) => Fate & { readonly event: Happening };

function filtered(
  passed: RefResult,
  changed: Happening['changed'],
  what: string,
  result: Make,
  t: Translate,
): Fate & { readonly event: Happening } {
  const { filter, line } = passed;
  if (!filter) return result('yes', what);
  const paths = filter.key.startsWith('paths');
  if (passed.passes === 'unknown') {
    // without a list of changed files a path filter is a question of what changes
    return changed === undefined
      ? result('yes', what, filter.line)
      : result('unknown', t('which files change (`{0}`)', filter.key), filter.line);
  }
  if (passed.passes)
    return result(
      'yes',
      paths ? t('{0} and the changed files pass its `{1}`', what, filter.key) : what,
      filter.line,
      line,
    );
  const shown = quoted(filter.patterns.slice(0, 4).map(({ text }) => text));
  const why = paths
    ? filter.ignore
      ? t('every changed file is left out by its `{0}` ({1})', filter.key, shown)
      : t('no changed file passes its `{0}` ({1})', filter.key, shown)
    : t('its `{0}` ({1}) does not let this through', filter.key, shown);
  return result('no', why, filter.line, line);
}

/** A workflow that waits for others: does it start after `first`? */
export function startAfter(
  workflow: Workflow,
  on: WorkflowEvent,
  first: Workflow,
  before: Fate,
  happening: Happening,
  t: Translate,
): Fate & { readonly event: Happening } {
  const event: Happening = { name: 'workflow_run', after: happening, afterName: first.name };
  const lines = [workflow.source.evidence(on.line), ...before.lines];
  const branch = happening.head ?? (happening.base === undefined ? happening.ref?.name : undefined);
  if (on.filters.branches) {
    const lineOf = workflow.source.evidence(on.filters.branches.line);
    if (branch === undefined)
      return {
        runs: 'unknown',
        reasons: [],
        decides: [t('the name of the branch')],
        assumes: [],
        lines: [...lines, lineOf],
        event,
      };
    const passed = passesName(on.filters.branches, branch);
    if (passed.passes !== true)
      return {
        runs: 'no',
        reasons: [
          t(
            'it follows `{0}` only on {1}',
            first.name,
            quoted(on.filters.branches.patterns.map(({ text }) => text)),
          ),
        ],
        decides: [],
        assumes: [],
        lines: [...lines, lineOf],
        event,
      };
  }
  return {
    runs: before.runs,
    reasons: [
      waitsForStart(on.types)
        ? t('it starts when `{0}` starts', first.name)
        : t('it starts when `{0}` has ended', first.name),
    ],
    decides: before.decides,
    assumes: before.assumes,
    lines,
    event,
  };
}

/** Why a workflow without a fitting event stays quiet. */
export function otherStart(
  workflow: Workflow,
  kind: 'push' | 'tag' | 'pull_request',
  t: Translate,
): { readonly why: string; readonly evidence: readonly Evidence[] } {
  const phrases: readonly (readonly [string, string])[] = [
    ['push', kind === 'pull_request' ? t('a push') : t('a push to other branches or tags')],
    ['pull_request', t('a pull request')],
    ['pull_request_target', t('a pull request')],
    ['release', t('a published release')],
    ['schedule', t('the clock')],
    ['workflow_dispatch', t('a person who starts it by hand')],
    ['workflow_call', t('another workflow that calls it')],
    ['workflow_run', t('the end of another workflow')],
    ['repository_dispatch', t('a program outside that starts it')],
    ['merge_group', t('a merge queue')],
  ];
  const names = workflow.events.map(
    ({ name }) => phrases.find(([event]) => event === name)?.[1] ?? `\`${name}\``,
  );
  return {
    why: t('it starts on {0}', [...new Set(names)].join(', ')),
    evidence: workflow.events.slice(0, 3).map(({ line }) => workflow.source.evidence(line)),
  };
}
