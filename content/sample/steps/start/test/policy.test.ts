import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, type Purchase } from '../src/policy.js';

const delivered = new Date('2025-03-01T12:00:00Z');
const after = (days: number) => new Date(delivered.getTime() + days * 24 * 60 * 60 * 1000);
const purchase: Purchase = { deliveredAt: delivered, total: 12_900, refunded: 0, paidBy: 'card' };

test('refunds within the limit', () => {
  assert.deepEqual(decide(purchase, 12_900, after(14)), { kind: 'refund', amount: 12_900 });
});

test('refuses after the limit', () => {
  assert.equal(decide(purchase, 12_900, after(120)).kind, 'refuse');
});

test('never refunds more than was paid', () => {
  assert.equal(decide({ ...purchase, refunded: 10_000 }, 5_000, after(1)).kind, 'refuse');
});

test('a large amount waits for a person', () => {
  assert.equal(decide({ ...purchase, total: 50_000 }, 50_000, after(1)).kind, 'review');
});
