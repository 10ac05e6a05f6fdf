-- Whole rows.
CREATE TABLE film (film_id integer PRIMARY KEY, title text NOT NULL);
CREATE VIEW film_of_row AS SELECT film_id, f AS film, ARRAY[f] AS films FROM film AS f;
