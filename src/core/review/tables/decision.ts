import type { Translate } from '../../translate';
import { tablesIn, type Cell, type Table } from './readTables';

export type DecisionKind = 'rice' | 'wsjf' | 'weighted' | 'options' | 'cost';

/** A cell that cannot be computed with. */
export interface CellProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A table that helps to decide, with its figures worked out. */
export interface DecisionTable {
  readonly kind: DecisionKind;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** What the lens says. */
  readonly title: string;
  /** The table computed and sorted; `undefined` where a cell is wrong. */
  readonly computed?: string;
  readonly problems: readonly CellProblem[];
}

/** Every decision table of a Markdown document. */
export const decisionTables = (text: string, t: Translate): DecisionTable[] =>
  tablesIn(text).flatMap(table => decisionTable(table, t) ?? []);

/** A score of one row out of the numbers of its named columns. */
interface Recipe {
  readonly kind: 'rice' | 'wsjf';
  readonly columns: readonly RegExp[];
  readonly result: string;
  readonly score: (values: readonly number[]) => number;
  /** Index of the number that divides: it may not be 0. */
  readonly divisor: number;
}

const recipes: readonly Recipe[] = [
  {
    kind: 'rice',
    columns: [/^reach\b/i, /^impact\b/i, /^confidence\b/i, /^effort\b/i],
    result: 'RICE',
    score: ([reach = 0, impact = 0, confidence = 0, effort = 1]) =>
      (reach * impact * (confidence > 1 ? confidence / 100 : confidence)) / effort,
    divisor: 3,
  },
  {
    kind: 'wsjf',
    columns: [
      /\b(?:business|user)\b.*\bvalue\b|^value\b/i,
      /\btime\b.*\bcritical/i,
      /\brisk\b|\bopportunity\b/i,
      /\b(?:job )?size\b|\bduration\b|^effort\b/i,
    ],
    result: 'WSJF',
    score: ([value = 0, time = 0, risk = 0, size = 1]) => (value + time + risk) / size,
    divisor: 3,
  },
];

const total = 'Total';
const isTotal = ({ text }: Cell): boolean => /^(?:total|sum)$/i.test(text);

function decisionTable(table: Table, t: Translate): DecisionTable | undefined {
  const { header } = table;
  if (table.rows.length === 0) return undefined;
  for (const recipe of recipes) {
    const places = recipe.columns.map(name => header.findIndex(({ text }) => name.test(text)));
    if (places.every(place => place >= 0) && new Set(places).size === places.length)
      return scored(table, recipe, places, t);
  }
  const weight = header.findIndex(({ text }) => /^weight/i.test(text));
  if (weight > 0 && header.length > weight + 1) return weighted(table, weight, t);
  if (/^weights?$/i.test(table.rows[0]?.[0]?.text ?? '') && header.length > 2) return options(table, t);
  const years = header.flatMap(({ text }, place) =>
    place > 0 && /^(?:year\s*\d+|y\d+|(?:19|20)\d\d)$/i.test(text) ? [place] : [],
  );
  if (years.length >= 2) return costs(table, t);
  return undefined;
}

const scored = (
  table: Table,
  { kind, result, score, divisor }: Recipe,
  places: readonly number[],
  t: Translate,
) => {
  const sums = new Sums(t);
  const scores = table.rows.map(row =>
    score(places.map((place, index) => sums.number(row[place], table, index === divisor))),
  );
  return finished(table, kind, t('{0}: compute and sort', result), sums, t, () =>
    withColumn(table, result, scores, (a, b) => b - a),
  );
};

/** Criteria are rows, options are columns: a row of weighted means. */
const weighted = (table: Table, weight: number, t: Translate) => {
  const sums = new Sums(t);
  const rows = table.rows.filter(row => !row[0] || !isTotal(row[0]));
  const weights = rows.map(row => sums.number(row[weight], table, false));
  const all = weights.reduce((sum, value) => sum + value, 0);
  const optionPlaces = table.header.map((_, place) => place).filter(place => place > weight);
  const means = optionPlaces.map(
    place =>
      rows.reduce(
        (sum, row, index) => sum + (weights[index] ?? 0) * sums.number(row[place], table, false),
        0,
      ) / (all || 1),
  );
  return finished(table, 'weighted', t('Weighted matrix: compute and sort'), sums, t, () => {
    const order = rows.map((_, index) => index).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
    const totals = table.header.map((_, place) => {
      if (place === 0) return `**${total}**`;
      if (place === weight) return figure(all);
      const mean = means[optionPlaces.indexOf(place)];
      return mean === undefined ? '' : figure(mean);
    });
    return written(
      table.header.map(({ text }) => text),
      table.rule,
      [...order.map(index => texts(rows[index], table)), totals],
    );
  });
};

