CREATE SCHEMA shop;
SET search_path = shop, public;
CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, length smallint);
CREATE VIEW film_list AS SELECT film_id, title FROM film;
COMMENT ON VIEW film_list IS 'in the shop';
