SET search_path = shop;
CREATE VIEW film_list AS SELECT title, film_id FROM film;
