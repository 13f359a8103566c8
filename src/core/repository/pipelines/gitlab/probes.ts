/** Events to try on a GitLab configuration: the branches and tags that it speaks of, and one that it does not. */
import { at, entriesOf, type Tree } from '../../read/tree';
import { compileRegex } from '../regex';
import type { Probe } from '../outcome';
import type { Part } from './load';
import { refsOf } from './only';
import type { Pipe } from './variables';

const mostNames = 30;
const comparison =
  /\$\{?(CI_COMMIT_(?:BRANCH|TAG|REF_NAME)|CI_MERGE_REQUEST_TARGET_BRANCH_NAME|CI_DEFAULT_BRANCH)\}?\s*([=!][=~])\s*(?:"([^"]+)"|'([^']+)'|\/((?:[^/\\\n]|\\.)+)\/([ims]*))/g;

interface Name {
  readonly label: string;
  readonly name: string;
}

export function probesOf(parts: readonly Part[], defaultBranch: string | undefined): readonly Probe<Pipe>[] {
  const branches = new Map<string, Name>();
  const tags = new Map<string, Name>();
  const add = (to: Map<string, Name>, label: string, name: string): void => {
    if (to.size < mostNames && name !== '') to.set(label, { label, name });
  };
  if (defaultBranch !== undefined) add(branches, defaultBranch, defaultBranch);
  const uses = new Set<string>();
  for (const {
    source: { text },
    tree,
  } of parts) {
    for (const [, variable = '', , double, single, pattern, flags] of text.matchAll(comparison)) {
      const name = double ?? single ?? (pattern === undefined ? '' : likeOf(pattern, flags));
      const label = pattern === undefined ? name : `/${pattern}/`;
      if (variable !== 'CI_COMMIT_TAG') add(branches, label, name);
      if (variable === 'CI_COMMIT_TAG' || variable === 'CI_COMMIT_REF_NAME') add(tags, label, name);
    }
    for (const name of refsListed(tree)) {
      const [, pattern, flags] = /^\/(.*)\/([ims]*)$/.exec(name) ?? [];
      const sample = pattern === undefined ? name : likeOf(pattern, flags);
      add(branches, name, sample);
      if (pattern !== undefined) add(tags, name, sample);
    }
    for (const word of ['schedule', 'web', 'trigger', 'api', 'pipeline'])
      if (new RegExp(`["'\\s-]${word}s?["'\\s]`).test(text)) uses.add(word);
  }
  const probes: Probe<Pipe>[] = [];
  const other = 'some/other-branch';
  for (const { label, name } of [...branches.values(), { label: undefined, name: other }]) {
    probes.push({ kind: 'push', label, event: { source: 'push', kind: 'branch', ref: name } });
    const pull = {
      source: 'merge_request_event',
      kind: 'mergeRequest',
      ref: 'some/branch',
      base: name,
    } as const;
    probes.push({ kind: 'pull_request', label, event: pull });
  }
  for (const { label, name } of [...tags.values(), { label: undefined, name: 'zz-other' }])
    probes.push({ kind: 'tag', label, event: { source: 'push', kind: 'tag', ref: name } });
  const later = (kind: Probe<Pipe>['kind'], source: string): void => {
    if (uses.has(source))
      probes.push({ kind, label: undefined, event: { source, kind: 'branch', ref: defaultBranch } });
  };
  later('schedule', 'schedule');
  later('manual', 'web');
  later('external', 'trigger');
  later('external', 'api');
  later('external', 'pipeline');
  return probes;
}

const likeOf = (pattern: string, flags: string | undefined): string => {
  const compiled = compileRegex(pattern.replace(/\\\//g, '/'), flags);
  return compiled?.test(compiled.like) === true ? compiled.like : '';
};

const keyword =
  /^(branches|tags|merge_requests|pushes|schedules|triggers|web|api|chat|external|external_pull_requests|pipelines)$/;

/** Names below `only` and `except`; keywords of GitLab are not names. */
const refsListed = (file: Tree): readonly string[] =>
  entriesOf(file).flatMap(({ value: job }) =>
    ['only', 'except']
      .flatMap(key => {
        const value = at(job, key);
        return value ? (refsOf(value) ?? []) : [];
      })
      .map(name => name.replace(/@[\w./-]+$/, ''))
      .filter(name => !keyword.test(name)),
  );
