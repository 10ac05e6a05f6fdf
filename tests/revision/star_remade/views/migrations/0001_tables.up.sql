CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, "order" int);
CREATE TABLE rental (film_id int, rented date);
CREATE VIEW star AS SELECT f.*, r.rented FROM film AS f JOIN rental AS r USING (film_id);
CREATE VIEW over AS SELECT 1 AS first, * FROM film JOIN rental USING (film_id);
ALTER TABLE film ADD COLUMN length int;
