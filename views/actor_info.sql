-- What each actor has played in, by category.
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
