-- The lines of the current version of each order, with its store and products as they were at the time of the event.
-- A cancelled order has no lines, so the tables of gold do not contain it.
SELECT
  sold.order_id,
  sold.event_id,
  sold.version,
  sold.each.line,
  sold.placed_at,
  sold.occurred_at,
  sold.store_id,
  store.name AS store,
  store.city,
  store.country,
  sold.customer_id,
  sold.segment,
  sold.each.product_id,
  product.name AS product,
  product.category,
  sold.each.quantity,
  sold.currency,
  sold.each.unit_price,
  CAST(sold.each.quantity * sold.each.unit_price AS DECIMAL(23, 2)) AS amount
FROM (
  SELECT
    state.order_id,
    state.event_id,
    state.version,
    state.placed_at,
    event.occurred_at,
    event.store_id,
    event.customer.customer_id,
    event.customer.segment,
    event.payment.currency,
    explode(event.lines) AS each
  FROM retail_order_state AS state
  INNER JOIN retail_orders AS event ON state.event_id = event.event_id
  WHERE NOT state.cancelled
) AS sold
LEFT JOIN retail_stores_history AS store
  ON sold.store_id = store.store_id
  AND CAST(sold.occurred_at AS DATE) >= store.valid_from
  AND CAST(sold.occurred_at AS DATE) < store.valid_to
LEFT JOIN retail_products_history AS product
  ON sold.each.product_id = product.product_id
  AND CAST(sold.occurred_at AS DATE) >= product.valid_from
  AND CAST(sold.occurred_at AS DATE) < product.valid_to
