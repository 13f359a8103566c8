import type { Translate } from '../translate';
import type { Place } from './input';
import type { Button, Rich, Subject } from './page';
import { code, rich } from './rich';
import { ago } from './words';

/** Which repository and branch the page speaks about, compared with what, and how old that knowledge is. */
export function subjectOf(place: Place, shown: string, now: Date, t: Translate, looking = false): Subject {
  const { into, fetch, name } = place;
  const first = looking
    ? rich(t, '{0} · looking at `{1}`, not checked out', name, shown)
    : rich(t, '{0} · `{1}`', name, shown);
  return {
    icon: 'repo',
    lines: [first, comparedWith(place, now, t), ...place.notes.map((note): Rich => [note])],
    ...(into.remote === undefined || fetch.how === 'noRemote' ? {} : { button: fetchButton(t) }),
  };
}

const fetchButton = (t: Translate): Button => ({ label: t('Fetch'), icon: 'refresh', act: { do: 'fetch' } });

function comparedWith({ into, fetch }: Place, now: Date, t: Translate): Rich {
  if (into.remote === undefined)
    return rich(t, 'Compared with `{0}` on this computer: there is no server to compare with', into.shown);
  if (fetch.at === undefined)
    return rich(t, 'Compared with `{0}`; when it was last fetched is not known', into.shown);
  return rich(t, 'Compared with `{0}` as of {1}', code(into.shown), ago(t, new Date(fetch.at), now));
}
