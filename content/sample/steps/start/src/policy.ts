/**
 * What we promise about refunds. The same numbers stand in the terms of sale, so a change here needs Robin (product)
 * and the returns guide has to follow.
 */

export interface Purchase {
  deliveredAt: Date;
  total: number;
  refunded: number;
  paidBy: 'card' | 'gift_card';
}

/** Cents. Above it, a person looks at the refund before the money moves. */
const REVIEW_ABOVE = 20_000;

/** How many days after delivery a customer may ask for the money back. */
const REFUND_DAYS = 30;

const DAY = 24 * 60 * 60 * 1000;

export type Decision =
  | { kind: 'refund'; amount: number }
  | { kind: 'review'; amount: number; why: string }
  | { kind: 'refuse'; why: string };

export function decide(purchase: Purchase, amount: number, now: Date): Decision {
  const left = purchase.total - purchase.refunded;
  if (amount <= 0 || amount > left) return { kind: 'refuse', why: `At most ${left} cents are left to refund.` };
  if (now > deadline(purchase)) return { kind: 'refuse', why: `The ${REFUND_DAYS} days have passed.` };
  if (amount > REVIEW_ABOVE) return { kind: 'review', amount, why: 'The amount needs a second pair of eyes.' };
  return { kind: 'refund', amount };
}

/** The last moment at which a refund may be asked for. */
export function deadline(purchase: Purchase): Date {
  return new Date(purchase.deliveredAt.getTime() + REFUND_DAYS * DAY);
}
