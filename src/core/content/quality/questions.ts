import type { LocatedQuestion } from '../questions';
import type { Option } from '../schema';
import type { Problem } from '../types';
import { nearDuplicates } from './similarity';
import { chiSquareP } from './chiSquare';

/** One figure of the whole bank, and whether it is within its limit. */
export interface BankFigure {
  readonly name: string;
  readonly value: string;
  readonly limit: string;
  readonly ok: boolean;
}

const stopWords = new Set(
  'a an and are as at be by can do does for from has have how i in is it its no not of on or our out so than that the their them they this to up was we what when which who will with would you your first most before after'.split(
    ' ',
  ),
);
const words = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
const contentWords = (text: string): Set<string> =>
  new Set(
    words(text)
      .filter(word => !stopWords.has(word))
      .map(word => word.replace(/(?:ing|ed|es|s)$/, '')),
  );
const overlap = (stem: string, option: string): number => {
  const stemWords = contentWords(stem);
  return [...contentWords(option)].filter(word => stemWords.has(word)).length;
};
const absolute = /\b(?:always|never|only|every|all|none)\b/i;
const keyOf = (question: LocatedQuestion): Option =>
  question.options.find(({ right }) => right === true) ?? question.options[0] ?? { text: '', why: '' };
const distractorsOf = (question: LocatedQuestion): Option[] =>
  question.options.filter(({ right }) => right !== true);
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Problems of single items (Haladyna, Downing and Rodriguez, "A review of multiple-choice item-writing guidelines", 2002). */
export function checkQuestions(questions: readonly LocatedQuestion[]): Problem[] {
  const problems: Problem[] = [];
  for (const question of questions) {
    const report = (message: string) =>
      problems.push({
        file: question.file,
        line: question.line,
        column: 1,
        message: `${question.id}: ${message}`,
      });
    const texts = question.options.map(({ text }) => text.trim().toLowerCase());
    if (new Set(texts).size < texts.length) report('two options are the same');
    for (const { text } of question.options) {
      if (/\b(?:all|none) of (?:the above|these|them)\b|\bboth .* and .*(?:above|[ab]\b)/i.test(text))
        report(`"${text}" combines options`);
    }
    const ratio = keyOf(question).text.length / mean(distractorsOf(question).map(({ text }) => text.length));
    if (ratio < 0.67 || ratio > 1.5)
      report(
        `the right option is ${ratio.toFixed(2)} times as long as the others on average; 0.67 to 1.5 is allowed`,
      );
    if (isNegative(question.stem) && !/\bNOT\b/.test(question.stem))
      report('a negative question needs NOT in capitals');
  }
  for (const { first, second, index } of nearDuplicates(questions, ({ stem }) => stem, 0.8)) {
    problems.push({
      file: first.file,
      line: first.line,
      column: 1,
      message: `${first.id}: the stem nearly repeats ${second.id} (similarity ${index.toFixed(2)})`,
    });
  }
  return problems;
}

