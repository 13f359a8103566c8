export interface Line {
  name: string;
  count: number;
  /** Cents, with tax. */
  price: number;
}

const TAX = 0.19;

/** What the receipt shows below the line. */
export function totals(lines: readonly Line[]) {
  const total = lines.reduce((sum, { count, price }) => sum + count * price, 0);
  const tax = lines.reduce((sum, { count, price }) => sum + Math.round((count * price * TAX) / (1 + TAX)), 0);
  return { total, tax };
}
