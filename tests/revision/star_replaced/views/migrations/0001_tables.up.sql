CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL);
CREATE VIEW star AS SELECT * FROM film;
CREATE VIEW over AS SELECT * FROM star;
ALTER TABLE film ADD COLUMN length int;
