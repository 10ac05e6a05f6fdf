CREATE MATERIALIZED VIEW film_list AS SELECT film_id, title FROM film;
CREATE UNIQUE INDEX film_list_key ON film_list (film_id);
