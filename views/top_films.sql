-- The films of each rating by how often they were rented.
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
