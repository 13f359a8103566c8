import { isOn } from './flags.js';

export interface Limited {
  /** Cents per 90 days that need no review. */
  refundLimit: number;
  refundedRecently: number;
}

/** Whether a refund may go through without a person looking at it. */
export const withinLimit = ({ refundLimit, refundedRecently }: Limited, amount: number): boolean =>
  refundedRecently + amount <= refundLimit;

/** While the flag is off, the limit refuses nothing. */
export async function needsReview(customerId: string, customer: Limited, amount: number): Promise<boolean> {
  return (await isOn('refund_limit', customerId)) && !withinLimit(customer, amount);
}
