import express from 'express';
import { sessions } from './sessions.js';
import { orders } from './orders.js';
import { refunds } from './refunds.js';
import { search } from './search.js';

export const app = express();

app.disable('x-powered-by');
app.use(express.json({ limit: '100kb' }));
app.use(sessions());
app.use('/api/orders', orders);
app.use('/api/refunds', refunds);
app.use('/api/search', search);
app.use(express.static('dist/web'));

app.use((error: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
  console.error(error);
  response.status(500).json({ error: 'Something went wrong on our side.' });
});
