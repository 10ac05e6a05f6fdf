CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, length smallint);
CREATE FUNCTION film_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO film VALUES (NEW.film_id, NEW.title); RETURN NEW; END $$;
CREATE VIEW film_list AS SELECT film_id, title FROM film;
CREATE TRIGGER film_list_insert INSTEAD OF INSERT ON film_list FOR EACH ROW EXECUTE FUNCTION film_insert();
COMMENT ON TRIGGER film_list_insert ON film_list IS 'writes through';
