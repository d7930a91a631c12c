-- The sales of each day and store.
SELECT
  CAST(placed_at AS DATE) AS day,
  store_id,
  store,
  city,
  country,
  currency,
  count(DISTINCT order_id) AS orders,
  sum(quantity) AS quantity,
  CAST(sum(amount) AS DECIMAL(38, 2)) AS amount
FROM retail_order_lines
GROUP BY CAST(placed_at AS DATE), store_id, store, city, country, currency
