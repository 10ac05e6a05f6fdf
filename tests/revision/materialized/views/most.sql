CREATE VIEW most AS SELECT max(n) AS n FROM film_count;
