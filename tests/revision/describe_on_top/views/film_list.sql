CREATE VIEW film_list AS SELECT film_id, title, length FROM film;
