import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withinLimit } from '../src/refundLimit.js';

const customer = { refundLimit: 20_000, refundedRecently: 15_000 };

test('a refund within the limit goes through', () => {
  assert.equal(withinLimit(customer, 5_000), true);
});

test('the limit counts what was refunded before', () => {
  assert.equal(withinLimit(customer, 5_001), false);
});

test('a customer without a limit is always reviewed', () => {
  assert.equal(withinLimit({ refundLimit: 0, refundedRecently: 0 }, 1), false);
});
