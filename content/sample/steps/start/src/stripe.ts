import Stripe from 'stripe';

const key = process.env.STRIPE_SECRET_KEY;

/** Without a key, payments are simulated: for development and tests. */
const stripe = key ? new Stripe(key, { timeout: 8000, maxNetworkRetries: 1 }) : undefined;

export interface Payment {
  id: string;
  status: 'succeeded' | 'requires_capture' | 'requires_action' | 'failed';
}

export interface Charge {
  order: string;
  /** Cents. */
  amount: number;
  currency: 'eur' | 'gbp';
  method: string;
}

/** The same order never pays twice: Stripe answers a repeated key with its first answer. */
const idempotencyKey = (purpose: string, id: string) => `${purpose}-${id}`;

/** Takes the money for an order. */
export async function pay({ order, amount, currency, method }: Charge): Promise<Payment> {
  if (!stripe) return { id: `simulated-${order}`, status: 'succeeded' };
  const intent = await stripe.paymentIntents.create(
    {
      amount,
      currency,
      payment_method: method,
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      metadata: { order },
      // take the money at once
      capture_method: 'automatic',
    },
    { idempotencyKey: idempotencyKey('pay', order) },
  );
  return { id: intent.id, status: intent.status as Payment['status'] };
}

export async function refund(payment: string, amount: number, refundId: string): Promise<void> {
  if (!stripe) return;
  await stripe.refunds.create({ payment_intent: payment, amount }, { idempotencyKey: idempotencyKey('refund', refundId) });
}
