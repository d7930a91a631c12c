-- One row for each event of an order. If an event was sent twice, the first one is kept.
SELECT * EXCEPT (_problems, _violated, _payload)
FROM accepted_orders
