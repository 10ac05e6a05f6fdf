CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, length smallint);
CREATE VIEW film_list WITH (security_barrier) AS SELECT film_id, title FROM film;
COMMENT ON VIEW film_list IS 'Films.';
COMMENT ON COLUMN film_list.title IS 'its name';
GRANT SELECT ON TABLE film, film_list TO PUBLIC;
