import { useEffect, useState } from 'react';
import { Checkout } from './Checkout.js';

interface Product {
  id: string;
  name: string;
  price: number;
}

/** Search, a list of products, and the checkout. */
export function Shop() {
  const [words, setWords] = useState('');
  const [products, setProducts] = useState<readonly Product[]>([]);
  const [chosen, setChosen] = useState<Product>();

  useEffect(() => {
    const waiting = new AbortController();
    fetch(`/api/search?q=${encodeURIComponent(words)}`, { signal: waiting.signal })
      .then(response => response.json())
      .then(setProducts, () => undefined);
    return () => waiting.abort();
  }, [words]);

  if (chosen) return <Checkout product={chosen} onBack={() => setChosen(undefined)} />;
  return (
    <main>
      <input aria-label="Search" value={words} onChange={event => setWords(event.target.value)} />
      {products.map(product => (
        <button key={product.id} type="button" onClick={() => setChosen(product)}>
          {product.name}, {(product.price / 100).toFixed(2)}
        </button>
      ))}
    </main>
  );
}
