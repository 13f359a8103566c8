import assert from 'node:assert/strict';
import { test } from 'node:test';
import { totals } from '../src/receipts.js';

test('adds up the lines', () => {
  assert.equal(totals([{ name: 'Jacket', count: 1, price: 12_900 }, { name: 'Socks', count: 3, price: 1_250 }]).total, 16_650);
});
