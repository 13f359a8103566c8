import type { Translate } from '../../../translate';
import type { Trigger } from '../../types';
import { releasePhrase } from '../probeTrigger';
import { code } from '../sentences';
import type { Filter } from './filters';
import { waitsForStart } from './start';
import type { Workflow, WorkflowEvent } from './workflow';

/** What starts a workflow, as the file says it. */
export const triggersOf = (workflow: Workflow, t: Translate): readonly Trigger[] =>
  workflow.events.flatMap(event => triggerOf(event, t));

const texts = (filter: Filter | undefined): readonly string[] | undefined =>
  filter?.patterns.map(({ text }) => (filter.ignore ? `!${text}` : text));

const shown = (filter: Filter): string => code(filter.patterns.map(({ text }) => text));

function triggerOf(
  { name, filters, types, workflows, cron }: WorkflowEvent,
  t: Translate,
): readonly Trigger[] {
  const branches = texts(filters.branches);
  const tags = texts(filters.tags);
  const paths = texts(filters.paths);
  const withPaths = (text: string): string =>
    !filters.paths
      ? text
      : filters.paths.ignore
        ? t('{0}, unless only {1} change', text, shown(filters.paths))
        : t('{0}, if {1} change', text, shown(filters.paths));
  switch (name) {
    case 'push': {
      const all: Trigger[] = [];
      if (filters.branches || !filters.tags) {
        const text = !filters.branches
          ? t('push to any branch')
          : filters.branches.ignore
            ? t('push to any branch but {0}', shown(filters.branches))
            : t('push to {0}', shown(filters.branches));
        all.push({
          event: 'push',
          ...(branches && { branches }),
          ...(paths && { paths }),
          text: withPaths(text),
        });
      }
      if (filters.tags || !filters.branches) {
        const text = !filters.tags
          ? t('any tag')
          : filters.tags.ignore
            ? t('any tag but {0}', shown(filters.tags))
            : t('tag {0}', shown(filters.tags));
        all.push({ event: 'tag', ...(tags && { tags }), text });
      }
      return all;
    }
    case 'pull_request':
    case 'pull_request_target': {
      const text = !filters.branches
        ? t('pull request')
        : filters.branches.ignore
          ? t('pull request into any branch but {0}', shown(filters.branches))
          : t('pull request into {0}', shown(filters.branches));
      const when = types ? t('{0} ({1})', text, types.join(', ')) : text;
      return [
        {
          event: 'pull_request',
          ...(branches && { branches }),
          ...(paths && { paths }),
          text: withPaths(when),
        },
      ];
    }
    case 'release':
      return [{ event: 'release', text: releasePhrase(types, t) }];
    case 'schedule':
      return [{ event: 'schedule', text: t('the clock: {0}', code(cron)) }];
    case 'workflow_dispatch':
      return [{ event: 'manual', text: t('started by hand') }];
    case 'workflow_run':
      return [
        {
          event: 'pipeline',
          ...(branches && { branches }),
          text: waitsForStart(types)
            ? t('when {0} starts', code(workflows))
            : t('after {0} has ended', code(workflows)),
        },
      ];
    case 'workflow_call':
      return [{ event: 'pipeline', text: t('called by another workflow') }];
    case 'create':
      return [{ event: 'tag', text: t('a branch or tag is created') }];
    default:
      return [{ event: 'external', text: t('the event `{0}` on GitHub', name) }];
  }
}
