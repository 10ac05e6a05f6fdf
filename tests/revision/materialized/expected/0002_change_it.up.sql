-- change it

-- film_count is dropped and made again: there is no CREATE OR REPLACE MATERIALIZED VIEW
DROP VIEW most;
DROP MATERIALIZED VIEW film_count;

CREATE MATERIALIZED VIEW film_count AS SELECT length, count(*) AS n, max(title) AS last FROM film GROUP BY length;
CREATE INDEX film_count_n ON film_count (n);

CREATE VIEW most AS SELECT max(n) AS n FROM film_count;

DROP INDEX titles_title;
CREATE UNIQUE INDEX titles_key ON titles (title);
COMMENT ON MATERIALIZED VIEW titles IS 'All titles.';
