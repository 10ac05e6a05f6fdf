CREATE MATERIALIZED VIEW film_count AS SELECT length, count(*) AS n, max(title) AS last FROM film GROUP BY length;
CREATE INDEX film_count_n ON film_count (n);
