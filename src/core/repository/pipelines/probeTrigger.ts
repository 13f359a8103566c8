/** What starts a deployment, as a phrase: from the kind of event and the names that were tried. */
import type { Translate } from '../../translate';
import type { Trigger } from '../types';
import { code } from './sentences';

/** Branches or tags that were tried: those it starts on, or all but some. */
export interface Tried {
  readonly names?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
}

/** What `labels` (of all that were `tried`) say, where `all` others start it too. */
export const triedOf = (labels: ReadonlySet<string>, all: boolean, tried: Iterable<string>): Tried =>
  all ? { except: [...new Set(tried)].filter(label => !labels.has(label)) } : { names: [...labels] };

/** A release on GitHub, by the activity types that are named; without any, all count. */
export function releasePhrase(types: readonly string[] | undefined, t: Translate): string {
  if (!types) return t('a release on GitHub is published or changed');
  return types.join() === 'published'
    ? t('a release is published on GitHub')
    : t('release on GitHub ({0})', types.join(', '));
}

/** `more`: what else has to be the case. `own`: the phrase for the event itself, where it is a special one. */
export function trigger(
  { event, text: after, paths }: Trigger,
  { names, except }: Tried,
  more: readonly string[],
  t: Translate,
  own?: string,
): Trigger {
  const list = names && names.length > 0 ? code(names) : '';
  const but = except && except.length > 0 ? code(except.slice(0, 4)) : '';
  const base: Partial<Record<Trigger['event'], string>> = {
    push:
      but !== ''
        ? t('push to any branch but {0}', but)
        : list === ''
          ? t('push to any branch')
          : t('push to {0}', list),
    tag: but !== '' ? t('any tag but {0}', but) : list === '' ? t('any tag') : t('tag {0}', list),
    pull_request:
      but !== ''
        ? t('pull request into any branch but {0}', but)
        : list === ''
          ? t('pull request')
          : t('pull request into {0}', list),
    release: releasePhrase(['published'], t),
    schedule: t('the clock'),
    manual: t('started by hand'),
    pipeline:
      list === '' ? t('after `{0}` has ended', after) : t('after `{0}` has ended on {1}', after, list),
    external: t('a program outside starts it'),
  };
  const listed = names ?? (except ?? []).map(name => `!${name}`);
  const phrase = [own ?? base[event] ?? event, ...more].filter(part => part !== '').join(', ');
  return {
    event,
    ...(listed.length > 0 &&
      (event === 'tag'
        ? { tags: listed }
        : event === 'push' || event === 'pull_request' || event === 'pipeline'
          ? { branches: listed }
          : {})),
    ...(paths && { paths }),
    text: paths ? t('{0}, if the changed files fit', phrase) : phrase,
  };
}
