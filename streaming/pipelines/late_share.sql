-- The share of the events of each day that arrived later than the dataset permits.
SELECT
  CAST(_enqueued AS DATE) AS day,
  count(*) AS events,
  count_if(late) AS late,
  CAST(CAST(count_if(late) AS DECIMAL(20, 6)) / count(*) AS DECIMAL(9, 6)) AS share
FROM retail_orders
GROUP BY CAST(_enqueued AS DATE)
