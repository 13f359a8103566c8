import type { HoverPiece } from '../terms/hover';
import type { Translate } from '../translate';
import { clauseAt } from './clauses';
import type { Query } from './fences';

export interface ClauseHover {
  readonly pieces: readonly HoverPiece[];
  /** Where the clause stands in the document. */
  readonly start: number;
  readonly end: number;
}

/** What the clause at an offset of a document does for somebody who reads the result; `undefined` where none stands. */
export function clauseHover(
  query: Query,
  uri: string,
  offset: number,
  t: Translate,
): ClauseHover | undefined {
  const clause = clauseAt(query.text, query.dialect, offset - query.start, t);
  if (!clause) return undefined;
  const markdown = (value: string): HoverPiece => ({ kind: 'markdown', value });
  const pieces: HoverPiece[] = [
    markdown('**'),
    { kind: 'text', value: clause.name },
    markdown(`** · ${query.dialect.toUpperCase()}  \n${clause.says}`),
    markdown(`\n\n**${t('Ask engineering')}** ${clause.ask}\n\n`),
    {
      kind: 'link',
      label: t('Explain this query'),
      command: 'tpmLens.explainQuery',
      argument: { uri, offset },
    },
  ];
  if (clause.term !== undefined)
    pieces.push(markdown(' · '), {
      kind: 'link',
      label: t('Open in sidebar'),
      command: 'tpmLens.openTerm',
      argument: clause.term,
    });
  return { pieces, start: query.start + clause.start, end: query.start + clause.end };
}
