import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import * as z from 'zod';
import type { Guidance } from '../core/content/guidanceSchema';
import { knownWords } from '../core/review/knownWords';
import { createReviewer, type Reviewer } from '../core/review/review';
import { sarifOf } from '../core/review/sarif';
import type { Finding, Review } from '../core/review/types';
import { linesOf } from '../core/text/lines';
import { syntaxOf } from '../core/text/prose';
import { readArguments } from './arguments';
import { compiledFile, compiledLibrary } from './library';
import { readText } from './terms';
import { UsageError } from './usage';

const ranks = { hint: 1, info: 2, warning: 3, error: 4 } as const;
type Rank = keyof typeof ranks;
const longest = 10_000_000;

/**
 * `review FILE... [--format json|sarif] [--fail-on hint|info|warning|error]`, or `review --requirements FILE.jsonl`.
 * Exit code 1 when a finding reaches `--fail-on`.
 */
export async function review(
  args: readonly string[],
  print: (document: unknown) => void,
  _printError: (line: string) => void,
  printLine: (line: string) => void = line => void process.stdout.write(`${line}\n`),
): Promise<number> {
  const { values, positionals } = readArguments(args, {
    format: { type: 'string', default: 'json' },
    'fail-on': { type: 'string' },
    requirements: { type: 'string' },
  });
  const failOn = values['fail-on'];
  if (failOn !== undefined && !isRank(failOn))
    throw new UsageError(`--fail-on is hint, info, warning or error, not "${failOn}"`);
  if (values.format !== 'json' && values.format !== 'sarif')
    throw new UsageError(`--format is json or sarif, not "${values.format}"`);
  const fails = (findings: readonly Finding[]) =>
    failOn !== undefined && findings.some(({ severity }) => ranks[severity] >= ranks[failOn]);
  if (values.requirements !== undefined) {
    if (positionals.length > 0) throw new UsageError('--requirements takes one file and no others');
    const reviewer = createReviewer((await compiledFile('guidance.json')) as Guidance);
    return (await requirements(values.requirements, reviewer, printLine, fails)) ? 1 : 0;
  }
  if (positionals.length === 0) throw new UsageError('expected at least one file');
  const reviewer = createReviewer((await compiledFile('guidance.json')) as Guidance);
  const explained = knownWords((await compiledLibrary()).index);
  const reviewed = await Promise.all(
    positionals.map(async name => {
      const text = await readText(name);
      if (text.length > longest)
        throw new UsageError(
          `${name} has more than ${longest / 1_000_000} million characters; review a part of it`,
        );
      const file = relativeTo(name);
      const found = reviewer.review(text, syntaxOf('', name) ?? 'plaintext', { explained, path: file });
      return { file, text, review: found, locate: locator(text) };
    }),
  );
  if (values.format === 'sarif') print(sarifOf(reviewed, reviewer.guidance));
  else {
    const documents = reviewed.map(({ review: found, locate }) => asJson(found, locate));
    const [only] = documents;
    print(
      documents.length === 1
        ? only
        : documents.map((document, index) => ({ file: reviewed[index]?.file, ...document })),
    );
  }
  return fails(reviewed.flatMap(({ review: { findings } }) => findings)) ? 1 : 0;
}

const isRank = (word: string): word is Rank => Object.hasOwn(ranks, word);

/** As it was given, with `/`; below the working folder where it is absolute. */
const relativeTo = (name: string): string =>
  (isAbsolute(name) ? relative(process.cwd(), name) : name).split(sep).join('/');

type Locate = (offset: number) => { line: number; character: number };

/** Offsets to 1-based lines and 0-based characters, in any order. */
function locator(text: string): Locate {
  const starts = linesOf(text).map(({ start }) => start);
  return offset => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
      else high = middle;
    }
    return { line: low, character: offset - (starts[low - 1] ?? 0) };
  };
}

const asJson = ({ kind, present, missing, findings }: Review, locate: Locate) => ({
  documentType: kind.id,
  outline: {
    present: present.map(({ id }) => id),
    missing: missing.map(({ id, required, why, ask }) => ({ section: id, required, why, ask })),
  },
  findings: findings.map(finding => {
    const from = locate(finding.start);
    const to = locate(finding.end);
    const lineEnd = from.character + finding.text.search(/\r?\n|$/);
    return {
      line: from.line,
      startChar: from.character,
      endChar: to.line === from.line ? to.character : lineEnd,
      ...rest(finding),
    };
  }),
});

const rest = ({ text, rule, smell, severity, title, ask, rewrite }: Finding) => ({
  text,
  rule,
  smell,
  severity,
  message: title,
  ask,
  ...(rewrite ? { rewrite: rewrite.sentence } : {}),
});

const Requirement = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** Reviews requirements one by one, a line of JSON each; tells whether one of them fails. */
async function requirements(
  file: string,
  reviewer: Reviewer,
  printLine: (line: string) => void,
  fails: (findings: readonly Finding[]) => boolean,
): Promise<boolean> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read`);
  });
  let failed = false;
  content.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const { id, text } = requirementOf(line, `${file}:${index + 1}`);
    const findings = reviewer.requirement(text);
    if (fails(findings)) failed = true;
    printLine(
      JSON.stringify({
        id,
        findings: findings.map(finding => ({
          line: 1,
          startChar: finding.start,
          endChar: finding.end,
          ...rest(finding),
        })),
      }),
    );
  });
  return failed;
}

function requirementOf(line: string, where: string): z.infer<typeof Requirement> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError(`${where} is not JSON`);
  }
  const parsed = Requirement.safeParse(value);
  if (!parsed.success) throw new UsageError(`${where} needs an "id" and a "text"`);
  return parsed.data;
}
