CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, length smallint);
CREATE MATERIALIZED VIEW film_count AS SELECT length, count(*) AS n FROM film GROUP BY length;
CREATE INDEX film_count_n ON film_count (n);
CREATE VIEW most AS SELECT max(n) AS n FROM film_count;
CREATE MATERIALIZED VIEW titles AS SELECT title FROM film;
CREATE INDEX titles_title ON titles (title);
