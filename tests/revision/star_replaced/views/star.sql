CREATE VIEW star AS SELECT *, 1 AS one FROM film;
