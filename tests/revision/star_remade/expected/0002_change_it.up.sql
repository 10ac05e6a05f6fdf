-- change it

-- over is dropped and made again: cannot drop columns from view
-- star is dropped and made again: cannot drop columns from view
DROP VIEW over;
DROP VIEW star;

CREATE VIEW over AS SELECT film_id FROM film;

CREATE VIEW star AS SELECT film_id AS id, title FROM film;
