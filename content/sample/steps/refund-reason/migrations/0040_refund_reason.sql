CREATE TABLE IF NOT EXISTS refunds (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  amount integer NOT NULL,
  state text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- why a customer sent something back: size, damaged, late, changed_mind
ALTER TABLE refunds ADD COLUMN reason text;
