CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, length smallint);
CREATE VIEW film_list AS SELECT film_id, title FROM film;
ALTER TABLE film RENAME COLUMN title TO name;
