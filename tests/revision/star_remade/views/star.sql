CREATE VIEW star AS SELECT film_id AS id, title FROM film;
