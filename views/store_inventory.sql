-- How many copies each store has of each film, and how many of them are in.
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
