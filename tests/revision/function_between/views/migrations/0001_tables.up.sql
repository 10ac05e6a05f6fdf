CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, length smallint);
CREATE VIEW film_list AS SELECT film_id, title FROM film;
CREATE FUNCTION films() RETURNS SETOF film_list LANGUAGE sql AS 'SELECT * FROM film_list';
