/** Events to try on CircleCI's workflows, so that the list of deployments and the trace come from the same rules. */
import { at, itemsOf, textsOf, type Tree } from '../../read/tree';
import type { Probe } from '../outcome';
import { compileRegex } from '../regex';
import type { Ref } from './filters';
import type { Happening } from './play';
import type { Workflow } from './workflows';

export function probesOf(
  text: string,
  defaultBranch: string | undefined,
  workflows: readonly Workflow[],
): readonly Probe<Happening>[] {
  const names = { branches: new Map<string, string>(), tags: new Map<string, string>() };
  const add = (to: Map<string, string>, label: string): void => {
    const [, source] = /^\/([\s\S]*)\/$/.exec(label) ?? [];
    const like = source === undefined ? label : (compileRegex(source)?.like ?? '');
    if (like !== '' && source !== '.*' && to.size < 30) to.set(label, like);
  };
  if (defaultBranch !== undefined) add(names.branches, defaultBranch);
  const filters = (owner: Tree | undefined): void => {
    for (const kind of ['branches', 'tags'] as const)
      for (const key of ['only', 'ignore'])
        for (const one of textsOf(at(owner, kind, key))) add(names[kind], one);
  };
  for (const { tree, uses } of workflows) {
    for (const use of uses) filters(at(use.tree, 'filters'));
    for (const one of itemsOf(at(tree, 'triggers'))) filters(at(one, 'schedule', 'filters'));
  }
  // `pipeline.git.branch == "main"`, `pipeline.git.tag starts-with "v"`
  for (const [, kind, operator, name = ''] of text.matchAll(
    /pipeline\.git\.(branch|tag)\s+(==|!=|starts-with)\s+["']([\w./-]+)["']/g,
  ))
    add(
      kind === 'tag' ? names.tags : names.branches,
      operator === 'starts-with' ? `/^${name.replace(/[./]/g, '\\$&')}.*/` : name,
    );
  for (const [, name = ''] of text.matchAll(
    /equal:\s*\[\s*["']?([\w./-]+)["']?\s*,\s*<<\s*pipeline\.git\.branch/g,
  ))
    add(names.branches, name);
  const probes: Probe<Happening>[] = [];
  const ref = (kind: Ref['kind'], name: string): Happening => ({ ref: { kind, name }, source: 'webhook' });
  for (const [label, name] of names.branches)
    probes.push({ kind: 'push', label, event: ref('branch', name) });
  probes.push({ kind: 'push', label: undefined, event: ref('branch', 'some/other-branch') });
  for (const [label, name] of names.tags) probes.push({ kind: 'tag', label, event: ref('tag', name) });
  probes.push({ kind: 'tag', label: undefined, event: ref('tag', 'zz-other') });
  if (workflows.some(({ scheduled }) => scheduled))
    for (const name of new Set([defaultBranch, ...names.branches.values()]))
      probes.push({
        kind: 'schedule',
        label: undefined,
        event: { ref: { kind: 'branch', name }, source: 'schedule' },
      });
  return probes;
}
