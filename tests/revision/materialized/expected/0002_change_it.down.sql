-- Undo: change it

-- film_count is dropped and made again: there is no CREATE OR REPLACE MATERIALIZED VIEW
DROP VIEW most;
DROP MATERIALIZED VIEW film_count;

CREATE MATERIALIZED VIEW film_count AS SELECT length, count(*) AS n FROM film GROUP BY length;
CREATE INDEX film_count_n ON film_count (n);

CREATE VIEW most AS SELECT max(n) AS n FROM film_count;

COMMENT ON MATERIALIZED VIEW titles IS NULL;
DROP INDEX titles_key;
CREATE INDEX titles_title ON titles (title);
