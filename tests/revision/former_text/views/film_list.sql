CREATE VIEW film_list AS SELECT film_id, name AS title FROM film;
