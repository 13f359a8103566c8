-- how much a customer may get back without a person looking at it, in cents and per 90 days
ALTER TABLE customers ADD COLUMN refund_limit integer NOT NULL DEFAULT 20000;
ALTER TABLE customers ADD COLUMN refunded_recently integer NOT NULL DEFAULT 0;

UPDATE customers
SET refunded_recently = recent.amount
FROM (
  SELECT orders.customer, sum(refunds.amount) AS amount
  FROM refunds
  JOIN orders ON orders.id = refunds.order_id
  WHERE refunds.created_at > now() - interval '90 days'
  GROUP BY orders.customer
) AS recent
WHERE recent.customer = customers.id;

-- the reason is obligatory from now on; old refunds get a placeholder
UPDATE refunds SET reason = 'unknown' WHERE reason IS NULL;
ALTER TABLE refunds ALTER COLUMN reason SET NOT NULL;
