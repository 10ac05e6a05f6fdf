-- change it

-- film_list is dropped and made again: it becomes another kind of view
DROP VIEW film_list;

CREATE MATERIALIZED VIEW film_list AS SELECT film_id, title FROM film;
CREATE UNIQUE INDEX film_list_key ON film_list (film_id);
