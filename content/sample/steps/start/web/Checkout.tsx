import { useState } from 'react';

const WAIT = 8000;

/** Pays for one product and shows how it went. */
export function Checkout({ product, onBack }: { product: { id: string; name: string }; onBack: () => void }) {
  const [message, setMessage] = useState('');

  async function buy() {
    setMessage('Paying…');
    try {
      const response = await fetch('/api/orders', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ customer: 'me', items: [{ product: product.id, count: 1 }], currency: 'eur', method: 'pm_card_visa' }),
        signal: AbortSignal.timeout(WAIT),
      });
      setMessage(response.ok ? 'Thank you!' : 'Payment failed.');
    } catch {
      setMessage('Payment failed.');
    }
  }

  return (
    <main>
      <h1>{product.name}</h1>
      <button type="button" onClick={buy}>Buy now</button>
      <button type="button" onClick={onBack}>Back</button>
      <p role="status">{message}</p>
    </main>
  );
}
