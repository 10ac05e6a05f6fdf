CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, length smallint);
CREATE VIEW a AS SELECT film_id, title FROM film;
CREATE VIEW b AS SELECT title FROM a;
CREATE VIEW c AS SELECT title FROM b;
COMMENT ON COLUMN a.title IS 'kept';
