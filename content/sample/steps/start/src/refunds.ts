import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { inTransaction } from './db.js';
import { decide } from './policy.js';
import { refund } from './stripe.js';

export const refunds = Router();

refunds.post('/', async (request, response) => {
  const { order, amount } = request.body;
  const outcome = await inTransaction(async query => {
    // the row stays locked until the end: two requests at once cannot refund the same money
    const { rows } = await query('SELECT * FROM orders WHERE id = $1 FOR UPDATE', [order]);
    if (rows.length === 0) return { kind: 'refuse', why: 'There is no such order.' } as const;
    const decision = decide(rows[0], amount, new Date());
    if (decision.kind === 'refuse') return decision;
    const id = randomUUID();
    await query('INSERT INTO refunds (id, order_id, amount, state) VALUES ($1, $2, $3, $4)', [id, order, amount, decision.kind]);
    if (decision.kind === 'refund') await refund(rows[0].payment, amount, id);
    return decision;
  });
  response.status(outcome.kind === 'refuse' ? 422 : 202).json(outcome);
});
