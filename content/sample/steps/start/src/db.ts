import { Pool } from 'pg';

export const db = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** Runs `work` in one transaction: all of it is stored, or none of it. */
export async function inTransaction<T>(work: (query: Pool['query']) => Promise<T>): Promise<T> {
  const client = await db.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client.query.bind(client) as Pool['query']);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
