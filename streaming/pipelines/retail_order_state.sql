-- The current state of each order: that of the event with the highest version, in whatever order the events arrived.
SELECT
  order_id,
  newest.version,
  newest.event_id,
  newest.event_type,
  newest.event_type = 'cancelled' AS cancelled,
  placed_at,
  newest.occurred_at AS changed_at,
  newest.store_id
FROM (
  SELECT
    order_id,
    max(struct(version, occurred_at, event_id, event_type, store_id)) AS newest,
    min(occurred_at) AS placed_at
  FROM retail_orders
  GROUP BY order_id
)
