-- views

CREATE VIEW actor_info AS
SELECT a.actor_id,
       a.first_name,
       a.last_name,
       count(fa.film_id) AS films,
       array_agg(f.title ORDER BY f.title) FILTER (WHERE f.film_id IS NOT NULL) AS titles
FROM actor AS a
LEFT JOIN film_actor AS fa USING (actor_id)
LEFT JOIN film AS f USING (film_id)
GROUP BY a.actor_id;

CREATE VIEW customer_list AS
SELECT c.customer_id,
       c.first_name || ' ' || c.last_name AS name,
       c.email,
       c.address,
       s.name AS store,
       c.since
FROM customer AS c
LEFT JOIN store AS s USING (store_id);

CREATE VIEW film_list AS
SELECT f.film_id,
       f.title,
       f.description,
       f.released,
       l.name AS language,
       f.length,
       f.rating,
       f.rental_rate,
       f.features,
       f.attributes,
       ARRAY(SELECT c.name
             FROM film_category AS fc
             JOIN category AS c USING (category_id)
             WHERE fc.film_id = f.film_id
             ORDER BY c.name) AS categories,
       (SELECT max(r.rented_at)
        FROM rental AS r
        JOIN inventory AS i USING (inventory_id)
        WHERE i.film_id = f.film_id) AS last_rented
FROM film AS f
JOIN language AS l USING (language_id);
COMMENT ON VIEW film_list IS 'Every film with what the counter needs to know.';

CREATE VIEW monthly_revenue AS
WITH monthly AS (
    SELECT date_trunc('month', p.paid_at)::date AS month,
           sum(p.amount) AS revenue,
           count(*) AS payments
    FROM payment AS p
    GROUP BY 1
)
SELECT m.month,
       m.revenue,
       m.payments,
       sum(m.revenue) OVER (ORDER BY m.month) AS revenue_so_far,
       m.revenue - lag(m.revenue) OVER (ORDER BY m.month) AS change
FROM monthly AS m;

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

CREATE VIEW overdue AS
SELECT s.rental_id,
       s.title,
       s.rented_at,
       c.name AS customer,
       c.email
FROM rental_status AS s
JOIN customer_list AS c USING (customer_id)
WHERE s.status = 'overdue';

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

CREATE VIEW store_inventory AS
SELECT s.store_id,
       f.film_id,
       s.name AS store,
       f.title,
       count(*) AS copies,
       count(*) FILTER (WHERE NOT EXISTS (SELECT
                                          FROM rental AS r
                                          WHERE r.inventory_id = i.inventory_id
                                            AND r.returned_at IS NULL)) AS available
FROM inventory AS i
JOIN store AS s USING (store_id)
JOIN film AS f USING (film_id)
GROUP BY s.store_id, f.film_id;

CREATE VIEW top_films AS
WITH counted AS (
    SELECT i.film_id, count(*) AS rentals
    FROM rental AS r
    JOIN inventory AS i USING (inventory_id)
    GROUP BY i.film_id
)
SELECT f.film_id,
       f.title,
       f.rating,
       COALESCE(c.rentals, 0) AS rentals,
       rank() OVER (PARTITION BY f.rating ORDER BY COALESCE(c.rentals, 0) DESC) AS place
FROM film AS f
LEFT JOIN counted AS c USING (film_id);
