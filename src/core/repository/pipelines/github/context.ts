/** What GitHub's expressions know about an event before it happens. */
import type { Translate } from '../../../translate';
import { known, unknown, type Value } from './values';
import type { Plain } from './actionsLibrary';

/** An event as GitHub names it. */
export interface Happening {
  /** `push`, `pull_request`, `workflow_dispatch`, ... */
  readonly name: string;
  /** The branch or tag that it is about; for a pull request the merge of its branch. */
  readonly ref?: { readonly kind: 'branch' | 'tag'; readonly name: string };
  /** Of a pull request. */
  readonly base?: string;
  readonly head?: string | undefined;
  /** `undefined`: not known, path filters are taken to pass. */
  readonly changed?: readonly string[];
  /** The activity types that are meant. */
  readonly actions?: readonly string[];
  /** `workflow_run`: what ran before. */
  readonly after?: Happening;
  readonly afterName?: string;
}

/** What git knows about the repository. */
export interface Repository {
  readonly defaultBranch: string | undefined;
  /** `owner/name` on GitHub, from the remote. */
  readonly slug: string | undefined;
}

export function githubValue(
  path: readonly string[],
  event: Happening,
  repository: Repository,
  t: Translate,
): Value {
  const key = path.map(part => part.toLowerCase()).join('.');
  const { ref, base, head } = event;
  const pull = base !== undefined;
  const target = event.name === 'pull_request_target';
  // these run on the default branch, whatever they are about
  const later = event.name === 'workflow_run' || event.name === 'schedule' || target;
  const branch = later ? repository.defaultBranch : ref?.name;
  const open = (): Value =>
    unknown(t('`{0}`', path[0] === 'github' ? path.join('.') : `github.${path.join('.')}`));
  switch (key) {
    case 'event_name':
      return known(event.name);
    case 'ref':
      if (pull && !target)
        return {
          form: { test: /^refs\/pull\/\d+\/merge$/i, like: 'refs/pull/0/merge' },
          decides: [t('the number of the pull request')],
          assumes: [],
        };
      if (branch === undefined) return unknown(t('which branch it is started on'));
      return known(`refs/${ref?.kind === 'tag' && !later ? 'tags' : 'heads'}/${branch}`);
    case 'ref_name':
      if (pull && !target)
        return {
          form: { test: /^\d+\/merge$/, like: '0/merge' },
          decides: [t('the number of the pull request')],
          assumes: [],
        };
      return branch === undefined ? unknown(t('which branch it is started on')) : known(branch);
    case 'ref_type':
      return ref === undefined && !pull && !later
        ? unknown(t('whether it is started on a branch or a tag'))
        : known(ref?.kind === 'tag' ? 'tag' : 'branch');
    case 'base_ref':
    case 'event.pull_request.base.ref':
      return known(base ?? (key === 'base_ref' ? '' : null));
    case 'head_ref':
    case 'event.pull_request.head.ref':
      if (!pull) return known(key === 'head_ref' ? '' : null);
      return head === undefined
        ? { form: { test: /./s }, decides: [t('the name of the branch')], assumes: [] }
        : known(head);
    case 'event.ref':
      return ref
        ? known(
            event.name === 'create' ? ref.name : `refs/${ref.kind === 'tag' ? 'tags' : 'heads'}/${ref.name}`,
          )
        : open();
    case 'repository':
    case 'event.repository.full_name':
      return repository.slug === undefined ? named(t) : known(repository.slug);
    case 'repository_owner':
    case 'event.repository.owner.login':
      return repository.slug === undefined ? named(t) : known(repository.slug.split('/')[0] ?? '');
    case 'event.repository.name':
      return repository.slug === undefined ? named(t) : known(repository.slug.split('/')[1] ?? '');
    case 'event.repository.default_branch':
      return repository.defaultBranch === undefined
        ? unknown(t('the name of the default branch'))
        : known(repository.defaultBranch);
    case 'event.repository.fork':
      return known(false, [t('this is not a fork')]);
    case 'server_url':
      return known('https://github.com', [t('the repository is on github.com')]);
    case 'event.deleted':
      return event.name === 'push' ? known(false) : known(null);
    case 'event.action':
      return actionValue(event, t);
    case 'event.pull_request.merged':
      return pull ? known(event.actions?.includes('closed') ?? false) : known(null);
    case 'event.pull_request.state':
      return pull ? known(event.actions?.includes('closed') === true ? 'closed' : 'open') : known(null);
    case 'event.pull_request.head.repo.fork':
      return pull ? known(false, [t('the branch is in this repository, not in a fork')]) : known(null);
    case 'event.pull_request.head.repo.full_name':
      return pull
        ? {
            ...(repository.slug === undefined ? named(t) : known(repository.slug)),
            assumes: [t('the branch is in this repository, not in a fork')],
          }
        : known(null);
    case 'event.pull_request.draft':
      return pull ? unknown(t('whether the pull request is a draft')) : known(null);
    case 'actor':
    case 'triggering_actor':
    case 'event.pull_request.user.login':
    case 'event.sender.login':
    case 'event.pusher.name':
      return event.name === 'schedule'
        ? open()
        : {
            form: { test: /^(?!.*\[bot\]$)(?!dependabot$|renovate$|github-actions$).+$/i, like: 'a-person' },
            decides: [t('who does it')],
            assumes: [t('a person does it, not a bot')],
          };
    case 'event.pull_request.user.type':
      return pull ? known('User', [t('a person does it, not a bot')]) : known(null);
    case 'event.workflow_run.conclusion':
      return event.after ? known('success', [t('`{0}` succeeded', event.afterName ?? '')]) : known(null);
    case 'event.workflow_run.event':
      return event.after ? known(event.after.name) : known(null);
    case 'event.workflow_run.head_branch':
      return headBranch(event, t);
    case 'event.workflow_run.name':
      return event.after ? known(event.afterName ?? '') : known(null);
    case 'event.workflow_run.head_repository.full_name':
    case 'event.workflow_run.repository.full_name':
      return {
        ...(repository.slug === undefined ? named(t) : known(repository.slug)),
        assumes: [t('the branch is in this repository, not in a fork')],
      };
  }
  if (key.startsWith('event.pull_request.labels') || key.startsWith('event.issue.labels'))
    return pull ? unknown(t('the labels of the pull request')) : known(null);
  if (key.startsWith('event.head_commit.message') || key.startsWith('event.commits'))
    return event.name === 'push' ? unknown(t('the message of the commit')) : known(null);
  if (key.startsWith('event.pull_request.') || key === 'event.pull_request')
    return pull ? (key === 'event.pull_request' ? known(true) : open()) : known(null);
  if (key.startsWith('event.release') && event.name !== 'release') return known(null);
  if (
    (key.startsWith('event.issue') || key.startsWith('event.comment')) &&
    !event.name.startsWith('issue') &&
    !event.name.includes('comment')
  )
    return known(null);
  if (key.startsWith('event.workflow_run') && event.name !== 'workflow_run') return known(null);
  if (key.startsWith('event.schedule') && event.name !== 'schedule') return known(null);
  if (key.startsWith('event.inputs') && event.name !== 'workflow_dispatch') return known(null);
  return open();
}

/** The repository's own name is what a condition compares it with: the guard against forks. */
const named = (t: Translate): Value => ({
  decides: [t('the name of the repository on GitHub')],
  assumes: [],
  guard: t('this is the repository that the condition names, not a fork'),
});

function actionValue(event: Happening, t: Translate): Value {
  const actions: readonly Plain[] = event.actions ?? [];
  const [only] = actions;
  if (only === undefined) return event.name === 'push' ? known(null) : unknown(t('the kind of activity'));
  return actions.length === 1
    ? known(only)
    : { oneOf: actions, decides: [t('whether it is opened or gets new commits')], assumes: [] };
}

function headBranch({ after }: Happening, t: Translate): Value {
  if (!after) return known(null);
  if (after.base !== undefined)
    return after.head === undefined
      ? { form: { test: /./s }, decides: [t('the name of the branch')], assumes: [] }
      : known(after.head);
  return after.ref ? known(after.ref.name) : unknown(t('the branch it ran on'));
}
