-- change it

-- shop.film_list is dropped and made again: cannot change name of view column "film_id" to "title"
DROP VIEW shop.film_list;

SET search_path = shop;
CREATE VIEW film_list AS SELECT title, film_id FROM film;

RESET search_path;
CREATE VIEW public.titles AS SELECT title FROM shop.film_list;
