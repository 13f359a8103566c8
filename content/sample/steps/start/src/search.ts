import { Router } from 'express';
import { db } from './db.js';

export const search = Router();

search.get('/', async (request, response) => {
  const words = String(request.query.q ?? '').trim();
  response.json(await findProducts(words));
});

export async function findProducts(words: string) {
  const { rows } = await db.query('SELECT id, name, price FROM products WHERE name ILIKE $1 ORDER BY name LIMIT 40', [`%${words}%`]);
  return rows;
}
