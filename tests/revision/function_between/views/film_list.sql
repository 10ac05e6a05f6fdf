CREATE VIEW film_list AS SELECT title FROM film;
