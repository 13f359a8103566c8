import { TermHeader } from './schema';
import { checked, readYaml, splitFrontMatter } from './frontMatter';
import { firstSentence } from './sentences';
import type { Problem, Prose, Term, TermBody } from './types';
import { sectionsOf, type Section } from './sections';

export interface ParsedTerm {
  readonly term?: Term;
  readonly problems: readonly Problem[];
}

/** How Markdown becomes HTML: the build has a parser for it, a team's glossary is shown as text and needs none. */
export interface Rendering {
  readonly block: (markdown: string) => string;
  readonly inline: (markdown: string) => string;
}

/**
 * Reads one glossary entry (`terms/<topic>/<id>.md`): front matter, a summary line, and the sections
 * "What it is", "Why it matters", "Ask engineering", "Trade-off" or "Watch out", "Example".
 */
export function parseTerm(file: string, text: string, topic: string, rendering: Rendering): ParsedTerm {
  const split = splitFrontMatter(text);
  if (!split)
    return {
      problems: [
        {
          file,
          line: 1,
          column: 1,
          message: 'the file must begin with front matter between two lines "---"',
        },
      ],
    };
  const located = readYaml(file, split.header, split.headerLine);
  const header = checked(file, located, TermHeader);
  const { summary, sections } = sectionsOf(split.body, split.bodyLine);
  const body = readBody(file, sections, split.bodyLine, header.value?.sources ?? [], rendering);
  const problems = [
    ...located.problems,
    ...(located.problems.length > 0 ? [] : header.problems),
    ...body.problems,
  ];
  if (summary === '' || /\n\s*\n/.test(summary)) {
    problems.push({
      file,
      line: split.bodyLine,
      column: 1,
      message: 'the summary is one paragraph right after the front matter',
    });
  }
  if (problems.length > 0 || !header.value || !body.value) return { problems };
  const { match, sense, domains, sources: _, ...rest } = header.value;
  return {
    problems,
    term: {
      ...rest,
      topic,
      summary: summary.replace(/\s+/g, ' '),
      ...(sense === undefined ? {} : { sense }),
      ...(domains === undefined ? {} : { domains }),
      ...(Object.keys(match).length === 0 ? {} : { match }),
      body: body.value,
    },
  };
}

const required = ['What it is', 'Why it matters', 'Ask engineering', 'Example'];
const asides = { 'Trade-off': 'tradeOff', 'Watch out': 'watchOut' } as const;

function readBody(
  file: string,
  sections: readonly Section[],
  firstLine: number,
  sources: readonly string[],
  { block, inline }: Rendering,
): { value?: TermBody; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (line: number, message: string) => problems.push({ file, line, column: 1, message });
  const known = new Set([...required, ...Object.keys(asides)]);
  for (const { title, line, text } of sections) {
    if (!known.has(title))
      report(line, `"## ${title}" is not a section of a term; they are ${[...known].join(', ')}`);
    else if (text === '') report(line, `"## ${title}" is empty`);
  }
  for (const title of required) {
    if (!sections.some(section => section.title === title))
      report(firstLine, `the section "## ${title}" is missing`);
  }
  const aside = sections.filter(section => section.title in asides);
  if (aside.length !== 1) report(firstLine, 'there must be one section "## Trade-off" or "## Watch out"');
  const section = (title: string) => sections.find(candidate => candidate.title === title);
  const questions = (section('Ask engineering')?.text ?? '').split(/\r?\n(?=[-*] )/).map(item =>
    item
      .replace(/^[-*] /, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  if (questions.length < 2 || questions.length > 4)
    report(
      section('Ask engineering')?.line ?? firstLine,
      'ask engineering two to four questions, one a bullet',
    );
  for (const question of questions) {
    if (question !== '' && !question.endsWith('?'))
      report(section('Ask engineering')?.line ?? firstLine, `a question ends with "?": ${question}`);
  }
  const [chosen] = aside;
  if (problems.length > 0 || !chosen) return { problems };
  const why = section('Why it matters')?.text ?? '';
  const prose = (markdown: string): Prose => ({ markdown, html: block(markdown) });
  return {
    problems,
    value: {
      whatItIs: prose(section('What it is')?.text ?? ''),
      whyInShort: firstSentence(why),
      whyItMatters: prose(why),
      ask: questions.map(markdown => ({ markdown, html: inline(markdown) })),
      aside: { kind: asides[chosen.title as keyof typeof asides], ...prose(chosen.text) },
      example: prose(section('Example')?.text ?? ''),
      sources,
    },
  };
}
