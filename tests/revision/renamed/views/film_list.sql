CREATE VIEW film_list AS SELECT film_id, title AS "Name", length FROM film;
COMMENT ON VIEW film_list IS 'Films.';
