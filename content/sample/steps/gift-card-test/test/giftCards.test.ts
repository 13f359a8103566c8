import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../src/policy.js';

test('an order paid by gift card is refunded by the same rules', () => {
  const purchase = { deliveredAt: new Date('2025-03-01'), total: 5_000, refunded: 0, paidBy: 'gift_card' } as const;
  assert.equal(decide(purchase, 5_000, new Date('2025-03-02')).kind, 'refund');
});
