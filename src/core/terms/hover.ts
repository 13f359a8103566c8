import type { Library } from '../content/library';
import { plainText } from '../content/plainText';
import type { Prose, TermEntry } from '../content/types';
import type { Evidence, Fact } from '../repository/types';
import type { Translate } from '../translate';

/**
 * A piece of a hover. `markdown` is ours; `text` comes from a repository or a team and is shown as text; a `link` runs
 * one of our commands, its label is shown as text.
 */
export type HoverPiece =
  | { readonly kind: 'markdown'; readonly value: string }
  | { readonly kind: 'text'; readonly value: string }
  | {
      readonly kind: 'link';
      readonly label: string;
      readonly command: HoverCommand;
      readonly argument: unknown;
    };

/** The commands a hover may run; its Markdown is trusted for these alone. */
export const hoverCommands = [
  'tpmLens.openTerm',
  'tpmLens.quizTerm',
  'tpmLens.copyQuestions',
  'tpmLens.muteTerm',
  'tpmLens.otherSense',
  'tpmLens.openEvidence',
  'tpmLens.openGlossary',
  'tpmLens.explainQuery',
  'tpmLens.reviewSpec',
  'tpmLens.review.rewrite',
  'tpmLens.review.copyQuestions',
  'tpmLens.review.ignore',
] as const;
export type HoverCommand = (typeof hoverCommands)[number];

export interface HoverRequest {
  readonly entry: TermEntry;
  /** The words that decided the sense. */
  readonly because: readonly string[];
  /** What the open repository shows about the term. */
  readonly fact: Fact | undefined;
  /** Where the word stands, for "Don't explain here" and "Not this sense?". */
  readonly place: { readonly uri: string; readonly line: number; readonly character: number };
}

const questionsShown = 2;
const markdown = (value: string): HoverPiece => ({ kind: 'markdown', value });

/**
 * The hover of a term: title, summary, what the repository shows, why it matters, two questions, links, in this order.
 * VS Code shows about 250 pixels of it: whatever can wait stands in the sidebar.
 */
export async function termHover(
  library: Library,
  { entry, because, fact, place }: HoverRequest,
  t: Translate,
): Promise<HoverPiece[]> {
  const body = await library.termBody(entry.id);
  const topic = library.topic(entry.topic)?.title ?? entry.topic;
  const pieces: HoverPiece[] = [
    markdown(`**${entry.term}** · ${topic} · ${t('level {0}', entry.level)}  \n`),
  ];
  if (entry.sense !== undefined)
    pieces.push(markdown(`*${t('Here: {0}', entry.sense)}*${quoted(because)}  \n`));
  pieces.push(markdown(entry.summary));
  if (fact) pieces.push(...factPieces(fact, t));
  if (body) {
    pieces.push(
      markdown(`\n\n**${t('Why it matters')}** ${body.whyInShort}\n\n**${t('Ask engineering')}**\n`),
    );
    pieces.push(
      markdown(
        body.ask
          .slice(0, questionsShown)
          .map(question => `- ${question.markdown}\n`)
          .join(''),
      ),
    );
  }
  const links: [string, HoverCommand, unknown][] = [
    [t('Open in sidebar'), 'tpmLens.openTerm', entry.id],
    [t('Quiz me'), 'tpmLens.quizTerm', entry.id],
    [t('Copy questions'), 'tpmLens.copyQuestions', entry.id],
    entry.sense === undefined
      ? [t("Don't explain here"), 'tpmLens.muteTerm', { id: entry.id, uri: place.uri }]
      : [t('Not this sense?'), 'tpmLens.otherSense', place],
  ];
  pieces.push(markdown('\n\n'));
  links.forEach(([label, command, argument], index) => {
    if (index > 0) pieces.push(markdown(' · '));
    pieces.push({ kind: 'link', label, command, argument });
  });
  return pieces;
}

const quoted = (words: readonly string[]): string =>
  words.length === 0
    ? ''
    : ` (${words
        .slice(0, 3)
        .map(word => `"${word}"`)
        .join(', ')})`;

function factPieces(fact: Fact, t: Translate): HoverPiece[] {
  const pieces: HoverPiece[] = [
    markdown(`\n\n**${t('In this repository')}** `),
    { kind: 'text', value: fact.claim },
  ];
  const [evidence] = fact.evidence;
  if (evidence) pieces.push(markdown(' ('), evidenceLink(evidence), markdown(')'));
  pieces.push(markdown(` · ${confidenceWord(fact, t)}`));
  return pieces;
}

const evidenceLink = (evidence: Evidence): HoverPiece => ({
  kind: 'link',
  label: `${evidence.file.split('/').at(-1) ?? evidence.file}:${evidence.line}`,
  command: 'tpmLens.openEvidence',
  argument: { file: evidence.file, line: evidence.line },
});

function confidenceWord({ confidence }: Fact, t: Translate): string {
  switch (confidence) {
    case 'stated':
      return t('stated');
    case 'inferred':
      return t('inferred');
    case 'unknown':
      return t('not visible in the repository');
  }
}

/** The questions of a term as a Markdown list, to paste into a message or a document. */
export const questionsAsMarkdown = (term: string, questions: readonly Prose[]): string =>
  `**${term}**\n\n${questions.map(question => `- [ ] ${plainText(question.markdown)}`).join('\n')}\n`;
