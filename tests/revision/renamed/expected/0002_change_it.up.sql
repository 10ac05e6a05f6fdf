-- change it

COMMENT ON COLUMN film_list."Name" IS NULL;
CREATE OR REPLACE VIEW film_list AS SELECT film_id, title AS "Name", length FROM film;
