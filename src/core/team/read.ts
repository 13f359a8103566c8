/** Reads a team's glossaries. Heavy (YAML, schemas), so it is loaded where there is one. */
import { checked, readYaml } from '../content/frontMatter';
import { parseTerm } from '../content/term';
import type { Problem } from '../content/types';
import { linesOf } from '../text/lines';
import { slugOf } from './forms';
import { ContextiveFile, TeamList } from './schema';
import { glossaryKind, scopeOf, teamTopic, type TeamTerm } from './types';

export interface ReadGlossary {
  readonly terms: readonly TeamTerm[];
  readonly problems: readonly Problem[];
  /** Other glossaries that it names, relative to itself. */
  readonly imports: readonly string[];
}

type Source = TeamTerm['team'];
type Place = Pick<Source, 'file' | 'line' | 'column'>;

/** Reads one glossary; `file` is its address. */
export function readGlossary(file: string, text: string): ReadGlossary {
  switch (glossaryKind(file)) {
    case 'entry':
      return entryFile(file, text);
    case 'list':
      return listFile(file, text);
    case 'contextive':
      return contextiveFile(file, text);
    case 'markdown':
      return markdownFile(file, text);
    case undefined:
      return { terms: [], problems: [], imports: [] };
  }
}

interface Parts {
  readonly term: string;
  readonly aliases: readonly string[];
  readonly definition: string;
  readonly rest?: Partial<Pick<TeamTerm, 'level' | 'sense' | 'match'>>;
  readonly team?: Partial<Source>;
}

const make = (place: Place, { term, aliases, definition, rest = {}, team = {} }: Parts): TeamTerm => ({
  id: `${teamTopic}:${place.file}#${[team.context, slugOf(term), slugOf(rest.sense ?? '')].filter(Boolean).join('/')}`,
  topic: teamTopic,
  term: term.trim(),
  aliases: aliases.map(alias => alias.trim()).filter(alias => alias !== ''),
  level: 2,
  related: [],
  summary: firstSentence(definition),
  ...rest,
  team: { ...place, definition: definition.trim(), ask: [], scope: scopeOf(place.file), paths: [], ...team },
});

const firstSentence = (text: string): string =>
  /^[\s\S]*?[.!?](?=\s|$)/.exec(text.trim())?.[0].replace(/\s+/g, ' ') ?? text.trim().replace(/\s+/g, ' ');

/** A team's words are shown as text: nothing here becomes HTML. */
const asText = { block: () => '', inline: () => '' };

/** A Markdown file in `.tpm-lens`: an entry in the format of our own library. */
function entryFile(file: string, text: string): ReadGlossary {
  const { term, problems } = parseTerm(file, text, teamTopic, asText);
  if (!term) return { terms: [], problems, imports: [] };
  const { body } = term;
  const found = make(
    { file, line: 1, column: 1 },
    {
      term: term.term,
      aliases: term.aliases,
      definition: term.summary,
      rest: {
        level: term.level,
        ...(term.sense === undefined ? {} : { sense: term.sense }),
        ...(term.match === undefined ? {} : { match: term.match }),
      },
      team: {
        why: body.whyInShort,
        ask: body.ask.map(({ markdown }) => markdown),
        example: body.example.markdown,
        overrides: term.id,
      },
    },
  );
  return { terms: [found], problems, imports: [] };
}

/** `.tpm-lens/*.yaml`: many terms in one file. */
function listFile(file: string, text: string): ReadGlossary {
  const located = readYaml(file, text);
  if (located.problems.length > 0 || located.value === null || located.value === undefined)
    return { terms: [], problems: located.problems, imports: [] };
  const { value, problems } = checked(file, located, TeamList);
  // one bad entry does not cost the others
  const entries = value?.terms ?? goodEntries(located.value);
  const terms = entries.map(entry => {
    const { term, aliases, definition, level, sense, match, overrides, why, ask, example } = entry;
    const at = listIndex(located.value, entry.term);
    return make(
      { file, ...located.at(['terms', at, 'term']) },
      {
        term,
        aliases,
        definition,
        rest: {
          level,
          ...(sense === undefined ? {} : { sense }),
          ...(Object.keys(match).length === 0 ? {} : { match }),
        },
        team: {
          ask,
          ...(why === undefined ? {} : { why }),
          ...(example === undefined ? {} : { example }),
          ...(overrides === undefined ? {} : { overrides }),
        },
      },
    );
  });
  return { terms, problems, imports: [] };
}

const listOf = (value: unknown): readonly unknown[] => {
  const terms = typeof value === 'object' && value !== null && 'terms' in value ? value.terms : undefined;
  return Array.isArray(terms) ? (terms as readonly unknown[]) : [];
};
const goodEntries = (value: unknown) =>
  listOf(value).flatMap(entry => TeamList.safeParse({ terms: [entry] }).data?.terms ?? []);
const listIndex = (value: unknown, term: string): number =>
  listOf(value).findIndex(
    entry =>
      typeof entry === 'object' && entry !== null && 'term' in entry && String(entry.term).trim() === term,
  );

/** Contextive (https://contextive.tech): contexts with terms; keys we do not know are left alone. */
function contextiveFile(file: string, text: string): ReadGlossary {
  const located = readYaml(file, text);
  if (located.problems.length > 0) return { terms: [], problems: located.problems, imports: [] };
  const { data } = ContextiveFile.safeParse(located.value ?? {});
  const terms = (data?.contexts ?? []).flatMap((context, contextIndex) =>
    (context.terms ?? []).flatMap(({ name, definition, aliases, examples }, index) => {
      if (!name?.trim()) return [];
      const place = { file, ...located.at(['contexts', contextIndex, 'terms', index, 'name']) };
      return make(place, {
        term: name,
        aliases: aliases ?? [],
        definition: definition?.trim() ? definition : name,
        team: {
          paths: context.paths ?? [],
          ...(context.name?.trim() ? { context: context.name.trim() } : {}),
          ...(examples?.[0] === undefined ? {} : { example: examples.join('\n') }),
        },
      });
    }),
  );
  return { terms, problems: [], imports: data?.imports ?? [] };
}

const entryLine = /^\s*(?:[-*+]\s+)?\*\*([^*\n]{1,80})\*\*\s*(?::|—|–|-)?\s*(.*)$/;

/** `GLOSSARY.md`: lines `**Term**: definition`; a definition goes on until a blank line or the next term. */
function markdownFile(file: string, text: string): ReadGlossary {
  const terms: TeamTerm[] = [];
  const lines = linesOf(text);
  for (let index = 0; index < lines.length; index++) {
    const match = entryLine.exec(lines[index]?.text ?? '');
    if (!match) continue;
    const place = { file, line: index + 1, column: 1 };
    const definition = [match[2] ?? ''];
    while (
      /\S/.test(lines[index + 1]?.text ?? '') &&
      !/^\s*(?:#|[-*+]\s|\*\*)/.test(lines[index + 1]?.text ?? '')
    )
      definition.push(lines[++index]?.text.trim() ?? '');
    const [, written = '', inBrackets] =
      /^(.*?)(?:\s*\(([^()]{1,40})\))?:?$/.exec(match[1]?.trim() ?? '') ?? [];
    const said = definition.join(' ').trim();
    if (written === '' || said === '') continue;
    terms.push(
      make(place, { term: written, aliases: inBrackets === undefined ? [] : [inBrackets], definition: said }),
    );
  }
  return { terms, problems: [], imports: [] };
}
