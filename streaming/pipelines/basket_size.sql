-- The mean size of an order of each day.
SELECT
  day,
  currency,
  orders,
  lines,
  quantity,
  amount,
  CAST(CAST(lines AS DECIMAL(20, 4)) / orders AS DECIMAL(12, 2)) AS lines_per_order,
  CAST(amount / orders AS DECIMAL(20, 2)) AS amount_per_order
FROM (
  SELECT
    CAST(placed_at AS DATE) AS day,
    currency,
    count(DISTINCT order_id) AS orders,
    count(*) AS lines,
    sum(quantity) AS quantity,
    CAST(sum(amount) AS DECIMAL(38, 2)) AS amount
  FROM retail_order_lines
  GROUP BY CAST(placed_at AS DATE), currency
)
