-- Revenue of each category; refreshed every night.
CREATE MATERIALIZED VIEW sales_by_category AS
SELECT c.category_id,
       c.name AS category,
       COALESCE(sum(p.amount), 0) AS total,
       max(p.paid_at) AS last_sale
FROM category AS c
LEFT JOIN film_category AS fc USING (category_id)
LEFT JOIN inventory AS i USING (film_id)
LEFT JOIN rental AS r USING (inventory_id)
LEFT JOIN payment AS p USING (rental_id)
GROUP BY c.category_id;

CREATE UNIQUE INDEX sales_by_category_key ON sales_by_category (category_id);
