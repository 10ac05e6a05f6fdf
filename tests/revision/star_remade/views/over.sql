CREATE VIEW over AS SELECT film_id FROM film;
