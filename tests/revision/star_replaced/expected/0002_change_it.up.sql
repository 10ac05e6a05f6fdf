-- change it

CREATE OR REPLACE VIEW star AS SELECT *, 1 AS one FROM film;
