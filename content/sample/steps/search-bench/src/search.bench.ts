import assert from 'node:assert/strict';
import { findProducts } from './search.js';

const began = performance.now();
for (let run = 0; run < 20; run++) await findProducts('jack');
const mean = (performance.now() - began) / 20;

assert.ok(mean <= 300, `a search takes ${mean.toFixed(0)} ms, more than 300 ms`);
