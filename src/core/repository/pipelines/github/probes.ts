/** Events to try on the workflows, so that the list of deployments and the trace come from the same rules. */
import type { Trigger } from '../../types';
import { isGlob, sampleOf } from '../globs';
import type { Happening, Repository } from './context';
import type { Workflow } from './workflow';

export interface Probe {
  readonly kind: Trigger['event'];
  readonly event: Happening;
  /** The branch, tag or pattern that it stands for; `undefined`: every other one. */
  readonly label: string | undefined;
}

const mostNames = 40;

export function probesOf(workflows: readonly Workflow[], repository: Repository): readonly Probe[] {
  const patterns = (kind: 'branches' | 'tags'): readonly string[] =>
    workflows.flatMap(({ events }) =>
      events.flatMap(({ filters }) =>
        filters[kind]?.ignore === true ? [] : (filters[kind]?.patterns ?? []).map(({ text }) => text),
      ),
    );
  const conditions = workflows.flatMap(({ source }) => [
    ...source.text.matchAll(
      /refs\/(heads|tags)\/([\w./-]+)|(?:ref_name|base_ref|head_branch|base\.ref)\s*[=!]=\s*["']([\w./-]+)["']/g,
    ),
  ]);
  const inConditions = (kind: 'heads' | 'tags'): readonly string[] =>
    conditions.flatMap(([, where, name, bare]) =>
      bare !== undefined
        ? kind === 'heads'
          ? [bare]
          : []
        : where === kind && name !== undefined
          ? [name]
          : [],
    );
  const branches = named([
    ...(repository.defaultBranch === undefined ? [] : [repository.defaultBranch]),
    ...patterns('branches'),
    ...inConditions('heads'),
  ]);
  const tags = named([
    ...patterns('tags'),
    ...inConditions('tags').map(name => (/\d/.test(name) ? name : `${name}*`)),
  ]);
  const uses = new Set(workflows.flatMap(({ events }) => events.map(({ name }) => name)));
  const probes: Probe[] = [];
  const add = (kind: Probe['kind'], event: Happening, label: string | undefined): void => {
    if (uses.has(event.name)) probes.push({ kind, event, label });
  };
  for (const { name, label } of [...branches, { name: 'some/other-branch', label: undefined }]) {
    const ref = { kind: 'branch', name } as const;
    add('push', { name: 'push', ref }, label);
    for (const pull of ['pull_request', 'pull_request_target'])
      add('pull_request', { name: pull, base: name, actions: ['opened', 'synchronize', 'reopened'] }, label);
    for (const pull of ['pull_request', 'pull_request_target'])
      add('pull_request', { name: pull, base: name, actions: ['closed'] }, label);
  }
  for (const { name, label } of [...tags, { name: 'zz-other', label: undefined }]) {
    const ref = { kind: 'tag', name } as const;
    add('tag', { name: 'push', ref }, label);
    add('tag', { name: 'create', ref }, label);
  }
  add('release', { name: 'release', ref: { kind: 'tag', name: 'v1.0.0' } }, undefined);
  add('schedule', { name: 'schedule' }, undefined);
  add('manual', { name: 'workflow_dispatch' }, undefined);
  add('external', { name: 'repository_dispatch' }, undefined);
  for (const name of uses) if (!ordinary.has(name)) add('external', { name }, undefined);
  return probes;
}

const ordinary = new Set([
  'push',
  'pull_request',
  'pull_request_target',
  'create',
  'release',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'workflow_call',
  'workflow_run',
]);

function named(patterns: readonly string[]): readonly { readonly name: string; readonly label: string }[] {
  const seen = new Map<string, { name: string; label: string }>();
  for (const pattern of patterns) {
    if (pattern.startsWith('!') || /^\*+(\/\*+)?$/.test(pattern) || seen.size >= mostNames) continue;
    const name = isGlob(pattern) ? sampleOf(pattern) : pattern;
    if (!seen.has(name)) seen.set(name, { name, label: pattern });
  }
  return [...seen.values()];
}