const isNegative = (stem: string): boolean =>
  /\bwhich\b[^?]*\b(?:not|n['’]t|except|least)\b[^?]*\?$/i.test(stem);

/** The figures of the bank that tell whether a test-wise reader could guess the key. */
export function bankFigures(questions: readonly LocatedQuestion[]): BankFigure[] {
  const count = questions.length;
  const share = (hits: number) => (count === 0 ? 0 : hits / count);
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const chance = mean(questions.map(({ options }) => 1 / options.length));
  const tolerance = 1.645 * Math.sqrt((chance * (1 - chance)) / Math.max(1, count));
  const longest = share(questions.filter(question => isUniqueLongest(question)).length);
  const negative = share(questions.filter(({ stem }) => isNegative(stem)).length);
  const situations = share(questions.filter(({ kind }) => kind === 'situation').length);
  const keyOverlap = mean(questions.map(question => overlap(question.stem, keyOf(question).text)));
  const otherOverlap = mean(
    questions.flatMap(question => distractorsOf(question).map(({ text }) => overlap(question.stem, text))),
  );
  const keyAbsolute = share(questions.filter(question => absolute.test(keyOf(question).text)).length);
  const others = questions.flatMap(distractorsOf);
  const otherAbsolute =
    others.length === 0 ? 0 : others.filter(({ text }) => absolute.test(text)).length / others.length;
  const p = positionP(questions);
  // a topic alone has too few items for these two differences to mean anything when they are small
  const slack = count < 200 ? { overlap: 0.05, absolute: 0.02 } : { overlap: 0, absolute: 0 };
  const figures: BankFigure[] = [
    { name: 'situations', value: percent(situations), limit: 'at least 50 %', ok: situations >= 0.5 },
    { name: 'negative stems', value: percent(negative), limit: 'at most 2 %', ok: negative <= 0.02 },
    {
      name: 'uniquely longest option is the key',
      value: percent(longest),
      limit: `at most ${percent(chance + tolerance)}`,
      ok: longest <= chance + tolerance,
    },
    { name: 'key position, chi-square p', value: p.toFixed(3), limit: 'above .05', ok: p > 0.05 },
    {
      name: 'words shared by stem and key',
      value: keyOverlap.toFixed(3),
      limit: `at most ${(otherOverlap + slack.overlap).toFixed(3)} (stem and distractors)`,
      ok: keyOverlap <= otherOverlap + slack.overlap,
    },
    {
      name: 'always/never/only in distractors',
      value: percent(otherAbsolute),
      limit: `at most ${percent(keyAbsolute + slack.absolute)} (keys)`,
      ok: otherAbsolute <= keyAbsolute + slack.absolute,
    },
  ];
  for (const [name, guess] of Object.entries(bots)) {
    const score = share(questions.reduce((sum, question) => sum + guess(question, questions), 0));
    // a small bank may miss the limit by chance alone: allow what one item in twenty banks would
    const limit = chance + Math.max(0.03, count < 200 ? tolerance : 0);
    figures.push({
      name: `bot: ${name}`,
      value: percent(score),
      limit: `at most ${percent(limit)}`,
      ok: score <= limit,
    });
  }
  return figures;
}

function isUniqueLongest(question: LocatedQuestion): boolean {
  const longest = Math.max(...question.options.map(({ text }) => text.length));
  const holders = question.options.filter(({ text }) => text.length === longest);
  return holders.length === 1 && holders[0]?.right === true;
}

/** Expected score of a guesser who picks among the options that rate highest. */
function guessBest(question: LocatedQuestion, rate: (option: Option, index: number) => number): number {
  const best = Math.max(...question.options.map(rate));
  const chosen = question.options.filter((option, index) => rate(option, index) === best);
  return chosen.some(({ right }) => right === true) ? 1 / chosen.length : 0;
}

/** Readers who know nothing of the subject but much of tests. */
const bots: Readonly<
  Record<string, (question: LocatedQuestion, bank: readonly LocatedQuestion[]) => number>
> = {
  longest: question => guessBest(question, ({ text }) => text.length),
  'most specific': question => guessBest(question, ({ text }) => specificity(text)),
  'most stem overlap': question => guessBest(question, ({ text }) => overlap(question.stem, text)),
  'commonest position': (question, bank) =>
    guessBest(question, (_, index) => (index === commonestPosition(bank) ? 1 : 0)),
};

/** Digits, names, hedges and subordinate clauses make an option look considered. */
const specificity = (text: string): number =>
  (
    text.match(
      /\d+|\b(?:usually|often|may|might|can|some|about|unless|until|because|which|where|if)\b|,/gi,
    ) ?? []
  ).length;

const positions = (questions: readonly LocatedQuestion[]): number[] =>
  questions.map(({ options }) => options.findIndex(({ right }) => right === true));

function commonestPosition(questions: readonly LocatedQuestion[]): number {
  const counts = [0, 1, 2, 3].map(
    position => positions(questions).filter(found => found === position).length,
  );
  return counts.indexOf(Math.max(...counts));
}

/** Whether the key's position looks uniform; items with three and with four options are judged by their own expectation. */
function positionP(questions: readonly LocatedQuestion[]): number {
  let statistic = 0;
  let freedom = 0;
  for (const size of [3, 4]) {
    const group = questions.filter(({ options }) => options.length === size);
    if (group.length < 5 * size) continue;
    const found = positions(group);
    for (let position = 0; position < size; position++) {
      const expected = group.length / size;
      statistic += (found.filter(value => value === position).length - expected) ** 2 / expected;
    }
    freedom += size - 1;
  }
  return freedom === 0 ? 1 : chiSquareP(statistic, freedom);
}
