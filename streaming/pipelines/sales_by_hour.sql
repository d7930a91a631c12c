-- The sales of each hour in which orders were placed.
SELECT
  date_trunc('HOUR', placed_at) AS hour,
  currency,
  count(DISTINCT order_id) AS orders,
  count(*) AS lines,
  sum(quantity) AS quantity,
  CAST(sum(amount) AS DECIMAL(38, 2)) AS amount
FROM retail_order_lines
GROUP BY date_trunc('HOUR', placed_at), currency
