/**
 * Feature flags: switches that turn a feature on without a new deployment. What stands here is the state a flag starts
 * in; the table `flags` overrides it while the shop runs.
 */
import { db } from './db.js';

const defaults = {
  // gift cards at checkout: on for everybody since version 2.7
  gift_cards: true,
  // the new product search
  fast_search: false,
};

export type Flag = keyof typeof defaults;

export async function isOn(flag: Flag, customer: string): Promise<boolean> {
  const { rows } = await db.query('SELECT enabled, percent FROM flags WHERE name = $1', [flag]);
  if (rows.length === 0) return defaults[flag];
  return rows[0].enabled && bucket(customer) < rows[0].percent;
}

/** The same customer always falls into the same bucket, 0 to 99. */
function bucket(customer: string): number {
  let sum = 0;
  for (const letter of customer) sum = (sum * 31 + letter.charCodeAt(0)) % 100;
  return sum;
}
