-- Undo: change it

-- shop.film_list is dropped and made again: cannot change name of view column "title" to "film_id"
DROP VIEW titles;
DROP VIEW shop.film_list;

SET search_path = shop, public;
CREATE VIEW film_list AS SELECT film_id, title FROM film;
COMMENT ON VIEW film_list IS 'in the shop';
RESET search_path;
