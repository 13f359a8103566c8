import { RedisStore } from 'connect-redis';
import session from 'express-session';
import { createClient } from 'redis';

const days = 7;

/** Who is signed in. Kept in Redis, so that every machine knows every session. */
export function sessions() {
  const client = createClient({ url: process.env.REDIS_URL });
  client.connect().catch(console.error);
  return session({
    store: new RedisStore({ client, prefix: 'shop:' }),
    secret: process.env.SESSION_SECRET ?? 'development',
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: days * 24 * 60 * 60 * 1000 },
  });
}
