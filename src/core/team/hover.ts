import type { HoverPiece } from '../terms/hover';
import type { Translate } from '../translate';
import type { TeamTerm } from './types';

const questionsShown = 2;
const definitionShown = 400;

/** The hover of a team's own term. Everything that the team wrote is text: no Markdown, no link, no picture. */
export function teamHover({ id, term, sense, team }: TeamTerm, document: string, t: Translate): HoverPiece[] {
  const markdown = (value: string): HoverPiece => ({ kind: 'markdown', value });
  const text = (value: string): HoverPiece => ({ kind: 'text', value: value.replace(/\s+/g, ' ').trim() });
  const file = team.file.split('/').at(-1) ?? team.file;
  const pieces: HoverPiece[] = [markdown('**'), text(term), markdown('**'), markdown(` · ${t('Your team')}`)];
  if (team.context !== undefined) pieces.push(markdown(' · '), text(team.context));
  if (sense !== undefined) pieces.push(markdown(' · '), text(sense));
  pieces.push(markdown('  \n'), text(shortened(team.definition)));
  if (team.why !== undefined) pieces.push(markdown(`\n\n**${t('Why it matters')}** `), text(team.why));
  if (team.ask.length > 0) pieces.push(markdown(`\n\n**${t('Ask engineering')}**\n`));
  for (const question of team.ask.slice(0, questionsShown))
    pieces.push(markdown('- '), text(question), markdown('\n'));
  if (team.example !== undefined)
    pieces.push(markdown(`\n\n**${t('Example')}** `), text(shortened(team.example)));
  return [
    ...pieces,
    markdown('\n\n'),
    {
      kind: 'link',
      label: `${file}:${team.line}`,
      command: 'tpmLens.openGlossary',
      argument: id,
    },
    markdown(' · '),
    {
      kind: 'link',
      label: t("Don't explain here"),
      command: 'tpmLens.muteTerm',
      argument: { id, uri: document },
    },
  ];
}

const shortened = (text: string): string =>
  text.length > definitionShown ? `${text.slice(0, definitionShown - 1)}…` : text;
