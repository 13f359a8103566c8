CREATE TABLE gift_cards (
  code text PRIMARY KEY,
  balance integer NOT NULL CHECK (balance >= 0),
  currency text NOT NULL,
  sold_at timestamptz NOT NULL DEFAULT now()
);
