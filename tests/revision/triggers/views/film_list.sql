CREATE VIEW film_list AS SELECT title, film_id FROM film;
COMMENT ON TRIGGER film_list_insert ON film_list IS 'writes through';
