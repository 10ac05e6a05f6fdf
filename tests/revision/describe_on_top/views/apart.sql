CREATE VIEW apart AS SELECT title FROM film;
