-- Each rental, whether it is still out, and what was paid for it.
CREATE VIEW rental_status AS
SELECT r.rental_id,
       f.title,
       i.tag,
       r.customer_id,
       r.rented_at,
       r.returned_at,
       r.returned_at - r.rented_at AS kept_for,
       CASE
           WHEN r.returned_at IS NOT NULL THEN 'returned'
           WHEN r.rented_at < now() - interval '14 days' THEN 'overdue'
           ELSE 'out'
       END AS status,
       COALESCE(sum(p.amount), 0)::numeric(9,2) AS paid
FROM rental AS r
JOIN inventory AS i USING (inventory_id)
JOIN film AS f USING (film_id)
LEFT JOIN payment AS p USING (rental_id)
GROUP BY r.rental_id, f.title, i.tag;
