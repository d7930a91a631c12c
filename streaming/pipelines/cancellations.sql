-- The share of the orders of each day that were cancelled later.
SELECT
  CAST(placed_at AS DATE) AS day,
  count(*) AS orders,
  count_if(cancelled) AS cancelled,
  CAST(CAST(count_if(cancelled) AS DECIMAL(20, 6)) / count(*) AS DECIMAL(9, 6)) AS share
FROM retail_order_state
GROUP BY CAST(placed_at AS DATE)
