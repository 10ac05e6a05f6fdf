CREATE TABLE film (id int);
CREATE VIEW films AS SELECT id FROM film;
