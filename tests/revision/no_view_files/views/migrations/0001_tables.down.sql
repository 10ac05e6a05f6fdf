DROP VIEW films;
DROP TABLE film;
