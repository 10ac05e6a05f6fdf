-- Every film with what the counter needs to know.
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
