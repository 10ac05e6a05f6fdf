-- change it

CREATE OR REPLACE VIEW film_list AS
SELECT film_id, title, length -- in minutes
FROM film;
COMMENT ON VIEW film_list IS 'All films; it''s short.';
COMMENT ON COLUMN film_list.length IS 'minutes';
GRANT SELECT ON film_list TO PUBLIC;

CREATE VIEW long_film AS
SELECT film_id, title FROM film_list WHERE length > 120;
