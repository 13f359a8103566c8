import type { HoverPiece } from '../terms/hover';
import type { Translate } from '../translate';
import type { Finding } from './types';

/** Where a finding stands, for the links of its hover. */
export interface FindingPlace {
  readonly uri: string;
  readonly rule: string;
  readonly start: number;
}

const markdown = (value: string): HoverPiece => ({ kind: 'markdown', value });

/**
 * The hover of a finding, after its title: VS Code shows the diagnostic's message itself, so the title is only said here
 * where there is no diagnostic (`titled`).
 */
export function findingHover(finding: Finding, uri: string, titled: boolean, t: Translate): HoverPiece[] {
  const { rule, start, title, why, ask, source, rewrite } = finding;
  const place: FindingPlace = { uri, rule, start };
  const pieces: HoverPiece[] = titled
    ? [markdown('$(warning) '), { kind: 'text', value: title }, markdown(` · ${source}  \n`)]
    : [markdown(`${t('After {0}', source)}\n\n`)];
  pieces.push(markdown(`**${t('Why it matters')}** ${why}\n\n**${t('Ask engineering')}**\n`));
  pieces.push(markdown(ask.map(question => `- ${question}\n`).join('')));
  if (rewrite)
    pieces.push(
      markdown(`\n**${t('Write')}** `),
      { kind: 'text', value: rewrite.sentence },
      markdown(` *${t('The brackets are yours to set.')}*`),
    );
  pieces.push(markdown('\n\n'));
  const links: HoverPiece[] = [
    ...(rewrite ? [link(t('Use this wording'), 'tpmLens.review.rewrite', place)] : []),
    link(t('Copy questions'), 'tpmLens.review.copyQuestions', place),
    link(t('Open the review'), 'tpmLens.reviewSpec', place),
    link(t('Ignore…'), 'tpmLens.review.ignore', place),
  ];
  links.forEach((piece, index) => {
    if (index > 0) pieces.push(markdown(' · '));
    pieces.push(piece);
  });
  return pieces;
}

const link = (
  label: string,
  command:
    | 'tpmLens.review.rewrite'
    | 'tpmLens.review.copyQuestions'
    | 'tpmLens.reviewSpec'
    | 'tpmLens.review.ignore',
  argument: FindingPlace,
): HoverPiece => ({ kind: 'link', label, command, argument });
