/** Says until when an order can be returned. */
export function RefundDeadline({ until }: { until: Date }) {
  const open = until > new Date();
  const day = until.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
  return <p>{open ? `You can return this until ${day}.` : `The return period ended on ${day}.`}</p>;
}
