-- Undo: change it

-- over is dropped and made again: cannot change name of view column "film_id" to "first"
-- star is dropped and made again: cannot change name of view column "id" to "film_id"
DROP VIEW over;
DROP VIEW star;

CREATE VIEW over AS SELECT 1 AS first, film.film_id, film.title, film."order", rental.rented FROM film JOIN rental USING (film_id);

CREATE VIEW star AS SELECT f.film_id, f.title, f."order", r.rented FROM film AS f JOIN rental AS r USING (film_id);
