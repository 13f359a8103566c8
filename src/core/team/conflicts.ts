import type { Problem } from '../content/types';
import type { Translate } from '../translate';
import { formKey } from './forms';
import type { TeamTerm } from './types';

/** Terms that two glossaries (or two places of one) define for the same documents: each place is told of the other. */
export function conflictsIn(team: readonly TeamTerm[], t: Translate): Problem[] {
  const byKey = new Map<string, TeamTerm[]>();
  for (const term of team) {
    const { scope, paths } = term.team;
    const key = [formKey(term.term), scope, ...paths].join('\n');
    byKey.set(key, [...(byKey.get(key) ?? []), term]);
  }
  return [...byKey.values()].flatMap(([first, ...others]) =>
    first
      ? others.map(({ term, team: { file, line, column } }) => ({
          file,
          line,
          column,
          message: t(
            '"{0}" is defined in {1}, line {2}, too: that one is shown',
            term,
            first.team.file.split('/').at(-1) ?? '',
            first.team.line,
          ),
        }))
      : [],
  );
}
