-- change it

-- film_list is dropped and made again: cannot change name of view column "film_id" to "title"
DROP VIEW film_list;

CREATE VIEW film_list AS SELECT title, film_id FROM film;
CREATE TRIGGER film_list_insert INSTEAD OF INSERT ON film_list FOR EACH ROW EXECUTE FUNCTION film_insert();
COMMENT ON TRIGGER film_list_insert ON film_list IS 'writes through';
