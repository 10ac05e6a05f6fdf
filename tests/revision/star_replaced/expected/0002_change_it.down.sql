-- Undo: change it

-- star is dropped and made again: cannot drop columns from view
DROP VIEW over;
DROP VIEW star;

CREATE VIEW star AS SELECT film.film_id, film.title FROM film;

CREATE VIEW over AS SELECT * FROM star;
