import type { Deployment, Pipeline, RepositoryFacts, Trigger } from '../../repository/types';
import type { Translate } from '../../translate';
import { placeOf } from './question';

/** Events that a reader can tell apart, each with words for an option. */
export const askedEvents = ['push', 'pull_request', 'tag', 'release', 'schedule', 'manual'] as const;
export type AskedEvent = (typeof askedEvents)[number];
export const isAsked = (event: string): event is AskedEvent =>
  (askedEvents as readonly string[]).includes(event);

/** An event in the words of somebody who does not write code. */
export function eventWords(
  { event, branches, tags }: Pick<Trigger, 'event' | 'branches' | 'tags'>,
  t: Translate,
): string {
  switch (event) {
    case 'push':
      return branches === undefined || branches.length === 0
        ? t('Pushing commits to any branch')
        : t('Merging into {0}, or pushing to it', branches.slice(0, 2).join(', '));
    case 'pull_request':
      return t('Opening a pull request');
    case 'tag':
      return tags === undefined || tags.length === 0
        ? t('Setting a version tag')
        : t('Setting a version tag ({0})', tags.slice(0, 2).join(', '));
    case 'release':
      return t('Publishing a release');
    case 'schedule':
      return t('The clock: it runs on a schedule');
    case 'manual':
      return t('A person starting it by hand');
    default:
      return event;
  }
}

/** Every pipeline file was understood: then what none of them names is not there. */
export const allPipelinesRead = ({ pipelines, skipped }: RepositoryFacts): boolean =>
  pipelines.every(({ triggers }) => triggers.length > 0) &&
  !skipped.some(({ file }) => /\.ya?ml$|^\.$/.test(file));

export const baseName = (path: string): string => path.split('/').at(-1) ?? path;
export const pipelineWords = ({ name, file }: Pipeline): string =>
  name === file || name === baseName(file) ? baseName(file) : `${name} (${baseName(file)})`;

/** What a deployment brings where: "shop to production", "the app to the App Store". */
export function subjectOf(
  { environment, target, provider, kind, mechanism }: Deployment,
  name: string,
  t: Translate,
): string {
  if (kind === 'store') return t('the app to {0}', provider ?? environment);
  const what = target === undefined || target === '.' ? name : target;
  if (kind === 'package' || kind === 'image') return t('{0} to {1}', what, provider ?? environment);
  return environment === t('not named')
    ? t('{0} by {1}', what, mechanism)
    : t('{0} to {1}', what, environment);
}

export const isProduction = ({ environment }: Deployment): boolean => /\bprod|\blive\b/i.test(environment);

/** Whether merging into a branch sets the trigger off. */
export const startsOnMerge = ({ event, branches }: Trigger, into: string | undefined): boolean =>
  event === 'push' && (branches === undefined || (into !== undefined && branches.includes(into)));

/** Why an event is not the one that was asked for: what it does start, or that nothing listens to it. */
export function whyNotEvent(
  event: AskedEvent,
  facts: RepositoryFacts,
  name: string,
  t: Translate,
): string | undefined {
  const other = facts.deployments.find(
    ({ trigger, confidence }) => trigger.event === event && confidence === 'stated',
  );
  const [where] = other?.evidence ?? [];
  if (other && where) return t('That brings {0} ({1}).', subjectOf(other, name, t), placeOf(where));
  const pipeline = facts.pipelines.find(({ triggers }) => triggers.some(trigger => trigger.event === event));
  if (pipeline) {
    return event === 'pull_request'
      ? t(
          'A pull request proposes a change. Here it starts {0}, which deploys nothing there.',
          pipelineWords(pipeline),
        )
      : t('That starts {0}, which deploys nothing there.', pipelineWords(pipeline));
  }
  if (!allPipelinesRead(facts)) return undefined;
  switch (event) {
    case 'release':
      return t('Some teams work that way. Here no pipeline waits for a published release.');
    case 'tag':
      return t('Some teams work that way. Here no pipeline waits for a tag.');
    case 'schedule':
      return t('Nightly deployments exist. Here no pipeline runs by the clock.');
    case 'manual':
      return t('Plausible where deploying is a decision. Here no pipeline can be started by hand.');
    case 'pull_request':
      return t('A pull request proposes a change. Here no pipeline reacts to it.');
    case 'push':
      return t('Common elsewhere. Here no pipeline reacts to a push.');
  }
}