/** Options are rows, criteria are columns, the first row holds the weights. */
const options = (table: Table, t: Translate) => {
  const sums = new Sums(t);
  const places = table.header
    .map((_, place) => place)
    .filter(place => place > 0 && !isTotal(table.header[place] ?? { start: 0, end: 0, text: '' }));
  const [weightRow = [], ...rows] = table.rows;
  const weights = places.map(place => sums.number(weightRow[place], table, false));
  const all = weights.reduce((sum, value) => sum + value, 0) || 1;
  const means = rows.map(
    row =>
      places.reduce(
        (sum, place, index) => sum + (weights[index] ?? 0) * sums.number(row[place], table, false),
        0,
      ) / all,
  );
  return finished(table, 'options', t('Weighted matrix: compute and sort'), sums, t, () =>
    withColumn({ ...table, rows }, total, means, (a, b) => b - a, weightRow),
  );
};

const costs = (table: Table, t: Translate) => {
  const sums = new Sums(t);
  const places = table.header
    .map((_, place) => place)
    .filter(place => place > 0 && !isTotal(table.header[place] ?? { start: 0, end: 0, text: '' }));
  const all = table.rows.map(row =>
    places.reduce((sum, place) => sum + sums.number(row[place], table, false), 0),
  );
  return finished(table, 'cost', t('Cost over the years: add up and sort'), sums, t, () =>
    withColumn(table, total, all, (a, b) => a - b),
  );
};

function finished(
  { start, end, line }: Table,
  kind: DecisionKind,
  title: string,
  { problems }: Sums,
  t: Translate,
  compute: () => string,
): DecisionTable {
  const place = { kind, start, end, line, problems };
  if (problems.length === 0) return { ...place, title, computed: compute() };
  return {
    ...place,
    title:
      problems.length === 1
        ? t('1 cell cannot be computed')
        : t('{0} cells cannot be computed', problems.length),
  };
}

/** Reads numbers and keeps what is none. */
class Sums {
  readonly problems: CellProblem[] = [];
  constructor(private readonly t: Translate) {}

  number(cell: Cell | undefined, table: Table, divides: boolean): number {
    const { start, end, text } = cell ?? { start: table.start, end: table.start, text: '' };
    const value = numberIn(text);
    if (value === undefined)
      this.problems.push({
        start,
        end,
        message: text === '' ? this.t('This cell is empty.') : this.t('"{0}" is no number.', text),
      });
    else if (divides && value <= 0)
      this.problems.push({ start, end, message: this.t('This must be more than 0: it divides the rest.') });
    return value ?? 0;
  }
}

/** "1,200", "€ 1.5k", "80 %", "3 weeks" */
export function numberIn(text: string): number | undefined {
  const match =
    /^[^\d.,-]{0,4}(-?\d[\d,' \u00a0]*(?:\.\d+)?|-?\.\d+)\s*([km](?![a-z]))?\s*(%|[\p{L} ./€$£-]{0,20})?$/iu.exec(
      text.trim(),
    );
  if (!match) return undefined;
  const value = Number((match[1] ?? '').replace(/[,' \u00a0]/g, ''));
  const unit = match[2]?.toLowerCase();
  const scaled = unit === 'k' ? value * 1000 : unit === 'm' ? value * 1_000_000 : value;
  if (!Number.isFinite(scaled)) return undefined;
  return match[3] === '%' ? scaled / 100 : scaled;
}

const figure = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1);

const texts = (row: readonly Cell[] | undefined, { header }: Table): string[] =>
  header.map((_, place) => row?.[place]?.text ?? '');

/** The table with a column of results, new or refreshed, its rows in their order. */
function withColumn(
  table: Table,
  name: string,
  values: readonly number[],
  compare: (a: number, b: number) => number,
  first?: readonly Cell[],
): string {
  const header = table.header.map(({ text }) => text);
  const known = header.findIndex(text => text.toLowerCase() === name.toLowerCase());
  const place = known >= 0 ? known : header.length;
  const put = (row: string[], text: string) => {
    row[place] = text;
    return row;
  };
  const order = table.rows
    .map((_, index) => index)
    .sort((a, b) => compare(values[a] ?? 0, values[b] ?? 0) || a - b);
  const rule = known >= 0 ? table.rule : `${table.rule.trimEnd().replace(/\|$/, '')}|---|`;
  return written(put(header, name), rule, [
    ...(first ? [put(texts(first, table), '')] : []),
    ...order.map(index => put(texts(table.rows[index], table), figure(values[index] ?? 0))),
  ]);
}

const written = (header: readonly string[], rule: string, rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), rule, ...rows.map(line)].join('\n');
};
