import { readdirSync, readFileSync } from 'node:fs';
import { db } from './db.js';

/** Runs every migration that the database has not seen, in order. Started by hand: see docs/runbook.md. */
await db.query('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, at timestamptz DEFAULT now())');
const { rows } = await db.query('SELECT name FROM migrations');
const done = new Set(rows.map(row => row.name));
for (const name of readdirSync('migrations').sort()) {
  if (done.has(name)) continue;
  await db.query(readFileSync(`migrations/${name}`, 'utf8'));
  await db.query('INSERT INTO migrations (name) VALUES ($1)', [name]);
  console.log(`ran ${name}`);
}
await db.end();
