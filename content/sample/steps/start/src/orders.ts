import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { inTransaction } from './db.js';
import { pay } from './stripe.js';

const Order = z.object({
  customer: z.string(),
  items: z.array(z.object({ product: z.string(), count: z.number().int().positive() })).min(1),
  currency: z.enum(['eur', 'gbp']),
  method: z.string(),
});

export const orders = Router();

orders.post('/', async (request, response) => {
  const order = Order.safeParse(request.body);
  if (!order.success) return void response.status(400).json({ error: 'The order is incomplete.' });
  const id = randomUUID();
  const total = await inTransaction(async query => {
    const { rows } = await query('SELECT store_order($1, $2, $3) AS total', [id, order.data.customer, JSON.stringify(order.data.items)]);
    return rows[0].total as number;
  });
  const payment = await pay({ order: id, amount: total, currency: order.data.currency, method: order.data.method });
  if (payment.status === 'failed') return void response.status(402).json({ error: 'The card was declined.' });
  response.status(201).json({ id, total, status: payment.status });
});
