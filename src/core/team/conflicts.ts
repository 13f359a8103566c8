import type { Problem } from '../content/types';
import type { Translate } from '../translate';
import { formKey } from './forms';
import type { TeamTerm } from './types';

/** A place of a glossary that says what another place says, too. */
export interface Conflict extends Problem {
  /** It concerns the documents of the glossary itself, not only those of other folders. */
  readonly serious: boolean;
}

/** What two glossaries (or two places of one) define for the same documents: the second place is told of the first. */
export function conflictsIn(
  team: readonly TeamTerm[],
  roots: readonly string[],
  t: Translate,
): readonly Conflict[] {
  const conflict = (
    { team: { file, line, column } }: TeamTerm,
    message: string,
    serious = true,
  ): Conflict => ({
    file,
    line,
    column,
    message,
    serious,
  });
  const twice = withFirst(team, term => [senseKey(term), ...where(term)]).map(([first, other]) =>
    conflict(
      other,
      t(
        '"{0}" is defined in {1}, line {2}, too: that one is shown',
        other.term,
        fileOf(first),
        first.team.line,
      ),
    ),
  );
  const spellings = team.flatMap(term =>
    [term.term, ...term.aliases].filter(form => !term.match?.[form]).map(form => ({ term, form })),
  );
  const ambiguous = withFirst(spellings, ({ term, form }) => [formKey(form), ...where(term)])
    .filter(([first, other]) => senseKey(first.term) !== senseKey(other.term))
    .map(([{ term: first }, { term, form }]) =>
      conflict(
        term,
        t(
          '"{0}" stands for "{1}" in {2}, line {3}, too: without words that must stand near it ("match"), neither is shown',
          form,
          first.term,
          fileOf(first),
          first.team.line,
        ),
      ),
    );
  const general = team.filter(({ team: { scope, paths } }) => roots.includes(scope) && paths.length === 0);
  const elsewhere = withFirst(general, term => [senseKey(term)])
    .filter(([first, other]) => first.team.scope !== other.team.scope)
    .map(([first, other]) =>
      conflict(
        other,
        t(
          '"{0}" is defined in {1}, line {2}, too: other open folders are shown that one',
          other.term,
          `${first.team.scope.split('/').at(-1) ?? ''}/${fileOf(first)}`,
          first.team.line,
        ),
        false,
      ),
    );
  return [...twice, ...ambiguous, ...elsewhere];
}

/** Each item after the first with the same key, with that first one. */
function withFirst<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => readonly string[],
): (readonly [first: Item, other: Item])[] {
  const firsts = new Map<string, Item>();
  return items.flatMap(item => {
    const key = keyOf(item).join('\n');
    const first = firsts.get(key);
    if (first) return [[first, item] as const];
    firsts.set(key, item);
    return [];
  });
}

const where = ({ team: { scope, paths } }: TeamTerm): readonly string[] => [scope, ...paths];
const fileOf = ({ team: { file } }: TeamTerm): string => file.split('/').at(-1) ?? file;

/** Entries with the same key mean the same. */
export const senseKey = ({ term, sense = '' }: TeamTerm): string => `${formKey(term)} (${formKey(sense)})`;
